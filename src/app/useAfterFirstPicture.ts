import { useEffect, useState } from 'react';
import { useAnalysis } from '../store/analysis';

/** The first picture of a large workspace may take longer than anyone waits for the editor, in milliseconds. */
const patience = 2000;

/** Whether the flows have been painted once: then what is large may load without delaying them. */
export function useAfterFirstPicture(): boolean {
  const isDrawn = useAnalysis(({ view, failure }) => view !== undefined || failure !== undefined);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!isDrawn) {
      const timer = setTimeout(() => setReady(true), patience);
      return () => clearTimeout(timer);
    }
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setReady(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [isDrawn]);
  return ready;
}
