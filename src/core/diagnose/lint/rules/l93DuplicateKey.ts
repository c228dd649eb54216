import type { Rule } from '../rule';

/** V42: the converter of kubectl keeps the last one and says nothing. */
export const duplicateKey: Rule = {
  code: 'L93',
  title: 'a key is written twice in one map',
  why: 'The last one wins without a word, and what the first one said is lost.',
  severity: 'error',
  needs: 'text',
  explains: ['V42'],
  about: 'unit',
  *check({ text, duplicateKeys, policies }) {
    if (policies.length === 0) return;
    for (const { from, to } of duplicateKeys) {
      if (isAtRoot(text, from)) continue; // L101
      const inLabels = /matchLabels:[^\n]*\n(?:[ \t]+[^\n]*\n)*[^\n]*$/.test(
        text.slice(Math.max(0, from - 400), from),
      );
      yield {
        range: { from, to },
        message: inLabels
          ? 'This label is asked for twice. All labels must match: for one of several ' +
            'values, use In in matchExpressions.'
          : 'This key stands twice in one map.',
        consequence: 'Only the last one counts.',
      };
    }
  },
};

/** Whether a place is in the first column, where the fields of the object stand. */
export function isAtRoot(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n';
}
