import { textAt } from '../../../manifest/value';
import type { Rule } from '../rule';

/** S25. */
export const namespaceOmitted: Rule = {
  code: 'L89',
  title: 'metadata.namespace is left out',
  why: 'The policy lands in whatever namespace kubectl is set to.',
  severity: 'info',
  needs: 'text',
  about: 'written',
  *check({ kind, value }) {
    if (kind !== 'NetworkPolicy' || textAt(value, 'metadata', 'namespace') !== '') return;
    yield {
      path: ['metadata'],
      atKey: true,
      message:
        'Without metadata.namespace the policy lands in the namespace that kubectl is ' +
        'set to, here taken as default.',
      fixes: [
        {
          title: 'Write namespace: default',
          steps: [{ type: 'set', path: ['metadata'], key: 'namespace', value: 'default' }],
        },
      ],
    };
  },
};
