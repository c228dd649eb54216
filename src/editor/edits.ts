import type { TextEdit } from '../core/index';

/** What Monaco tells of a change of a model, as far as it matters here. */
interface ModelChange {
  readonly changes: readonly {
    readonly rangeOffset: number;
    readonly rangeLength: number;
    readonly text: string;
  }[];
  /** How many of the changes belong to each step. */
  readonly detailedReasonsChangeLengths: readonly number[];
}

/**
 * The edits of one change of a model, one list a step. Monaco merges the steps of one command (a paste that also
 * formats) into one event: the offsets of a step speak of the text after the steps before it, and inside a step of
 * the text before that step, last place first.
 */
export function readModelChange({ changes, detailedReasonsChangeLengths }: ModelChange): TextEdit[][] {
  let done = 0;
  return detailedReasonsChangeLengths.map((length) => {
    const step = changes.slice(done, done + length);
    done += length;
    return step.toReversed().map(({ rangeOffset, rangeLength, text }) => ({
      from: rangeOffset,
      to: rangeOffset + rangeLength,
      insert: text,
    }));
  });
}
