/** How many texts are remembered; a power of two. */
const slots = 4096;
const known: string[] = Array<string>(slots).fill('');

/**
 * The same text in memory of its own. Engines keep a slice as a view of the whole: what is read from one part of a
 * large text would keep all of it alive after it has changed.
 */
export function ownText(text: string): string {
  return String(JSON.parse(JSON.stringify(text)));
}

/**
 * A part of a text, in memory of its own: the same string again where the same part came not long ago. For the keys
 * of maps, which recur in every object.
 *
 * @param codes the characters of the text as numbers, where they are ASCII; those of others may be anything else
 */
export function intern(text: string, codes: Uint8Array, from: number, to: number): string {
  const length = to - from;
  if (length === 0) return '';
  const [first, middle, last] = [codes[from]!, codes[from + (length >> 1)]!, codes[to - 1]!];
  const slot = (first * 961 + middle * 31 + last * 101 + length * 7) & (slots - 1);
  const before = known[slot] as string;
  if (before.length === length && isAt(codes, from, before)) return before;
  const own = ownText(text.slice(from, to));
  known[slot] = own;
  return own;
}

function isAt(codes: Uint8Array, from: number, part: string): boolean {
  for (let index = 0; index < part.length; index++) {
    if (codes[from + index] !== part.charCodeAt(index)) return false;
  }
  return true;
}
