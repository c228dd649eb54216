import { create } from 'zustand';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What the user has put on the canvas by hand: kept beside the text, and part of the one history. */
export interface Arrangement {
  /** Hand-moved nodes: canvas positions by node id (relative to the box for workloads). */
  readonly moved: Readonly<Record<string, Spot>>;
  /** Ids of address blocks that wait on the canvas for a flow: no rule names them yet. */
  readonly blocks: readonly string[];
}

export const emptyArrangement: Arrangement = { moved: {}, blocks: [] };

/** Read it anywhere; `arrange` of the workspace writes it. */
export const useArrangement = create<Arrangement>()(() => emptyArrangement);
