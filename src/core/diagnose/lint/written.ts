import type { Policy } from '../../policy/policy';
import type { Direction } from '../../policy/policy';
import { isMapping, itemsOf, valueAt } from '../../manifest/value';
import type { YamlPath, YamlProblem } from '../../yaml/unit';

/** The kinds of policies that are judged. */
export const policyKinds: readonly string[] = [
  'NetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
] satisfies Policy['kind'][];

/** A policy as it is written, whether or not the API server accepts it. */
export interface Written {
  readonly id: string;
  readonly kind: Policy['kind'];
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly value: unknown;
  /** The text of its unit, and its path in it. */
  readonly text: string;
  readonly path: YamlPath;
}

/** A unit that holds policies or those of a network plugin, or that does not parse. */
export interface WrittenUnit {
  readonly text: string;
  readonly isBroken: boolean;
  readonly value: unknown;
  readonly duplicateKeys: readonly YamlProblem[];
  readonly policies: readonly Written[];
}

/** A rule of a NetworkPolicy as it is written. */
export interface WrittenRule {
  readonly direction: Direction;
  readonly index: number;
  readonly path: YamlPath;
  readonly value: unknown;
  /** `from` or `to`. */
  readonly peersKey: 'from' | 'to';
  readonly peers: readonly unknown[];
  readonly ports: readonly unknown[];
}

/** The key of the peers in the rules of a direction. */
export const peersKeyOf = { ingress: 'from', egress: 'to' } as const;

/** The path of a rule of a policy, or of one element of its from or to. */
export function pathOfRule(direction: Direction, rule: number, peer?: number): YamlPath {
  const path = ['spec', direction, rule];
  return peer === undefined ? path : [...path, peersKeyOf[direction], peer];
}

/** The rules of a NetworkPolicy in their order, ingress first. */
export function* rulesOf({ value }: Written): Generator<WrittenRule> {
  for (const direction of ['ingress', 'egress'] as const) {
    const peersKey = peersKeyOf[direction];
    for (const [index, rule] of itemsOf(valueAt(value, 'spec', direction)).entries()) {
      yield {
        direction,
        index,
        path: pathOfRule(direction, index),
        value: rule,
        peersKey,
        peers: itemsOf(valueAt(rule, peersKey)),
        ports: itemsOf(valueAt(rule, 'ports')),
      };
    }
  }
}

/** Something with the path where it stands in its policy. */
export interface Placed {
  readonly path: YamlPath;
  readonly value: unknown;
}

/** The entries of `ports` of all rules. */
export function* portsOf(written: Written): Generator<Placed & { readonly rule: WrittenRule }> {
  for (const rule of rulesOf(written)) {
    for (const [index, value] of rule.ports.entries()) {
      yield { rule, value, path: [...rule.path, 'ports', index] };
    }
  }
}

/** The elements of `from` and `to` of all rules. */
export function* peersOf(written: Written): Generator<Placed & { readonly rule: WrittenRule }> {
  for (const rule of rulesOf(written)) {
    for (const [index, value] of rule.peers.entries()) {
      yield { rule, value, path: [...rule.path, rule.peersKey, index] };
    }
  }
}

/** The ipBlocks of all rules. */
export function* blocksOf(written: Written): Generator<Placed & { readonly rule: WrittenRule }> {
  for (const { rule, value, path } of peersOf(written)) {
    const block = valueAt(value, 'ipBlock');
    if (isMapping(block)) yield { rule, value: block, path: [...path, 'ipBlock'] };
  }
}

/** What a selector chooses among. */
interface WrittenSelector extends Placed {
  readonly chooses: 'subject' | 'pods' | 'namespaces' | 'nodes';
}

/** Every label selector of a policy of any kind: those of the subject and of the peers. */
export function* selectorsOf(written: Written): Generator<WrittenSelector> {
  const spec = valueAt(written.value, 'spec');
  if (written.kind === 'NetworkPolicy') {
    const subject = valueAt(spec, 'podSelector');
    if (isMapping(subject)) yield { chooses: 'subject', value: subject, path: ['spec', 'podSelector'] };
    for (const { value, path } of peersOf(written)) yield* selectorsIn(value, path);
    return;
  }
  yield* tierSelectors(valueAt(spec, 'subject'), ['spec', 'subject']);
  for (const { value, path } of peersOf(written)) yield* tierSelectors(value, path);
}

function* selectorsIn(value: unknown, path: YamlPath): Generator<WrittenSelector> {
  for (const [key, chooses] of [
    ['podSelector', 'pods'],
    ['namespaceSelector', 'namespaces'],
  ] as const) {
    const selector = valueAt(value, key);
    if (isMapping(selector)) yield { chooses, value: selector, path: [...path, key] };
  }
}

function* tierSelectors(value: unknown, path: YamlPath): Generator<WrittenSelector> {
  for (const [key, chooses] of [
    ['namespaces', 'namespaces'],
    ['nodes', 'nodes'],
  ] as const) {
    const selector = valueAt(value, key);
    if (isMapping(selector)) yield { chooses, value: selector, path: [...path, key] };
  }
  yield* selectorsIn(valueAt(value, 'pods'), [...path, 'pods']);
}

/** Whether a map has the key, whatever its value is. */
export function hasKey(value: unknown, key: string): boolean {
  return isMapping(value) && Object.hasOwn(value, key);
}
