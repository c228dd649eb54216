import { textAt } from '../../../manifest/value';
import type { Rule } from '../rule';

/** V71. */
export const baselineName: Rule = {
  code: 'L115',
  title: 'a BaselineAdminNetworkPolicy that is not called default',
  why: 'There is one in a cluster, and its name is default.',
  severity: 'error',
  needs: 'text',
  explains: ['V71'],
  about: 'written',
  *check({ kind, value }) {
    const name = textAt(value, 'metadata', 'name');
    if (kind !== 'BaselineAdminNetworkPolicy' || name === 'default') return;
    const path = ['metadata', 'name'];
    yield {
      path,
      message:
        'There is one BaselineAdminNetworkPolicy in a cluster, called default; this one is ' +
        `called ${name || 'nothing'}.`,
      consequence: 'The API server refuses it.',
      fixes:
        name === ''
          ? []
          : [{ title: 'Call it default', steps: [{ type: 'replace', path, value: 'default' }] }],
    };
  },
};
