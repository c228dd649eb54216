import { type ConnectionSet, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { CompiledRule } from './compiledPolicies';
import type { PolicyIndex } from './policyIndex';
import { portsAt } from './rulePorts';

/** Destinations that no rule singles out for a source, by what they have in common. */
export interface DestinationGroups {
  /** By class: what its NetworkPolicies admit of the source where no rule singles it out. */
  readonly entered: readonly ConnectionSet[];
  /** Equal for classes that sources reach alike unless a rule singles them out. */
  readonly reachedAlike: Int32Array;
  /** The position in `all` of the group of a class of pods. */
  readonly of: (at: number) => number;
  readonly all: readonly DestinationGroup[];
}

interface DestinationGroup {
  readonly sample: number;
  readonly pods: number;
}

/**
 * Makes the query for the groups that a source sees. Sources are few kinds here too: in the same broad sets, that is
 * in namespaces that the same peers name as a whole, and the same to the tiers.
 */
export function groupDestinations(index: PolicyIndex): (source: number) => DestinationGroups {
  const { ingress, ground, tiers } = index;
  const { classes, sets } = ground;
  const reachedAlike = numberReached(index);
  const known = new Map<string, DestinationGroups>();
  return (source) => {
    const broad: number[] = [];
    sets.forEachHolding(source, (set) => {
      if (sets.all[set]!.namespaces && ingress.rulesWithPeers[set]?.length) broad.push(set);
    });
    const key = `${tiers.numbers(source, 'ingress')[1]} ${broad.join()}`;
    let groups = known.get(key);
    if (!groups) {
      const rules = broad.flatMap((set) => ingress.rulesWithPeers[set]!);
      known.set(key, (groups = group(enteredBy(index, rules))));
    }
    return groups;
  };

  function group(entered: readonly ConnectionSet[]): DestinationGroups {
    const pairs = new PairNumbers();
    const numbers = new Int32Array(classes.count);
    const groups: { readonly sample: number; pods: number }[] = [];
    const ends = new PairNumbers();
    for (let at = 0; at < classes.count; at++) {
      if (classes.samples[at]!.type !== 'pods') continue;
      const [subject, , names] = tiers.numbers(at, 'ingress');
      const judgedAlike = pairs.number(pairs.number(subject, names), entered[at]!.id);
      const isIsolated = ingress.isolation[at]!.policies.length > 0;
      const entersAlike = pairs.number(judgedAlike, Number(isIsolated));
      const number = ends.number(entersAlike, reachedAlike[at]!) - 1;
      numbers[at] = number;
      groups[number] ??= { sample: at, pods: 0 };
      groups[number].pods += classes.weights[at]!;
    }
    return { entered, reachedAlike, of: (at) => numbers[at]!, all: groups };
  }
}

/** What each class admits from anyone, and by these rules. */
function enteredBy(
  { ingress, ground }: PolicyIndex,
  rules: readonly CompiledRule[],
): readonly ConnectionSet[] {
  if (rules.length === 0) return ingress.fromAnyone;
  const { classes, sets, profile } = ground;
  const entered = ingress.fromAnyone.slice();
  for (const { owner, ports } of rules) {
    sets.forEach(owner.subjects, (at) => {
      entered[at] = union(entered[at]!, portsAt(ports, classes.samples[at]!, profile));
    });
  }
  return entered;
}

/** Numbers classes by what egress rules that single nobody out can ask of them. */
function numberReached({ egress, ground, tiers }: PolicyIndex): Int32Array {
  const { classes, sets, profile } = ground;
  const broad = sets.all.filter(({ id, namespaces }) => namespaces && egress.rulesWithPeers[id]?.length);
  const named = new Set([...egress.namesForAnyone, ...broad.flatMap(({ id }) => egress.rulesWithPeers[id]!)]);
  const withNames = [...named].filter(({ ports }) => ports.names.length > 0);
  const pairs = new PairNumbers();
  return Int32Array.from(classes.samples, (sample, at) => {
    const [, peer, names] = tiers.numbers(at, 'egress');
    let number = pairs.number(peer, names);
    for (const set of broad) number = pairs.number(number, Number(sets.contains(set, at)));
    for (const { ports } of withNames) number = pairs.number(number, portsAt(ports, sample, profile).id);
    return number;
  });
}
