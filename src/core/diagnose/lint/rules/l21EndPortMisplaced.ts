import { valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { portsOf } from '../written';

/** V4, V6, V7. */
export const endPortMisplaced: Rule = {
  code: 'L21',
  title: 'endPort without a smaller port number beside it',
  why: 'A range goes from a numeric port up to endPort; with a name, or without port, there is none.',
  severity: 'error',
  needs: 'policy',
  explains: ['V4', 'V5', 'V6', 'V7'],
  about: 'written',
  *check(written) {
    if (written.kind !== 'NetworkPolicy') return;
    for (const { value, path } of portsOf(written)) {
      const [port, endPort] = [valueAt(value, 'port'), valueAt(value, 'endPort')];
      if (typeof endPort !== 'number') continue;
      const isRange = typeof port === 'number' && port <= endPort;
      if (isRange) continue;
      const isReversed = typeof port === 'number' && endPort >= 1;
      yield {
        path: [...path, 'endPort'],
        message:
          typeof port === 'string'
            ? `endPort makes no range with ${port}, which is a name: write the number of the first port.`
            : typeof port === 'number'
              ? `endPort ${endPort} is smaller than port ${port}: the range is written the wrong way round.`
              : 'endPort needs the port at which the range begins.',
        consequence: 'The API server refuses the policy, so that it restricts nothing.',
        fixes: isReversed
          ? [
              {
                title: `Write the range as ${endPort} to ${port}`,
                steps: [
                  { type: 'replace', path: [...path, 'port'], value: endPort },
                  { type: 'replace', path: [...path, 'endPort'], value: port },
                ],
              },
            ]
          : [],
      };
    }
  },
};
