import { isMapping, itemsOf, textAt, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import type { FixStep } from '../fixes/fix';

const most = 25;

/**
 * The steps that make a ClusterNetworkPolicy of an AdminNetworkPolicy or BaselineAdminNetworkPolicy with the same
 * meaning (S64, S65). undefined: it is too large for one, or says something that the other kind has no word for.
 */
export function successorSteps(value: unknown): readonly FixStep[] | undefined {
  const isBaseline = textAt(value, 'kind') === 'BaselineAdminNetworkPolicy';
  const rules = (['ingress', 'egress'] as const).map((direction) => rulesOf(value, direction));
  const steps = rules.flat().map(({ rule, path }) => ruleSteps(rule, path));
  if (rules.some(({ length }) => length > most) || !steps.every((each) => each !== undefined))
    return undefined;
  const spec: YamlPath = ['spec'];
  return [
    { type: 'replace', path: ['apiVersion'], value: 'policy.networking.k8s.io/v1alpha2' },
    { type: 'replace', path: ['kind'], value: 'ClusterNetworkPolicy' },
    { type: 'set', path: spec, key: 'tier', value: isBaseline ? 'Baseline' : 'Admin' },
    // There is one of the older kind, before all others.
    ...(isBaseline ? [{ type: 'set', path: spec, key: 'priority', value: 0 } as const] : []),
    ...steps.flat(),
  ];
}

function rulesOf(value: unknown, direction: 'ingress' | 'egress') {
  return itemsOf(valueAt(value, 'spec', direction)).map((rule, index) => ({
    rule,
    path: ['spec', direction, index],
  }));
}

function ruleSteps(rule: unknown, path: YamlPath): FixStep[] | undefined {
  const peers = [...itemsOf(valueAt(rule, 'from')), ...itemsOf(valueAt(rule, 'to'))];
  const ports = itemsOf(valueAt(rule, 'ports'));
  const protocols = ports.map(toProtocol);
  const isTooLarge = peers.length > most || ports.length > most;
  if (isTooLarge || protocols.includes(undefined)) return undefined;
  const action: FixStep[] =
    textAt(rule, 'action') === 'Allow'
      ? [{ type: 'replace', path: [...path, 'action'], value: 'Accept' }]
      : [];
  if (valueAt(rule, 'ports') === undefined) return action;
  if (ports.length === 0) return undefined; // refused as it is (V78): nobody knows what is meant
  const at = [...path, 'ports'];
  return [
    ...action,
    { type: 'replace', path: at, value: protocols },
    { type: 'rename', path: at, to: 'protocols' },
  ];
}

/** An entry of `ports` (v1alpha1) as one of `protocols` (v1alpha2); undefined: there is none that means the same. */
export function toProtocol(entry: unknown): object | undefined {
  if (!isMapping(entry) || Object.keys(entry).length !== 1) return undefined;
  const [number, name, range] = ['portNumber', 'namedPort', 'portRange'].map((key) => valueAt(entry, key));
  if (typeof name === 'string' && name !== '') return { destinationNamedPort: name };
  if (isMapping(number)) return toTransport(number, { number: valueAt(number, 'port') });
  if (!isMapping(range)) return undefined;
  const [start, end] = [valueAt(range, 'start'), valueAt(range, 'end')];
  // The older kind takes a reversed range, which matches nothing, and one of a single port.
  if (typeof start !== 'number' || typeof end !== 'number' || start > end) return undefined;
  return toTransport(range, start === end ? { number: start } : { range: { start, end } });
}

function toTransport(entry: object, destinationPort: object): object | undefined {
  const protocol = textAt(entry, 'protocol') || 'TCP';
  const key = ['TCP', 'UDP', 'SCTP'].includes(protocol) ? protocol.toLowerCase() : undefined;
  return key === undefined ? undefined : { [key]: { destinationPort } };
}
