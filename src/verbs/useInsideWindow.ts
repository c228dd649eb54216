import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

interface Spot {
  readonly x: number;
  readonly y: number;
}

const margin = 12;

/** Keeps an element near a point and wholly in the window, also while it grows. */
export function useInsideWindow<Element extends HTMLElement>(
  at: Spot,
): { readonly ref: RefObject<Element | null>; readonly spot: Spot } {
  const ref = useRef<Element>(null);
  const [spot, setSpot] = useState<Spot>(at);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const place = () => {
      const { offsetWidth: width, offsetHeight: height } = element;
      const x = Math.max(margin, Math.min(at.x + 14, window.innerWidth - width - margin));
      const y = Math.max(margin, Math.min(at.y + 10, window.innerHeight - height - margin));
      setSpot((before) => (before.x === x && before.y === y ? before : { x, y }));
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(element);
    window.addEventListener('resize', place);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', place);
    };
  }, [at.x, at.y]);
  return { ref, spot };
}
