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
 */
export function intern(text: string, from: number, to: number): string {
  const length = to - from;
  if (length === 0) return '';
  const first = text.charCodeAt(from);
  const middle = text.charCodeAt(from + (length >> 1));
  const last = text.charCodeAt(to - 1);
  const slot = (first * 961 + middle * 31 + last * 101 + length * 7) & (slots - 1);
  const before = known[slot] as string;
  if (before.length === length && isAt(text, from, before)) return before;
  const own = ownText(text.slice(from, to));
  known[slot] = own;
  return own;
}

function isAt(text: string, from: number, part: string): boolean {
  for (let index = 0; index < part.length; index++) {
    if (text.charCodeAt(from + index) !== part.charCodeAt(index)) return false;
  }
  return true;
}
