import { type ConnectionSet, intersect, NONE, union } from '../model/connections';
import { work } from '../model/work';
import type { Direction } from '../policy/policy';
import { numberBehaviours } from './behaviours';
import type { Connectivity } from './connectivity';
import { indexOf } from './indexes';
import { type DestinationGroups, groupDestinations } from './destinationGroups';
import type { PolicyIndex } from './policyIndex';
import { portsAt } from './rulePorts';
import { throughTiers } from './tiers';

/**
 * How many pairs of two different pods are permitted each set of connections: every pair of the cluster judged, those
 * that no rule singles out all at once. The cost is that of the pairs that some rule singles out.
 */
export function countPermitted(connectivity: Connectivity): ReadonlyMap<ConnectionSet, number> {
  const index = indexOf(connectivity);
  const { weights } = index.ground.classes;
  const counts = new Map<ConnectionSet, number>();
  const add = (connections: ConnectionSet, pairs: number): void => {
    counts.set(connections, (counts.get(connections) ?? 0) + pairs);
  };
  const groupsFrom = groupDestinations(index);
  const singledOut = singlingOut(index);
  for (const members of alikeSources(index)) {
    const source = members[0]!;
    const weight = members.reduce((sum, at) => sum + weights[at]!, 0);
    const groups = groupsFrom(source);
    const { touched, entering, leaving } = singledOut(source);
    const sent = usuallySent(index, source, groups);
    const valueAt = (at: number): ConnectionSet => {
      const entered = union(groups.entered[at]!, entering(at));
      const left = union(sent(at), leaving(at));
      return intersect(
        judged(index, at, 'ingress', source, entered),
        judged(index, source, 'egress', at, left),
      );
    };
    work.singledOut += touched.length;
    const apart = groups.all.map(() => 0);
    for (const at of touched) {
      apart[groups.of(at)]! += weights[at]!;
      add(valueAt(at), weight * weights[at]!);
    }
    for (const [group, { sample, pods }] of groups.all.entries()) {
      const others = pods - apart[group]!;
      if (others === 0) continue;
      const left = judged(index, source, 'egress', sample, sent(sample));
      add(
        intersect(judged(index, sample, 'ingress', source, groups.entered[sample]!), left),
        weight * others,
      );
    }
    for (const at of members) add(valueAt(at), -weights[at]!); // a pod and itself
  }
  for (const [connections, pairs] of counts) if (pairs === 0) counts.delete(connections);
  return counts;
}

/** What an end admits in the end, given what its NetworkPolicies do. */
function judged(
  index: PolicyIndex,
  at: number,
  direction: Direction,
  peer: number,
  allowed: ConnectionSet,
): ConnectionSet {
  const { tiers } = index;
  if (!tiers.isJudged(at, direction)) return allowed;
  const isIsolated = index[direction].isolation[at]!.policies.length > 0;
  return throughTiers(tiers.verdict(at, direction, peer), isIsolated, allowed);
}

/** The classes of pods, those together that policies do not tell apart. */
function alikeSources(index: PolicyIndex): Iterable<readonly number[]> {
  const { samples } = index.ground.classes;
  const alike = new Map<number, number[]>();
  for (const [at, behaviour] of numberBehaviours(index).entries()) {
    if (samples[at]!.type !== 'pods') continue;
    const known = alike.get(behaviour);
    if (known) known.push(at);
    else alike.set(behaviour, [at]);
  }
  return alike.values();
}

/** What a source may send by its rules that single nobody out; the same within a group of destinations. */
function usuallySent(
  { egress, ground: { classes, profile, sets } }: PolicyIndex,
  source: number,
  { reachedAlike }: DestinationGroups,
): (at: number) => ConnectionSet {
  const { policies, fixed } = egress.isolation[source]!;
  const rules = policies
    .flatMap(({ rules: own }) => own.egress)
    .filter(({ peers, ports }) => (peers ? peers.some((set) => set.namespaces) : ports.names.length > 0));
  if (rules.length === 0) return () => fixed;
  const known = new Map<number, ConnectionSet>();
  return (at) => {
    const key = reachedAlike[at]!;
    let sent = known.get(key);
    if (!sent) {
      sent = rules
        .filter(({ peers }) => !peers || peers.some((set) => set.namespaces && sets.contains(set, at)))
        .reduce((all, { ports }) => union(all, portsAt(ports, classes.samples[at]!, profile)), fixed);
      known.set(key, sent);
    }
    return sent;
  };
}

/** What rules that single out a source, or the destinations of it, admit beyond what is usual. */
interface SingledOut {
  /** The destinations concerned; pods only. */
  readonly touched: readonly number[];
  readonly entering: (at: number) => ConnectionSet;
  readonly leaving: (at: number) => ConnectionSet;
}

/** Makes the query for a source; an answer lasts until the next question. */
function singlingOut({ egress, ingress, ground }: PolicyIndex): (source: number) => SingledOut {
  const { classes, sets, profile } = ground;
  const pods = classes.samples.findIndex(({ type }) => type === 'addresses');
  const touched: number[] = [];
  const entered: (ConnectionSet | undefined)[] = [];
  const left: (ConnectionSet | undefined)[] = [];
  const add = (values: (ConnectionSet | undefined)[], at: number, connections: ConnectionSet): void => {
    if (at >= pods) return;
    if (!entered[at] && !left[at]) touched.push(at);
    values[at] = union(values[at] ?? NONE, connections);
  };
  const answer: SingledOut = {
    touched,
    entering: (at) => entered[at] ?? NONE,
    leaving: (at) => left[at] ?? NONE,
  };
  return (source) => {
    for (const at of touched) entered[at] = left[at] = undefined;
    touched.length = 0;
    sets.forEachHolding(source, (set) => {
      if (sets.all[set]!.namespaces) return;
      for (const { owner, ports } of ingress.rulesWithPeers[set] ?? []) {
        sets.forEach(owner.subjects, (at) => add(entered, at, portsAt(ports, classes.samples[at]!, profile)));
      }
    });
    for (const { rules } of egress.isolation[source]!.policies) {
      for (const { peers = [], ports } of rules.egress) {
        for (const set of peers) {
          for (const at of set.members) add(left, at, portsAt(ports, classes.samples[at]!, profile));
        }
      }
    }
    return answer;
  };
}
