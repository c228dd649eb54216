import { useStore } from '@xyflow/react';
import { useMemo } from 'react';

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is in sight of the canvas and around it, in tiles as large as the window: it changes only now and then. */
export function useRegion(): Region {
  const tiles = useStore(({ transform: [x, y, zoom], width, height }) => {
    const size = 2 ** Math.ceil(Math.log2(Math.max(width, height, 1) / zoom));
    const tile = (at: number) => Math.floor(at / zoom / size);
    return [size, tile(-x), tile(-y), tile(width - x), tile(height - y)].join(' ');
  });
  return useMemo(() => {
    const [size = 0, left = 0, top = 0, right = 0, bottom = 0] = tiles.split(' ').map(Number);
    return { left: left * size, top: top * size, right: (right + 1) * size, bottom: (bottom + 1) * size };
  }, [tiles]);
}
