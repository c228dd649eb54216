import { codesOf } from './codes';
import {
  blockTextEnd,
  blockTextValue,
  contentStart,
  isCertainlyFinite,
  plainEnd,
  plainValue,
  quotedEnd,
  startsText,
  usualLineEnd,
} from './plainScalars';
import { SeenKeys } from './seenKeys';
import type { TextEdit } from '../text/edit';
import { intern } from '../text/intern';

/** Fields by their keys: all of a field, or what is named below it. Items of lists are looked through. */
export type Fields = ReadonlyMap<string, Fields | 'all'>;

/** What it takes to leave fields out of a text. */
export interface LeavingOut {
  /** The keys of the fields that go, each time one does. */
  readonly keys: readonly string[];
  readonly edits: readonly TextEdit[];
}

const newline = 10;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const dash = 45;
const dot = 46;
const colon = 58;
const openBracket = 91;
const greater = 62;
const bar = 124;
const openBrace = 123;

/** Shallower than what `readUnit` refuses. */
const maximumDepth = 50;
/** YAML allows no longer ones. */
const longestKey = 1000;

/**
 * The value of a unit in the plain block style that kubectl prints, read ten times as fast as by a library; the
 * given fields are left out. Undefined where anything else occurs: another style, an anchor, a tag, a comment
 * behind a value, a duplicate key, a mistake. Then only `readUnit` can tell; where there is a value, it tells the same.
 */
export function readPlain(text: string, leftOut: Fields | undefined): unknown {
  return new PlainReader(text).read(leftOut, true);
}

/**
 * How to leave fields out of a unit in the style of `readPlain`, by the line; undefined where anything else occurs.
 * A map that loses all its fields is null then.
 */
export function leaveOutOfPlain(text: string, fields: Fields): LeavingOut | undefined {
  const reader = new PlainReader(text);
  return reader.read(fields, false) === undefined ? undefined : reader.leavingOut;
}

/** Stands at a character of the text (`at`) in a column of its line; the column is -1 at the end, and after giving up. */
class PlainReader {
  readonly #text: string;
  readonly #codes: Uint8Array;
  #at = 0;
  #column = 0;
  #hasFailed = false;
  #keyFrom = 0;
  #keyTo = 0;
  readonly #keys: SeenKeys;
  /** Behind the last line that was read. */
  #behind = 0;
  readonly leavingOut = { keys: [] as string[], edits: [] as TextEdit[] };

  constructor(text: string) {
    this.#text = text;
    this.#codes = codesOf(text);
    this.#keys = new SeenKeys(text, this.#codes);
  }

  /** With `isKept` the value without the fields, else only whether it is one: null. */
  read(fields: Fields | undefined, isKept: boolean): unknown {
    this.#toContent();
    if (this.#column === 0 && this.#text.startsWith('---\n', this.#at)) {
      this.#at += 4;
      this.#toContent();
    }
    if (this.#column < 0) return undefined;
    const value = this.#readMap(this.#column, fields, isKept, 0) ?? null;
    return this.#column < 0 && !this.#hasFailed ? value : undefined;
  }

  #giveUp(): undefined {
    this.#hasFailed = true;
    this.#column = -1;
    return undefined;
  }

  /** To the next character that is no space, from the start of a line on; over blank lines and comments. */
  #toContent(): void {
    if (this.#hasFailed) return;
    const codes = this.#codes;
    const { length } = this.#text;
    this.#behind = this.#at;
    for (let line = this.#at; line < length; ) {
      const start = contentStart(codes, line);
      const code = codes[start];
      if (code === newline) {
        line = start + 1;
      } else if (code === hash) {
        const end = usualLineEnd(codes, start);
        if (end < 0) {
          this.#giveUp();
          return;
        }
        line = end + 1;
      } else {
        this.#at = start;
        this.#column = start - line;
        return;
      }
    }
    this.#at = length;
    this.#column = -1;
  }

  /** Behind a value: there the line has to end. */
  #endLine(end: number): void {
    if (end < 0 || this.#codes[end] !== newline) {
      this.#giveUp();
      return;
    }
    this.#at = end + 1;
    this.#toContent();
  }

  #isDash(): boolean {
    if (this.#codes[this.#at] !== dash) return false;
    const code = this.#codes[this.#at + 1];
    return code === space || code === newline;
  }

  #readBlock(fields: Fields | undefined, isKept: boolean, depth: number): unknown {
    if (depth > maximumDepth) return this.#giveUp();
    return this.#isDash()
      ? this.#readList(this.#column, fields, isKept, depth)
      : this.#readMap(this.#column, fields, isKept, depth);
  }

  #readMap(column: number, fields: Fields | undefined, isKept: boolean, depth: number): unknown {
    const map: Record<string, unknown> | undefined = isKept ? {} : undefined;
    const keys = this.#keys.open();
    const start = this.#at;
    /** Where the fields that are left out begin, up to here. */
    let gap = -1;
    do {
      const keyStart = this.#at;
      if (!this.#readKey() || !this.#keys.add(keys, this.#keyFrom, this.#keyTo)) return this.#giveUp();
      if (map === undefined && fields === undefined) {
        this.#readValue(column, undefined, false, depth);
        continue;
      }
      const key = intern(this.#text, this.#codes, this.#keyFrom, this.#keyTo);
      const below = fields?.get(key);
      if (below === 'all') {
        if (map === undefined) this.leavingOut.keys.push(key);
        if (gap < 0) gap = keyStart;
        this.#readValue(column, undefined, false, depth);
        continue;
      }
      if (gap >= 0 && map === undefined) this.leavingOut.edits.push({ from: gap, to: keyStart, insert: '' });
      gap = -1;
      const value = this.#readValue(column, below, isKept, depth);
      if (map !== undefined) map[key] = value;
    } while (this.#column === column);
    if (gap >= 0 && map === undefined) this.#leaveOutLast(gap, column, start);
    this.#keys.close(keys);
    return this.#column > column ? this.#giveUp() : map;
  }

  /** The last fields of a map go, or all. */
  #leaveOutLast(gap: number, column: number, start: number): void {
    const { edits } = this.leavingOut;
    const to = Math.min(this.#behind, this.#text.length);
    const isBehindDash = gap === start && this.#codes[gap - 2] === dash;
    if (isBehindDash) edits.push({ from: gap, to, insert: '{}\n' });
    else edits.push({ from: gap - column, to, insert: '' });
  }

  /** Stands behind the colon then. */
  #readKey(): boolean {
    const text = this.#text;
    const codes = this.#codes;
    const start = this.#at;
    const quote = codes[start]!;
    if (quote === doubleQuote || quote === singleQuote) {
      const end = quotedEnd(text, codes, start, 0);
      [this.#keyFrom, this.#keyTo] = [start + 1, end - 1];
      this.#at = end + 1;
      if (end < 0 || end - start > longestKey || codes[end] !== colon) return false;
      const key = text.slice(start + 1, end - 1);
      return key !== '__proto__' && key !== '<<' && !/['\\\n]/.test(key);
    }
    const isMarker = quote === dot && text.startsWith('...', start);
    const end = quote === dash || isMarker ? -1 : plainEnd(codes, start);
    if (end < 0 || end - start > longestKey || codes[end] !== colon) return false;
    [this.#keyFrom, this.#keyTo] = [start, end];
    this.#at = end + 1;
    if (quote > 64 && quote !== 95 && end - start > 5) return true;
    const key = text.slice(start, end);
    return key !== '__proto__' && typeof plainValue(key) === 'string';
  }

  /** What stands behind the colon of a key in the given column, on its line or below. */
  #readValue(column: number, fields: Fields | undefined, isKept: boolean, depth: number): unknown {
    if (this.#codes[this.#at] === space) {
      this.#at += 1;
      return this.#readScalar(column, isKept);
    }
    this.#endLine(this.#at);
    if (this.#column > column) return this.#readBlock(fields, isKept, depth + 1);
    if (this.#column === column && this.#isDash()) return this.#readList(column, fields, isKept, depth + 1);
    return null;
  }

  #readList(column: number, fields: Fields | undefined, isKept: boolean, depth: number): unknown {
    const list: unknown[] = [];
    do {
      let item: unknown = null;
      if (this.#codes[this.#at + 1] === space) {
        this.#at += 2;
        this.#column = column + 2;
        item = this.#readItem(column, fields, isKept, depth);
      } else {
        this.#endLine(this.#at + 1);
        if (this.#column > column) item = this.#readBlock(fields, isKept, depth + 1);
      }
      if (isKept) list.push(item);
    } while (this.#column === column && this.#isDash());
    return this.#column > column ? this.#giveUp() : list;
  }

  /** What stands behind the dash in the given column. */
  #readItem(column: number, fields: Fields | undefined, isKept: boolean, depth: number): unknown {
    const codes = this.#codes;
    const code = codes[this.#at]!;
    if (this.#isDash()) return this.#readBlock(fields, isKept, depth + 1);
    if (code === openBrace || code === openBracket || code === bar || code === greater)
      return this.#readScalar(column, isKept);
    const isQuoted = code === doubleQuote || code === singleQuote;
    const end = isQuoted ? quotedEnd(this.#text, codes, this.#at, column) : plainEnd(codes, this.#at);
    if (end < 0) return this.#giveUp();
    return codes[end] === colon
      ? this.#readBlock(fields, isKept, depth + 1)
      : this.#readScalar(column, isKept);
  }

  /** A scalar, or an empty flow map or list, that starts here. `parent` is the column of its key or dash. */
  #readScalar(parent: number, isKept: boolean): unknown {
    const text = this.#text;
    const start = this.#at;
    switch (this.#codes[start]) {
      case doubleQuote:
      case singleQuote:
        return this.#readQuoted(parent, isKept);
      case openBrace:
        this.#endLine(text.startsWith('{}', start) ? start + 2 : -1);
        return {};
      case openBracket:
        this.#endLine(text.startsWith('[]', start) ? start + 2 : -1);
        return [];
      case bar:
      case greater: {
        const end = blockTextEnd(this.#codes, text.length, start, parent);
        if (end < 0) return this.#giveUp();
        this.#at = end;
        this.#toContent();
        return isKept ? (blockTextValue(text.slice(start, end)) ?? this.#giveUp()) : undefined;
      }
      default:
        return this.#readPlain(parent, isKept);
    }
  }

  #readQuoted(parent: number, isKept: boolean): unknown {
    const start = this.#at;
    const end = quotedEnd(this.#text, this.#codes, start, parent);
    this.#endLine(end);
    if (!isKept || this.#hasFailed) return undefined;
    const content = this.#text.slice(start + 1, end - 1);
    return /['\\\n]/.test(content) ? this.#giveUp() : content;
  }

  #readPlain(parent: number, isKept: boolean): unknown {
    const start = this.#at;
    const first = plainEnd(this.#codes, start);
    this.#endLine(first);
    if (this.#column > parent) return this.#readLines(parent, start, first, isKept);
    if (this.#hasFailed) return undefined;
    // Text that can be nothing else needs no second look, nor does what is not kept and cannot be infinite.
    if (!isKept && isCertainlyFinite(this.#codes, start, first)) return undefined;
    if (startsText(this.#codes[start]!, first - start)) return this.#text.slice(start, first);
    const value = plainValue(this.#text.slice(start, first));
    return typeof value === 'number' && !Number.isFinite(value) ? this.#giveUp() : value;
  }

  /** The further lines of a plain text, joined by spaces. */
  #readLines(parent: number, start: number, firstEnd: number, isKept: boolean): unknown {
    let text = isKept ? this.#text.slice(start, firstEnd) : '';
    let end = firstEnd;
    while (this.#column > parent) {
      if (this.#at - this.#column !== end + 1) return this.#giveUp();
      const line = this.#at;
      end = plainEnd(this.#codes, line);
      this.#endLine(end);
      if (isKept) text += ` ${this.#text.slice(line, end)}`;
    }
    return isKept ? text : undefined;
  }
}
