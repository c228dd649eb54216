import { serverFields } from '../validate/objectShape';
import { isMapping, itemsOf, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import { blocksOf, peersOf, portsOf, rulesOf, selectorsOf, type Written } from './written';

/** The kinds of maps in a NetworkPolicy. */
type Place =
  | 'object'
  | 'metadata'
  | 'spec'
  | 'rule'
  | 'peer'
  | 'ipBlock'
  | 'selector'
  | 'requirement'
  | 'port';

/** A field that the API does not know where it stands. */
export interface UnknownField {
  readonly place: Place;
  readonly key: string;
  readonly value: unknown;
  /** Of the map that holds it. */
  readonly holder: YamlPath;
  /** What may stand there and does not yet. */
  readonly free: readonly string[];
}

const fieldsOf: Readonly<Record<Exclude<Place, 'rule'>, readonly string[]>> = {
  object: ['apiVersion', 'kind', 'metadata', 'spec'],
  metadata: ['name', 'generateName', 'namespace', 'labels', 'annotations'],
  spec: ['podSelector', 'ingress', 'egress', 'policyTypes'],
  peer: ['podSelector', 'namespaceSelector', 'ipBlock'],
  ipBlock: ['cidr', 'except'],
  selector: ['matchLabels', 'matchExpressions'],
  requirement: ['key', 'operator', 'values'],
  port: ['protocol', 'port', 'endPort'],
};

const ownFields = new Set([
  'policyTypes',
  'ingress',
  'egress',
  'podSelector',
  'namespaceSelector',
  'ipBlock',
  'cidr',
  'except',
  'from',
  'to',
  'ports',
  'matchLabels',
  'matchExpressions',
]);

/** Whether a name is that of a field of NetworkPolicies, and hardly the key of a label. */
export function isMisplaced(key: string): boolean {
  return ownFields.has(key);
}

/** The unknown fields of a NetworkPolicy (V40); those that servers write are no concern here. */
export function* unknownFields(written: Written): Generator<UnknownField> {
  if (written.kind !== 'NetworkPolicy') return;
  const { value } = written;
  const spec = valueAt(value, 'spec');
  yield* unknownIn('object', value, [], fieldsOf.object);
  yield* unknownIn('metadata', valueAt(value, 'metadata'), ['metadata'], fieldsOf.metadata);
  yield* unknownIn('spec', spec, ['spec'], fieldsOf.spec);
  for (const { value: rule, path, peersKey } of rulesOf(written))
    yield* unknownIn('rule', rule, path, [peersKey, 'ports']);
  for (const { value: peer, path } of peersOf(written)) yield* unknownIn('peer', peer, path, fieldsOf.peer);
  for (const { value: block, path } of blocksOf(written))
    yield* unknownIn('ipBlock', block, path, fieldsOf.ipBlock);
  for (const { value: selector, path } of selectorsOf(written)) {
    yield* unknownIn('selector', selector, path, fieldsOf.selector);
    for (const [index, item] of itemsOf(valueAt(selector, 'matchExpressions')).entries()) {
      yield* unknownIn('requirement', item, [...path, 'matchExpressions', index], fieldsOf.requirement);
    }
  }
  for (const { value: port, path } of portsOf(written)) yield* unknownIn('port', port, path, fieldsOf.port);
}

const writtenByServers = new Set(['status', ...serverFields]);

function* unknownIn(
  place: Place,
  map: unknown,
  holder: YamlPath,
  known: readonly string[],
): Generator<UnknownField> {
  if (!isMapping(map)) return;
  const free = known.filter((field) => valueAt(map, field) === undefined);
  for (const [key, value] of Object.entries(map)) {
    if (!known.includes(key) && !writtenByServers.has(key)) yield { place, key, value, holder, free };
  }
}
