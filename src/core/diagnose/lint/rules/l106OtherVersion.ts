import { isMapping, itemsOf, textAt, valueAt } from '../../../manifest/value';
import type { Fix } from '../../fixes/fix';
import type { Rule } from '../rule';
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
          consequence: 'The API server refuses the policy.',
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

/** An entry of v1alpha1 in the form of v1alpha2; undefined: it is not understood. */
function toProtocol(entry: unknown): object | undefined {
  const [number, range, name] = ['portNumber', 'portRange', 'namedPort'].map((key) => valueAt(entry, key));
  if (typeof name === 'string') return { destinationNamedPort: name };
  const written = isMapping(number) ? number : isMapping(range) ? range : undefined;
  if (!written) return undefined;
  const protocol = (textAt(written, 'protocol') || 'TCP').toLowerCase();
  const destinationPort = isMapping(number)
    ? { number: valueAt(number, 'port') }
    : { range: { start: valueAt(range, 'start'), end: valueAt(range, 'end') } };
  return { [protocol]: { destinationPort } };
}

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
