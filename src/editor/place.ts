import type { TextRange } from '../core/index';
import { Range, type editor } from './monaco';

/** Offsets as lines and columns of the model, without the line end that a range of whole lines ends with. */
export function toRange(model: editor.ITextModel, { from, to }: TextRange): Range {
  const start = model.getPositionAt(from);
  const end = model.getPositionAt(to);
  if (end.column > 1 || end.lineNumber === start.lineNumber) return Range.fromPositions(start, end);
  const last = end.lineNumber - 1;
  return new Range(start.lineNumber, start.column, last, model.getLineMaxColumn(last));
}
