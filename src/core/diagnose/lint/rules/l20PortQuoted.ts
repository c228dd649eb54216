import { valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { portsOf } from '../written';

/** V3, V44: a string is the name of a port. */
export const portQuoted: Rule = {
  code: 'L20',
  title: 'a port number is quoted',
  why: 'In quotes it is the name of a container port, and a name must have a letter.',
  severity: 'error',
  needs: 'policy',
  explains: ['V3'],
  about: 'written',
  *check(written) {
    if (written.kind !== 'NetworkPolicy') return;
    for (const { value, path } of portsOf(written)) {
      const port = valueAt(value, 'port');
      if (typeof port !== 'string' || !/^\d+$/.test(port)) continue;
      const number = Number(port);
      yield {
        path: [...path, 'port'],
        message: `"${port}" in quotes is the name of a port, not a number.`,
        consequence: 'The API server refuses the policy, so that it restricts nothing.',
        fixes:
          number >= 1 && number <= 65535
            ? [
                {
                  title: `Write ${number} without quotes`,
                  steps: [{ type: 'replace', path: [...path, 'port'], value: number }],
                },
              ]
            : [],
      };
    }
  },
};
