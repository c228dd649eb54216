import type { LeftOutReason } from './differences';

/**
 * What came of comparing a case, in cells. A cell is one statement of an oracle: a pair of a connection list,
 * a sign of a truth table, a single check.
 */
export interface Outcome {
  readonly agreed: number;
  /** One text for each cell that we see otherwise. */
  readonly disagreements: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

interface LeftOut {
  readonly reason: LeftOutReason;
  readonly cells: number;
}

/** Nothing compared: all cells of a case, or of a part of it, are left out for one reason. */
export function leaveOut(reason: LeftOutReason, cells: number): Outcome {
  return { agreed: 0, disagreements: [], leftOut: cells > 0 ? [{ reason, cells }] : [] };
}

/** Cells were compared, and these disagree. */
export function compared(cells: number, disagreements: readonly string[]): Outcome {
  return { agreed: cells - disagreements.length, disagreements, leftOut: [] };
}

export function sumOutcomes(outcomes: readonly Outcome[]): Outcome {
  const cellsOf = new Map<LeftOutReason, number>();
  for (const { reason, cells } of outcomes.flatMap(({ leftOut }) => leftOut)) {
    cellsOf.set(reason, (cellsOf.get(reason) ?? 0) + cells);
  }
  return {
    agreed: outcomes.reduce((sum, { agreed }) => sum + agreed, 0),
    disagreements: outcomes.flatMap(({ disagreements }) => disagreements),
    leftOut: [...cellsOf].map(([reason, cells]) => ({ reason, cells })),
  };
}
