import type { TextEdit } from '../text/edit';
import { behindString, closingBracket, skipSpace } from './jsonList';
import type { Fields, LeavingOut } from './plain';

/** How to leave fields out of a unit that is JSON, with the commas that they need. The text must be sound JSON. */
export function leaveOutOfJson(text: string, fields: Fields): LeavingOut {
  const keys: string[] = [];
  const edits: TextEdit[] = [];
  readValue(skipSpace(text, 0), fields);
  return { keys, edits };

  /** Answers where the value ends that starts at `at`. */
  function readValue(at: number, below: Fields | undefined): number {
    const first = text[at];
    if (first === '"') return behindString(text, at);
    if (first !== '{' && first !== '[') return endOfWord(text, at);
    if (below === undefined) return closingBracket(text, at, text.length) ?? text.length;
    return first === '{' ? readMap(at, below) : readList(at, below);
  }

  function readList(start: number, below: Fields): number {
    let at = skipSpace(text, start + 1);
    while (text[at] !== ']') {
      at = skipSpace(text, readValue(at, text[at] === '{' ? below : undefined));
      if (text[at] === ',') at = skipSpace(text, at + 1);
    }
    return at + 1;
  }

  function readMap(start: number, below: Fields): number {
    let at = skipSpace(text, start + 1);
    /** Behind the last field that stays, and where the ones that go begin. */
    let stays = start + 1;
    let gap = -1;
    while (text[at] !== '}') {
      const keyStart = at;
      at = behindString(text, at);
      const key = String(JSON.parse(text.slice(keyStart, at)));
      at = skipSpace(text, skipSpace(text, at) + 1);
      const field = below.get(key);
      if (field === 'all') {
        keys.push(key);
        if (gap < 0) gap = keyStart;
      } else if (gap >= 0) {
        edits.push({ from: gap, to: keyStart, insert: '' });
        gap = -1;
      }
      at = readValue(at, field === 'all' ? undefined : field);
      if (field !== 'all') stays = at;
      at = skipSpace(text, at);
      if (text[at] === ',') at = skipSpace(text, at + 1);
    }
    if (gap >= 0)
      edits.push({ from: stays, to: stays === start + 1 ? at : contentEnd(text, at), insert: '' });
    return at + 1;
  }
}

/** Behind the last character before `at` that is no space. */
function contentEnd(text: string, at: number): number {
  let end = at;
  while (' \t\r\n'.includes(text[end - 1] as string)) end -= 1;
  return end;
}

function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && !' \t\r\n,]}'.includes(text[end] as string)) end += 1;
  return end;
}
