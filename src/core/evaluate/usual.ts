import { ALL, type ConnectionSet, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction } from '../policy/policy';
import type { ClassSet } from './classSets';
import type { CompiledRule } from './compiledPolicies';
import { allowedFromAnyone, type Isolation } from './isolation';
import type { PolicyIndex } from './policyIndex';
import { portsAt } from './rulePorts';

const directions: readonly Direction[] = ['ingress', 'egress'];

/** Numbers of things, from 0 upwards, equal for those that are alike. */
export interface Likeness {
  readonly alike: Int32Array;
  /** How many different ones there are. */
  readonly numbers: number;
}

/**
 * What is usual: said by the tiers and by the rules that single nobody out, those for any peer and for all pods of
 * many namespaces. Classes are few kinds in that; what other rules add, they add to single pairs.
 */
export interface Usual extends Likeness {
  /** By what else ends can ask of a peer: fewer numbers than those of `alike`, which are of ends and peers. */
  readonly asPeers: Likeness;
  /** The number of what is usual at an end that these policies isolate. */
  readonly sideNumber: (isolation: Isolation, at: number, direction: Direction) => number;
}

/** Numbers some classes of an index by what is usual. Pods and addresses are kept apart. */
export function buildUsual(index: PolicyIndex, some: readonly number[]): Usual {
  const { ground, tiers, tierPolicies } = index;
  const { classes, sets, profile } = ground;
  const sides = { ingress: new Map<string, number>(), egress: new Map<string, number>() };
  const ofIsolation = { ingress: new WeakMap<Isolation, number>(), egress: new WeakMap<Isolation, number>() };
  const sideNumber = (isolation: Isolation, at: number, direction: Direction): number => {
    const known = ofIsolation[direction].get(isolation);
    if (known !== undefined) return known;
    const key = sideKey(index, isolation, at, direction);
    const numbers = sides[direction];
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    if (!dependsOnPorts(isolation, direction)) ofIsolation[direction].set(isolation, number);
    return number;
  };
  const broad = sets.all.filter(
    ({ id, namespaces }) =>
      namespaces && directions.some((side) => index[side].rulesWithPeers.at(id)?.length),
  );
  const namesRules = rulesWithNames(index, broad);
  const pairs = new PairNumbers();
  const ofNamespaces = classes.namespaces.map((_, i) =>
    broad.reduce((number, { namespaces }) => pairs.number(number, namespaces![i]!), 0),
  );
  const stateOfPeer = (at: number): number => {
    const sample = classes.samples[at]!;
    const inNamespace = at < classes.selectable ? ofNamespaces[classes.namespaceOf[at]!]! : -1;
    let state = pairs.number(Number(sample.type === 'pods'), inNamespace);
    for (const { ports } of namesRules) state = pairs.number(state, portsAt(ports, sample, profile).id);
    for (const direction of tierPolicies.length > 0 ? directions : []) {
      const [, peer, names] = tiers.numbers(at, direction);
      state = pairs.number(pairs.number(state, peer), names);
    }
    return state;
  };
  const peers = Int32Array.from(some, stateOfPeer);
  const ends = peers.map((peer, i) => {
    let state = peer;
    for (const direction of directions) {
      const at = some[i]!;
      state = pairs.number(state, sideNumber(index[direction].isolation.at(at), at, direction));
      if (tierPolicies.length > 0) state = pairs.number(state, tiers.numbers(at, direction)[0]);
    }
    return state;
  });
  return { ...likenessBy(ends), asPeers: likenessBy(peers), sideNumber };
}

/** Makes numbers small. */
function likenessBy(states: Int32Array): Likeness {
  const known: number[] = [];
  let numbers = 0;
  const alike = states.map((state) => (known[state] ??= numbers++));
  return { alike, numbers };
}

/** What the given NetworkPolicies admit at one end of a peer that none of their rules singles out. */
export function usuallyAllowed(
  { ground }: PolicyIndex,
  isolation: Isolation,
  at: number,
  direction: Direction,
  peer: number,
): ConnectionSet {
  if (isolation.policies.length === 0) return ALL;
  const { classes, sets, profile } = ground;
  let allowed = allowedFromAnyone(isolation, direction, at, ground);
  const destination = classes.samples[direction === 'ingress' ? at : peer]!;
  for (const { peers, ports } of broadRules(isolation, direction)) {
    const isMeant = !peers || peers.some((set) => set.namespaces && sets.contains(set, peer));
    if (isMeant) allowed = union(allowed, portsAt(ports, destination, profile));
  }
  return allowed;
}

const isBroad = ({ peers, ports }: CompiledRule, direction: Direction): boolean =>
  peers ? peers.some((set) => set.namespaces) : direction === 'egress' && ports.names.length > 0;

const broadRulesOf = {
  ingress: new WeakMap<Isolation, readonly CompiledRule[]>(),
  egress: new WeakMap<Isolation, readonly CompiledRule[]>(),
};

/** The rules for all pods of many namespaces, or for anyone by a name that each destination resolves. */
function broadRules(isolation: Isolation, direction: Direction): readonly CompiledRule[] {
  const known = broadRulesOf[direction].get(isolation);
  if (known) return known;
  const rules = isolation.policies.flatMap((policy) =>
    policy.rules[direction].filter((rule) => isBroad(rule, direction)),
  );
  broadRulesOf[direction].set(isolation, rules);
  return rules;
}

function dependsOnPorts(isolation: Isolation, direction: Direction): boolean {
  if (direction === 'egress') return false;
  return (
    isolation.named.length > 0 || broadRules(isolation, direction).some(({ ports }) => ports.names.length > 0)
  );
}

/** Equal for sides that admit the same of each peer that no rule singles out. */
function sideKey({ ground }: PolicyIndex, isolation: Isolation, at: number, direction: Direction): string {
  if (isolation.policies.length === 0) return '';
  const bySet = new Map<number, ConnectionSet>();
  const names: string[] = [];
  for (const { peers, ports, owner, index } of broadRules(isolation, direction)) {
    const connections =
      direction === 'ingress' ? portsAt(ports, ground.classes.samples[at]!, ground.profile) : ports.fixed;
    if (direction === 'egress' && ports.names.length > 0) names.push(`${owner.number}.${index}`);
    for (const { id, namespaces } of peers ?? []) {
      if (namespaces) bySet.set(id, union(bySet.get(id) ?? connections, connections));
    }
  }
  const listed = Array.from(bySet, ([id, connections]) => `${id}:${connections.id}`).toSorted();
  return [allowedFromAnyone(isolation, direction, at, ground).id, ...listed, ...names].join(' ');
}

/** The egress rules that single nobody out and whose port names mean something else at each destination. */
function rulesWithNames({ egress }: PolicyIndex, broad: readonly ClassSet[]): readonly CompiledRule[] {
  const rules = new Set([
    ...egress.namesForAnyone,
    ...broad.flatMap(({ id }) => egress.rulesWithPeers.at(id) ?? []),
  ]);
  return [...rules].filter(({ ports }) => ports.names.length > 0);
}
