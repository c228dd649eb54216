import { useStore } from '@xyflow/react';
import { createContext, useContext } from 'react';

/** Below this zoom no text of a card or box can be read. */
const far = 0.32;
/** Below this zoom not even a name has room on a card. */
const veryFar = 0.22;
/** The answer changes in steps, so that zooming does not draw all anew with every frame. */
const step = 0.05;

/** The zoom, roughly, where the picture is seen from afar. */
export const useFarZoom = (): number | undefined =>
  useStore(({ transform: [, , zoom] }) =>
    zoom < far ? Math.max(step, Math.round(zoom / step) * step) : undefined,
  );

/** From afar a card is a block with its name, and from very far a block. What could not be read is not in the page. */
type FarLevel = 'names' | 'blocks';

export const levelOf = (zoom: number | undefined): FarLevel | undefined =>
  zoom === undefined ? undefined : zoom < veryFar ? 'blocks' : 'names';

export const Far = createContext<FarLevel | undefined>(undefined);

export const useFar = (): FarLevel | undefined => useContext(Far);
