import { lineStart } from '../../../text/lines';
import type { Rule } from '../rule';
import { isAtRoot } from './l93DuplicateKey';

/** V42: two objects in one document. */
export const missingSeparator: Rule = {
  code: 'L101',
  title: 'two objects in one document: a line `---` is missing',
  why: 'The second one overwrites the first field by field, and nothing says so.',
  severity: 'warning',
  needs: 'text',
  explains: ['V42'],
  about: 'unit',
  *check({ text, duplicateKeys, policies }) {
    if (policies.length === 0) return;
    const atRoot = duplicateKeys.filter(({ from }) => isAtRoot(text, from));
    const [first] = atRoot.toSorted((a, b) => a.from - b.from);
    if (!first) return;
    const at = lineStart(text, first.from);
    const begins = /^(?:apiVersion|kind):/.test(text.slice(at));
    yield {
      range: { from: first.from, to: first.to },
      message:
        'This field of the object stands twice in the ' +
        `document${begins ? ': a line with --- is missing above it' : ''}.`,
      consequence: 'Only the last one counts: one of two objects is lost.',
      fixes: begins
        ? [{ title: 'Insert --- here', steps: [{ type: 'splice', from: at, was: '', insert: '---\n' }] }]
        : [],
    };
  },
};
