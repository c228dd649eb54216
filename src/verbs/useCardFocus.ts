import { useEffect, useRef } from 'react';

/**
 * Puts the focus on the first field of a card once it is there, and gives a function that puts it back to where it
 * came from: to the gate of a drawn flow, or to what opened the card outside the picture.
 */
export function useCardFocus(
  card: { readonly current: HTMLElement | null },
  isReady: boolean,
): (source: string | undefined) => void {
  const came = useRef<Element | null>(document.activeElement);
  const isFocused = useRef(false);
  useEffect(() => {
    if (isFocused.current) return;
    const first = isReady ? card.current?.querySelector<HTMLElement>('input') : card.current;
    first?.focus({ preventScroll: true });
    isFocused.current = isReady;
  }, [card, isReady]);
  return (source) => {
    const from = came.current;
    requestAnimationFrame(() => {
      const isOutside =
        from instanceof HTMLElement &&
        from.isConnected &&
        from !== document.body &&
        !from.closest('.react-flow');
      const gate =
        source === undefined
          ? null
          : document.querySelector<HTMLElement>(`[data-gate="egress ${CSS.escape(source)}"]`);
      (isOutside ? from : gate)?.focus({ preventScroll: true });
    });
  };
}
