import { isMapping, itemsOf, valueAt } from '../../../manifest/value';
import type { Fix } from '../../fixes/fix';
import type { Rule } from '../rule';
import { toProtocol } from '../successor';
import { hasKey, rulesOf, type WrittenRule } from '../written';

/** V57, V75, S64. */
export const otherVersion: Rule = {
  code: 'L106',
  title: 'actions or ports of the other version of the API',
  why: 'ClusterNetworkPolicy says Accept and protocols, its predecessors say Allow and ports.',
  severity: 'error',
  needs: 'text',
  explains: ['V57', 'V75', 'V70'],
  about: 'written',
  *check(written) {
    if (written.kind === 'NetworkPolicy') return;
    const isNew = written.kind === 'ClusterNetworkPolicy';
    const [wrong, right] = isNew ? ['Allow', 'Accept'] : ['Accept', 'Allow'];
    const [otherKey, key] = isNew ? ['ports', 'protocols'] : ['protocols', 'ports'];
    for (const rule of rulesOf(written)) {
      const path = [...rule.path, 'action'];
      if (valueAt(rule.value, 'action') === wrong) {
        yield {
          path,
          message: `In ${written.kind} the action is called ${right}.`,
          consequence: 'The API server refuses the policy, so that it restricts nothing.',
          fixes: [{ title: `Write ${right}`, steps: [{ type: 'replace', path, value: right }] }],
        };
      }
      if (!hasKey(rule.value, otherKey ?? '')) continue;
      yield {
        path: [...rule.path, otherKey ?? ''],
        atKey: true,
        message: `${written.kind} has ${key} where this says ${otherKey}.`,
        consequence: 'Where the field is dropped, the rule is about every port.',
        fixes: translate(rule, isNew, hasKey(rule.value, key ?? '')),
      };
    }
  },
};

function translate(rule: WrittenRule, isNew: boolean, isTaken: boolean): Fix[] {
  const [from, to] = isNew ? ['ports', 'protocols'] : ['protocols', 'ports'];
  const entries = itemsOf(valueAt(rule.value, from)).map(isNew ? toProtocol : toPort);
  if (isTaken || entries.length === 0 || entries.includes(undefined)) return [];
  return [
    {
      title: `Write ${to} in place of ${from}`,
      steps: [
        { type: 'remove', path: [...rule.path, from] },
        { type: 'set', path: rule.path, key: to, value: entries },
      ],
    },
  ];
}

/** An entry of v1alpha2 in the form of v1alpha1; undefined: it is not understood. */
function toPort(entry: unknown): object | undefined {
  const name = valueAt(entry, 'destinationNamedPort');
  if (typeof name === 'string') return { namedPort: name };
  for (const protocol of ['tcp', 'udp', 'sctp']) {
    const port = valueAt(entry, protocol, 'destinationPort');
    const number = valueAt(port, 'number');
    const range = valueAt(port, 'range');
    if (number !== undefined) return { portNumber: { protocol: protocol.toUpperCase(), port: number } };
    if (isMapping(range)) return { portRange: { protocol: protocol.toUpperCase(), ...range } };
  }
  return undefined;
}
