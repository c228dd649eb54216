import { isMapping, valueAt } from '../../../manifest/value';
import type { Rule } from '../rule';
import { portsOf } from '../written';

/** S29: TCP is the default. */
export const protocolOmitted: Rule = {
  code: 'L28',
  title: 'an entry of ports leaves out the protocol',
  why: 'It is about TCP alone, which readers tend to overlook.',
  severity: 'info',
  needs: 'text',
  about: 'written',
  *check(written) {
    if (written.kind !== 'NetworkPolicy') return;
    const silent = [...portsOf(written)].filter(
      ({ value }) =>
        isMapping(value) && valueAt(value, 'port') !== undefined && valueAt(value, 'protocol') === undefined,
    );
    const [first] = silent;
    if (!first) return;
    yield {
      path: [...first.path, 'port'],
      message:
        silent.length === 1
          ? 'This entry names no protocol, so it is about TCP alone.'
          : `${silent.length} entries of this policy name no protocol, so they are about TCP alone.`,
      fixes: [
        {
          title: 'Write protocol: TCP',
          steps: silent.map(({ path }) => ({ type: 'set', path, key: 'protocol', value: 'TCP' })),
        },
      ],
    };
  },
};
