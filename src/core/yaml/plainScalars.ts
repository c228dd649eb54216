/**
 * Where the scalars of plain block YAML end (plain.ts), found by the codes of the text (codes.ts), which end with a
 * line. All functions answer -1 where anything is unusual.
 */
import { readNumber, truthOf } from './scalars';

const tab = 9;
const newline = 10;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const plus = 43;
const singleQuote = 39;
const dash = 45;
const zero = 48;
const nine = 57;
const colon = 58;
const greater = 62;
const backslash = 92;
const bar = 124;
const deleted = 127;

const tableOf = (isIn: (code: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 129 }, (_, code) => (isIn(code) ? 1 : 0));

/** Which ASCII characters may start a plain scalar. A dash may too, where no space follows. */
const startsPlain = tableOf((code) => code < 128 && /[\w./+$(^;\\]/.test(String.fromCharCode(code)));

/** Control characters and what else no reader takes as it is. */
const isOdd = tableOf((code) => code < space || code === deleted);

/** Characters inside a plain scalar that need a look at what stands beside them, and those that are odd. */
const isSpecial = tableOf((code) => isOdd[code] === 1 || code === colon || code === hash);

/** Where a plain scalar ends that starts at `at`: at the line's end, or at a colon that makes it a key. */
export function plainEnd(codes: Uint8Array, at: number): number {
  const first = codes[at]!;
  if (first === dash ? codes[at + 1]! <= space : startsPlain[first] === 0) return -1;
  let end = at + 1;
  for (; ; end++) {
    const code = codes[end]!;
    if (isSpecial[code] === 0) continue;
    if (code === newline) break;
    if (code === colon) {
      const next = codes[end + 1]!;
      if (next === space || next === newline) break;
    } else if (code !== hash || codes[end - 1] === space) return -1;
  }
  return codes[end - 1] === space ? -1 : end;
}

/**
 * Behind the quote that closes the one at `at`. The text may go on over lines that are deeper than the column
 * `parent`.
 */
export function quotedEnd(text: string, codes: Uint8Array, at: number, parent: number): number {
  const quote = codes[at];
  for (let end = at + 1; end < text.length; end++) {
    const code = codes[end]!;
    if (code === quote) {
      if (quote === doubleQuote || codes[end + 1] !== singleQuote) return end + 1;
      end += 1;
    } else if (code === newline) {
      const start = contentStart(codes, end + 1);
      if (start - end - 1 <= parent && codes[start] !== newline) return -1;
    } else if (code === backslash && quote === doubleQuote) {
      if (!/^(?:["\\/nrt \n]|u00[0-7][0-9a-fA-F])/.test(text.slice(end + 1, end + 6))) return -1;
      if (codes[end + 1] !== newline) end += 1;
    } else if (isOdd[code] === 1) return -1;
  }
  return -1;
}

/** Where the line ends on which a block text (`|`, `>`, with `-` or `+`) starts at `at`, if nothing else is on it. */
function headerEnd(codes: Uint8Array, at: number): number {
  if (codes[at] !== bar && codes[at] !== greater) return -1;
  const end = codes[at + 1] === dash || codes[at + 1] === plus ? at + 2 : at + 1;
  return codes[end] === newline ? end : -1;
}

/**
 * The start of the line behind a block text that starts at `at`. Its lines are deeper than the column `parent` and
 * no less deep than its first.
 */
export function blockTextEnd(codes: Uint8Array, length: number, at: number, parent: number): number {
  const header = headerEnd(codes, at);
  if (header < 0) return -1;
  let indent = 0;
  let start = header + 1;
  while (start < length) {
    const content = contentStart(codes, start);
    const end = textLineEnd(codes, content);
    if (end < 0) return -1;
    const column = content - start;
    if (end > content) {
      if (column <= parent) break;
      if (indent === 0) indent = column;
      if (column < indent) return -1;
    } else if (column > parent + 1 && column > indent) return -1;
    start = end + 1;
  }
  return Math.min(start, length);
}

/** What a block text that ends with its last line says; undefined of one that is folded or kept to its last line end. */
export function blockTextValue(block: string): string | undefined {
  const [header, ...lines] = block.split('\n');
  if ((header !== '|' && header !== '|-') || lines.pop() !== '') return undefined;
  const first = lines.find((line) => /[^ ]/.test(line));
  if (first === undefined) return undefined;
  const indent = first.search(/[^ ]/);
  const content = lines.map((line) => line.slice(indent)).join('\n');
  return content.replace(/\n*$/, header === '|' ? '\n' : '');
}

/** The end of the line; tabs are allowed in it. */
function textLineEnd(codes: Uint8Array, from: number): number {
  let end = from;
  while (isOdd[codes[end]!] === 0 || codes[end] === tab) end += 1;
  return codes[end] === newline ? end : -1;
}

/** The end of the rest of a line, whatever stands there. */
export function usualLineEnd(codes: Uint8Array, from: number): number {
  let end = from;
  while (isOdd[codes[end]!] === 0) end += 1;
  return codes[end] === newline ? end : -1;
}

/** The first character from `at` on that is no space. */
export function contentStart(codes: Uint8Array, at: number): number {
  let start = at;
  while (codes[start] === space) start += 1;
  return start;
}

/** The letters with which the words for true, false and null start. */
const startsWord = Array.from({ length: 128 }, (_, code) => /[yntfo]/i.test(String.fromCharCode(code)));

/** Whether a plain scalar is text by its first character and its length: no number, no word for true, false or null. */
export function startsText(first: number, length: number): boolean {
  return first > 64 && (length > 5 || startsWord[first] !== true);
}

/** Whether a plain scalar is certainly no number without end: it starts with a letter, or is a short row of digits. */
export function isCertainlyFinite(codes: Uint8Array, from: number, to: number): boolean {
  if (codes[from]! > 64) return true;
  let at = from;
  while (codes[at]! >= zero && codes[at]! <= nine) at += 1;
  return at === to && to - from < 100;
}

/** What a plain scalar means to Kubernetes (scalars.ts): text, a number, a truth value or null. */
export function plainValue(source: string): string | number | boolean | null {
  const first = source.charCodeAt(0);
  if (startsText(first, source.length)) return source;
  if (first < 65) {
    const isNoNumber = source.indexOf('.') !== source.lastIndexOf('.'); // an address
    return isNoNumber ? source : (readCount(source) ?? readNumber(source) ?? source);
  }
  if (source === 'null' || source === 'Null' || source === 'NULL') return null;
  return truthOf(source) ?? source;
}

/** The usual numbers, quickly: a port, a number of replicas. */
function readCount(source: string): number | undefined {
  if (source.length > 9) return undefined;
  let count = 0;
  for (let index = 0; index < source.length; index++) {
    const digit = source.charCodeAt(index) - 48;
    if (digit < (index === 0 ? 1 : 0) || digit > 9) return undefined;
    count = count * 10 + digit;
  }
  return count;
}
