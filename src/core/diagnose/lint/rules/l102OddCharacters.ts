import type { FixStep } from '../../fixes/fix';
import { joinWords } from '../words';
import type { Rule } from '../rule';

const odd = /\t|[\u00A0\u2007\u202F\u200B\u2028]|[\u2018\u2019\u201C\u201D]|[\u2013\u2014]/g;

const plain: Readonly<Record<string, string>> = {
  '\t': '  ',
  '\u00A0': ' ',
  '\u2007': ' ',
  '\u202F': ' ',
  '\u200B': '',
  '\u2028': ' ',
  '\u2018': "'",
  '\u2019': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u2013': '-',
  '\u2014': '-',
};

const names: readonly (readonly [RegExp, string])[] = [
  [/\t/, 'tabs'],
  [/[\u00A0\u2007\u202F\u200B\u2028]/, 'spaces that are no plain spaces'],
  [/[\u2018\u2019\u201C\u201D]/, 'typographic quotes'],
  [/[\u2013\u2014]/, 'typographic dashes'],
];

/** Come with a copy from a web page or a word processor. */
export const oddCharacters: Rule = {
  code: 'L102',
  title: 'tabs, non-breaking spaces or typographic quotes',
  why: 'YAML takes them for text or refuses them, though they look like plain spaces and quotes.',
  severity: 'warning',
  needs: 'text',
  about: 'unit',
  *check({ text, isBroken, policies }) {
    if (!isBroken && policies.length === 0) return;
    const found = [...text.matchAll(odd)].filter(({ index }) => !isHarmless(text, index));
    const [first] = found;
    if (!first) return;
    const kinds = names.flatMap(([mark, name]) => (found.some(([each]) => mark.test(each)) ? [name] : []));
    // From the end on, so that each place still stands where it was found.
    const steps = found.toReversed().map(({ 0: was, index }): FixStep => {
      return { type: 'splice', from: index, was, insert: plain[was] ?? '' };
    });
    yield {
      range: { from: first.index, to: first.index + 1 },
      message: `There are ${joinWords(kinds)} in this document, which YAML does not read as they look.`,
      fixes: [{ title: 'Write plain characters', steps }],
    };
  },
};

/** In a comment or in prose, or a tab at the end of a line, nothing can go wrong. */
function isHarmless(text: string, index: number): boolean {
  const start = text.lastIndexOf('\n', index) + 1;
  const before = text.slice(start, index);
  if (/(?:^|\s)#/.test(before)) return true;
  const mark = text[index] ?? '';
  if (/[\u2013\u2014]/.test(mark)) return before.trim() !== '';
  if (/[\u2018\u201C]/.test(mark)) return !/[:\-[{,]\s*$/.test(before);
  if (/[\u2019\u201D]/.test(mark))
    return !/[:\-[{,]\s*[\u2018\u201C\u2019\u201D][^\u2019\u201D]*$/.test(before);
  const end = text.indexOf('\n', index);
  const line = text.slice(start, end < 0 ? text.length : end);
  if (text[index] === '\t') return /^\s*(?:#|$)/.test(text.slice(index, end < 0 ? text.length : end));
  return /^\s*[\w./-]*(?:description|summary|note)[\w./-]*:/i.test(line);
}
