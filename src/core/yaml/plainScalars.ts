/**
 * Where the scalars of plain block YAML end (plain.ts). All functions answer -1 where anything is unusual.
 */
import { lineEnd } from '../text/lines';
import { readNumber, truthOf } from './scalars';

const tab = 9;
const newline = 10;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const dash = 45;
const colon = 58;
const backslash = 92;

/** Which ASCII characters may start a plain scalar. A dash may too, where no space follows. */
const startsPlain = Array.from({ length: 128 }, (_, code) => /[\w./+$(^;\\]/.test(String.fromCharCode(code)));

/** Characters that any reader takes as they are, but for control characters, odd line ends and pairs. */
function isUsual(code: number): boolean {
  if (code < 127) return code >= space;
  return code >= 0xa0 && code < 0xd800 && code !== 0x2028 && code !== 0x2029;
}

/** Characters inside a plain scalar that need a look at what stands beside them, and those that are unusual. */
const isSpecial = Uint8Array.from({ length: 128 }, (_, code) =>
  code < space || code === colon || code === hash || code === 127 ? 1 : 0,
);

/** Where a plain scalar ends that starts at `at`: at the line's end, or at a colon that makes it a key. */
export function plainEnd(text: string, at: number): number {
  const { length } = text;
  if (at >= length) return -1;
  const first = text.charCodeAt(at);
  if (first === dash ? at + 1 >= length || text.charCodeAt(at + 1) <= space : startsPlain[first] !== true)
    return -1;
  let end = at + 1;
  for (; end < length; end++) {
    const code = text.charCodeAt(end);
    if (code < 128 && isSpecial[code] === 0) continue;
    if (code === newline) break;
    if (code === colon) {
      const next = end + 1 < length ? text.charCodeAt(end + 1) : newline;
      if (next === space || next === newline) break;
    } else if (code === hash ? text.charCodeAt(end - 1) === space : !isUsual(code)) return -1;
  }
  return text.charCodeAt(end - 1) === space ? -1 : end;
}

/**
 * Behind the quote that closes the one at `at`. The text may go on over lines that are deeper than the column
 * `parent`.
 */
export function quotedEnd(text: string, at: number, parent: number): number {
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) {
      if (quote === doubleQuote || text.charCodeAt(end + 1) !== singleQuote) return end + 1;
      end += 1;
    } else if (code === newline) {
      const start = contentStart(text, end + 1);
      if (start - end - 1 <= parent && text.charCodeAt(start) !== newline) return -1;
    } else if (code === backslash && quote === doubleQuote) {
      if (!/^(?:["\\/nrt \n]|u00[0-7][0-9a-fA-F])/.test(text.slice(end + 1, end + 6))) return -1;
      if (text.charCodeAt(end + 1) !== newline) end += 1;
    } else if (!isUsual(code)) return -1;
  }
  return -1;
}

/** Whether a block text (`|`, `>`, with `-` or `+`) starts at `at`, and nothing else stands on the line. */
function startsBlockText(text: string, at: number): boolean {
  const end = lineEnd(text, at);
  return end - at <= 2 && /^[|>][-+]?$/.test(text.slice(at, end));
}

/**
 * The start of the line behind a block text that starts at `at`. Its lines are deeper than the column `parent` and
 * no less deep than its first.
 */
export function blockTextEnd(text: string, at: number, parent: number): number {
  if (!startsBlockText(text, at)) return -1;
  let indent = 0;
  let start = lineEnd(text, at) + 1;
  while (start < text.length) {
    const content = contentStart(text, start);
    const end = textLineEnd(text, content);
    if (end < 0) return -1;
    const column = content - start;
    if (end > content) {
      if (column <= parent) break;
      if (indent === 0) indent = column;
      if (column < indent) return -1;
    } else if (column > parent + 1 && column > indent) return -1;
    start = end + 1;
  }
  return Math.min(start, text.length);
}

/** What a block text that ends with its last line says; undefined of one that is folded or kept to its last line end. */
export function blockTextValue(block: string): string | undefined {
  const [header, ...lines] = block.split('\n');
  if ((header !== '|' && header !== '|-') || lines.pop() !== '') return undefined;
  const first = lines.find((line) => contentStart(line, 0) < line.length);
  if (first === undefined) return undefined;
  const indent = contentStart(first, 0);
  const content = lines.map((line) => line.slice(indent)).join('\n');
  return content.replace(/\n*$/, header === '|' ? '\n' : '');
}

/** The end of the line; tabs are allowed in it. */
function textLineEnd(text: string, from: number): number {
  for (let end = from; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === newline) return end;
    if (!isUsual(code) && code !== tab) return -1;
  }
  return text.length;
}

/** The end of the rest of a line, whatever stands there. */
export function usualLineEnd(text: string, from: number): number {
  for (let end = from; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === newline) return end;
    if (!isUsual(code)) return -1;
  }
  return text.length;
}

/** The first character from `at` on that is no space. */
export function contentStart(text: string, at: number): number {
  let start = at;
  while (start < text.length && text.charCodeAt(start) === space) start += 1;
  return start;
}

/** The letters with which the words for true, false and null start. */
const startsWord = Array.from({ length: 128 }, (_, code) => /[yntfo]/i.test(String.fromCharCode(code)));

/** Whether a plain scalar is text by its first character and its length: no number, no word for true, false or null. */
export function startsText(first: number, length: number): boolean {
  return first > 64 && (length > 5 || startsWord[first] !== true);
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
