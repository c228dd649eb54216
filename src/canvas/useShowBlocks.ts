import { useEffect, useRef } from 'react';

/** Shows the whole picture when an address block is put on the canvas: it stands below all that is there. */
export function useShowBlocks(blocks: readonly string[], fit: () => void): void {
  const before = useRef(blocks);
  useEffect(() => {
    const isAdded = blocks.length > before.current.length;
    before.current = blocks;
    if (isAdded) fit();
  }, [blocks, fit]);
}
