import type { Cluster } from '../model/cluster';
import { intersect } from '../model/connections';
import type { NetworkPolicy, Policy, TierPolicy } from '../policy/policy';
import { behavioursOf } from './behaviours';
import { admittedBetween, findMatches } from './cells';
import { compilePolicy } from './compiledPolicies';
import {
  type ClassFlow,
  type Connectivity,
  DEFAULT_PROFILE,
  isSameProfile,
  type Party,
  type PartyClass,
  type PermittedFlow,
  type Profile,
} from './connectivity';
import { buildExceptionsFrom } from './exceptions';
import { buildGround, type Ground, isFineEnoughFor, isMadeFor } from './ground';
import { indexOf, rememberIndex } from './indexes';
import { lazily } from './lazily';
import { countAddressUse } from './needs';
import { type PolicyDifference, policyDifference } from './policyDifference';
import { buildPolicyIndex, type PolicyIndex, reviseIndex } from './policyIndex';
import { admittedFromAnyone, buildColumn, buildRow, type Row } from './rows';
import { buildTiers, sortTierPolicies } from './tiers';

/**
 * Judges all policies of every kind together over a cluster. Policies that the API server would refuse must not be
 * given. Compiles selectors, addresses and ports once; no pair is judged before it is asked for.
 *
 * @param previous a judgement of other policies: where the cluster is the same object, only what differs is compiled
 */
export function buildConnectivity(
  cluster: Cluster,
  policies: readonly Policy[],
  profile: Profile = DEFAULT_PROFILE,
  previous?: Connectivity,
): Connectivity {
  const revised =
    previous?.cluster === cluster && isSameProfile(previous.profile, profile)
      ? revise(previous, policies)
      : undefined;
  return revised ?? judgeOn(buildGround(cluster, policies, profile), policies);
}

/** Judges policies on a ground that is fine enough for them. */
export function judgeOn(ground: Ground, policies: readonly Policy[]): Connectivity {
  return toConnectivity(buildPolicyIndex(ground, policies, ...splitPolicies(policies)));
}

function splitPolicies(
  policies: readonly Policy[],
): readonly [readonly NetworkPolicy[], readonly TierPolicy[]] {
  return [
    policies.filter((policy) => policy.kind === 'NetworkPolicy'),
    sortTierPolicies(policies.filter((policy) => policy.kind !== 'NetworkPolicy')),
  ];
}

/** The same ground with other policies; undefined: it does not do for them. */
function revise(previous: Connectivity, policies: readonly Policy[]): Connectivity | undefined {
  const before = indexOf(previous);
  const { ground } = before;
  const { gone, added } = policyDifference(before.given, policies);
  if (ground.sets.all.length > setsToKeep(policies) || !isFineEnoughFor(ground, added)) return undefined;
  const addressUse = countAddressUse(before.addressUse, gone, added);
  return isMadeFor(ground, policies, [...gone, ...added], addressUse)
    ? toConnectivity(indexOthers(before, policies, { gone, added }))
    : undefined;
}

/**
 * Judges other policies on the ground of a judgement, with parties that may be told apart more finely than they need.
 * undefined: they need them finer still.
 */
export function judgeBeside(known: Connectivity, policies: readonly Policy[]): Connectivity | undefined {
  const index = indexOf(known);
  const difference = policyDifference(index.given, policies);
  return isFineEnoughFor(index.ground, difference.added)
    ? toConnectivity(indexOthers(index, policies, difference))
    : undefined;
}

/** With more changes than this at once, an index is made anew. */
const mostRevised = 64;

/** The index of other policies on the same ground. */
function indexOthers(
  before: PolicyIndex,
  given: readonly Policy[],
  { gone, added }: PolicyDifference<Policy>,
): PolicyIndex {
  if (gone.length + added.length > mostRevised)
    return buildPolicyIndex(before.ground, given, ...splitPolicies(given));
  const [oldPolicies, oldTiers] = splitPolicies(gone);
  const [newPolicies, newTiers] = splitPolicies(added);
  const addressUse = countAddressUse(before.addressUse, gone, added);
  const index = { ...reviseIndex(before, oldPolicies, newPolicies), given, addressUse };
  if (before.tierPolicies.length + newTiers.length === 0) {
    // None of them is of another kind: a long list is not gone through for that.
    return { ...index, policies: given as readonly NetworkPolicy[] };
  }
  const [policies, tierPolicies] = splitPolicies(given);
  const tiers =
    oldTiers.length + newTiers.length === 0 ? index.tiers : buildTiers(tierPolicies, before.ground);
  return { ...index, policies, tierPolicies, tiers };
}

/** So many sets may come together through edits before a ground, which keeps them all, is laid out anew. */
const setsToKeep = (policies: readonly Policy[]): number => 10_000 + 10 * policies.length;

/** Puts the index in terms of parties. */
function toConnectivity(index: PolicyIndex): Connectivity {
  const { ground, policies, tierPolicies, tiers } = index;
  const { cluster, profile, parties, groups, addressRanges, classes, sets } = ground;
  const at = (party: Party): number => classes.of[party.index]!;
  const toParties = (row: Row): Row => Array.from(parties, (party) => row[at(party)]!);
  const merged = lazily(() => mergeClasses(index));
  const byId = lazily(() => new Map(policies.map((policy) => [policy.id, policy])));
  const positions = lazily(() => new Map(policies.map((policy, i) => [policy, i])));
  const inOrder = <Item>(items: Item[], policyOf: (item: Item) => NetworkPolicy): Item[] =>
    items.length < 2
      ? items
      : items.sort((a, b) => positions().get(policyOf(a))! - positions().get(policyOf(b))!);
  const exceptions = lazily(() => buildExceptionsFrom(index));

  const subjectsOf = (policy: Policy) => {
    if (policy.kind !== 'NetworkPolicy') return tiers.subjects(policy);
    const own = byId().get(policy.id);
    return own && compilePolicy(own, ground).subjects;
  };
  const connectivity: Connectivity = {
    cluster,
    policies,
    tierPolicies,
    profile,
    parties,
    addressRanges,
    get classes() {
      return merged().classes;
    },
    classOf: (party) => merged().classOf(at(party)),
    podGroups: ground.ofWorkload,
    selected(policy) {
      const selected: number[] = [];
      const subjects = subjectsOf(policy);
      if (subjects) sets.forEach(subjects, (subject) => selected.push(subject));
      return selected
        .flatMap((subject) => ground.members(subject).map((party) => party.index))
        .sort((a, b) => a - b)
        .map((i) => groups[i]!);
    },
    isolating: (party, direction) =>
      inOrder(
        index[direction].isolation.at(at(party)).policies.map(({ policy }) => policy),
        (policy) => policy,
      ),
    admitted: (party, direction, peer, without) =>
      admittedBetween(index, at(party), direction, at(peer), without),
    tierVerdict: (party, direction, peer, without) => tiers.verdict(at(party), direction, at(peer), without),
    tierMatches: (party, direction, peer) => tiers.matches(at(party), direction, at(peer)),
    admittedFromAnyone: (party, direction) => admittedFromAnyone(index, at(party), direction),
    admittedRow: (party, direction, scope = {}) => toParties(buildRow(index, at(party), direction, scope)),
    admittedColumn: (peer, direction, scope = {}) =>
      toParties(buildColumn(index, at(peer), direction, scope)),
    permitted: (source, destination) =>
      intersect(
        admittedBetween(index, at(source), 'egress', at(destination)),
        admittedBetween(index, at(destination), 'ingress', at(source)),
      ),
    exceptionsFrom(source) {
      const flows: PermittedFlow[] = [];
      exceptions()(at(source), (to, connections) => {
        for (const destination of ground.members(to)) flows.push({ destination, connections });
      });
      return flows;
    },
    exceptionsOfClass(source) {
      const { classOf } = merged();
      const flows = new Map<PartyClass, ClassFlow>();
      exceptions()(at(source.members[0]!), (to, connections) => {
        const destination = classOf(to);
        flows.set(destination, { destination, connections });
      });
      return [...flows.values()];
    },
    matches: (party, direction, peer) =>
      inOrder(
        findMatches(index, index[direction].isolation.at(at(party)), at(party), direction, at(peer)),
        ({ policy }) => policy,
      ),
  };
  return rememberIndex(connectivity, index);
}

/** The classes that no policy tells apart, which are fewer than those that policies could. */
function mergeClasses(index: PolicyIndex) {
  const behaviours = behavioursOf(index);
  const { parties, classes } = index.ground;
  const members = Array.from(
    { length: behaviours.reduce((most, number) => Math.max(most, number + 1), 0) },
    (): Party[] => [],
  );
  for (const party of parties) members[behaviours[classes.of[party.index]!]!]!.push(party);
  const merged = members.map((own, number): PartyClass => ({ index: number, members: own }));
  return { classes: merged, classOf: (at: number): PartyClass => merged[behaviours[at]!]! };
}
