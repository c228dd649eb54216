import { valueAt } from '../../../manifest/value';
import { joinWords } from '../words';
import type { Rule } from '../rule';
import { hasKey } from '../written';

const ofServer = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'selfLink'];

export const serverFields: Rule = {
  code: 'L100',
  title: 'fields that the server writes: status, uid, resourceVersion, managedFields',
  why: 'They belong to one stored object; in a manifest they are ignored or stand in the way.',
  severity: 'info',
  needs: 'text',
  explains: ['V40'],
  about: 'written',
  *check({ value }) {
    const metadata = valueAt(value, 'metadata');
    const found = [
      ...(hasKey(value, 'status') ? [['status']] : []),
      ...ofServer.flatMap((key) => (hasKey(metadata, key) ? [['metadata', key]] : [])),
    ];
    const [first] = found;
    if (!first) return;
    const names = found.map((path) => path.at(-1) ?? '');
    yield {
      path: first,
      atKey: true,
      message:
        `${joinWords(names)} ${names.length === 1 ? 'is' : 'are'} written by the server, ` +
        'and not needed here.',
      fixes: [
        { title: `Remove ${joinWords(names)}`, steps: found.map((path) => ({ type: 'remove', path })) },
      ],
    };
  },
};
