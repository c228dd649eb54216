import type { TextEdit } from './edit';

/** A stretch of the text before, or text that an edit has put in. */
type Piece = { readonly from: number; readonly to: number } | { readonly insert: string };

/**
 * Edits made one after another, each step in the text that the one before it left, as edits of the first text.
 * @param length of the first text
 */
export function composeEdits(length: number, steps: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const [first] = steps;
  if (first && steps.length === 1) return first;
  let pieces: readonly Piece[] = [{ from: 0, to: length }];
  for (const step of steps) pieces = applyStep(pieces, step);
  return toEdits(pieces, length);
}

const sizeOf = (piece: Piece): number => ('insert' in piece ? piece.insert.length : piece.to - piece.from);

function applyStep(pieces: readonly Piece[], edits: readonly TextEdit[]): Piece[] {
  const result: Piece[] = [];
  let rest = [...pieces];
  let at = 0;
  for (const { from, to, insert } of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const [kept, behind] = cut(rest, from - at);
    result.push(...kept);
    if (insert !== '') result.push({ insert });
    rest = cut(behind, to - from)[1];
    at = to;
  }
  return [...result, ...rest];
}

/** The first characters of pieces, and the others. */
function cut(pieces: readonly Piece[], length: number): [Piece[], Piece[]] {
  let left = length;
  for (const [index, piece] of pieces.entries()) {
    const size = sizeOf(piece);
    if (left >= size) {
      left -= size;
      continue;
    }
    const [head, tail]: [Piece, Piece] =
      'insert' in piece
        ? [{ insert: piece.insert.slice(0, left) }, { insert: piece.insert.slice(left) }]
        : [
            { from: piece.from, to: piece.from + left },
            { from: piece.from + left, to: piece.to },
          ];
    return [
      [...pieces.slice(0, index), ...(left > 0 ? [head] : [])],
      [tail, ...pieces.slice(index + 1)],
    ];
  }
  return [[...pieces], []];
}

/** What lies between the stretches that stay, in their order. */
function toEdits(pieces: readonly Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let insert = '';
  for (const piece of [...pieces, { from: length, to: length }]) {
    if ('insert' in piece) {
      insert += piece.insert;
      continue;
    }
    if (piece.from > at || insert !== '') edits.push({ from: at, to: piece.from, insert });
    at = piece.to;
    insert = '';
  }
  return edits;
}
