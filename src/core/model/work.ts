/**
 * How much was done since the start, by kind: the same on every machine, so that a test can hold it where times would
 * only tell of the machine.
 */
export const work = {
  /** Sets of connections that had to be combined, not looked up. */
  combinations: 0,
  /** Labels that were held against a selector. */
  matches: 0,
  /** Pairs of a policy and a class that it selects. */
  subjects: 0,
  rows: 0,
  columns: 0,
  cells: 0,
  /** Pairs of classes that were judged because a rule singles them out. */
  singledOut: 0,
};
