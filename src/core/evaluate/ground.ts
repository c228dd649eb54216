import { isWholeFamily } from '../model/cidr';
import type { Cluster } from '../model/cluster';
import { type LabelUse, labelUse, ordinalKeys } from '../model/replicas';
import type { LabelRequirement } from '../model/selector';
import type { Policy } from '../policy/policy';
import { type AddressPartition, buildAddressPartition } from './addressPartition';
import { type AddressSet, collectAddressSets } from './addressSets';
import { buildClasses, type Classes } from './classes';
import { buildClassSets, type ClassSets } from './classSets';
import type { AddressRange, Party, PodGroup, Profile } from './connectivity';
import { needsOf } from './needs';
import { lazily } from './lazily';
import { buildPodGroups, type LocatedPodGroup } from './podGroups';

/**
 * What policies are judged on: the parties of a cluster, told apart as finely as some policies need, and the classes
 * and sets that make questions about them quick. Any of these policies can be judged on it, and edits of them.
 */
export interface Ground {
  readonly cluster: Cluster;
  readonly profile: Profile;
  readonly groups: readonly PodGroup[];
  readonly addressRanges: readonly AddressRange[];
  /** The groups, then the ranges. */
  readonly parties: readonly Party[];
  readonly ofWorkload: (id: string) => readonly PodGroup[];
  readonly classes: Classes;
  /** The parties of a class. */
  readonly members: (at: number) => readonly Party[];
  readonly sets: ClassSets;
  /** How the policies use the labels by which pods of one workload can differ. */
  readonly varyingUse: LabelUse;
  /** Whether pods differ by the label within a workload. */
  readonly isVarying: (key: string) => boolean;
  /** Whether classes are told apart by the label, or no pod has it. */
  readonly isToldApart: (key: string) => boolean;
  /** Whether classes are told apart by ports of the name, or no pod has one. */
  readonly isPortToldApart: (name: string) => boolean;
  readonly addressSets: ReadonlySet<string>;
}

/** Lays out a cluster so that the policies can be judged. */
export function buildGround(cluster: Cluster, policies: readonly Policy[], profile: Profile): Ground {
  const needs = policies.map(needsOf);
  const naming = policies.filter((_, i) => needs[i]!.addressSets.length > 0);
  const addressSets = collectAddressSets(naming, cluster.nodes);
  const partition = buildAddressPartition(addressSets);
  const use = labelUse(needs.map(({ requirements }) => requirements));
  const located = buildPodGroups(cluster, use, partition);
  const groups = located.map(({ group }) => group);
  const addressRanges = partition.classes.map(
    ({ intervals }, i): AddressRange => ({ type: 'addresses', index: groups.length + i, intervals }),
  );
  const distinctions = {
    keys: new Set(use.keys()),
    portNames: new Set(needs.flatMap((need) => need.portNames)),
  };
  const classes = buildClasses(cluster, located, addressRanges, distinctions, profile);
  const atAddresses = membersOfAddressSets(located, classes, addressSets, partition, profile);
  const varying = lazily(() => varyingKeys(cluster));
  const isVarying = (key: string): boolean => varying().has(key);
  const parties: readonly Party[] = [...groups, ...addressRanges];
  const labels = lazily(() => presentKeys(groups));
  const portNames = lazily(() => presentPortNames(cluster));
  const members = lazily(() => groupByClass(parties, classes));
  const byWorkload = lazily(() => groupByWorkload(groups));
  return {
    cluster,
    profile,
    groups,
    addressRanges,
    parties,
    ofWorkload: (id) => byWorkload().get(id) ?? [],
    classes,
    members: (at) => members()[at]!,
    sets: buildClassSets(classes, atAddresses),
    varyingUse: new Map([...use].filter(([key]) => isVarying(key))),
    isVarying,
    isToldApart: (key) => use.has(key) || !labels().has(key),
    isPortToldApart: (name) => distinctions.portNames.has(name) || !portNames().has(name),
    addressSets: new Set(addressSets.map(({ key }) => key)),
  };
}

/** Whether a ground tells apart all that some policies can tell apart. */
export function isFineEnoughFor(ground: Ground, policies: readonly Policy[]): boolean {
  const isKnown = ({ key, values = [] }: LabelRequirement): boolean => {
    if (!ground.isVarying(key)) return ground.isToldApart(key);
    const known = ground.varyingUse.get(key);
    return known !== undefined && values.every((value) => known.has(value));
  };
  return policies
    .map(needsOf)
    .every(
      ({ requirements, portNames, addressSets }) =>
        requirements.every(isKnown) &&
        portNames.every((name) => ground.isPortToldApart(name)) &&
        addressSets.every((key) => ground.addressSets.has(key)),
    );
}

/**
 * Whether a ground that is fine enough for policies has the very parties that one made for them would have, though
 * some policies are gone and some are new.
 *
 * @param addressUse how many of the policies name each set of addresses
 */
export function isMadeFor(
  ground: Ground,
  policies: readonly Policy[],
  changed: readonly Policy[],
  addressUse: ReadonlyMap<string, number>,
): boolean {
  if (addressUse.size !== ground.addressSets.size) return false;
  const isUseChanged = changed.some((policy) =>
    needsOf(policy).requirements.some(({ key }) => ground.isVarying(key)),
  );
  return !isUseChanged || isUsedAlike(ground, policies);
}

function isUsedAlike({ varyingUse, isVarying }: Ground, policies: readonly Policy[]): boolean {
  const use = labelUse(
    policies.map((policy) => needsOf(policy).requirements.filter(({ key }) => isVarying(key))),
  );
  return (
    use.size === varyingUse.size &&
    [...use].every(([key, values]) => {
      const known = varyingUse.get(key);
      return known?.size === values.size && [...values].every((value) => known.has(value));
    })
  );
}

/** The label keys by which pods of one workload can differ: what they say of themselves, and their ordinals (S92). */
function varyingKeys({ workloads }: Cluster): ReadonlySet<string> {
  const keys = new Set(ordinalKeys);
  for (const { pods } of workloads) {
    const [first, ...others] = pods;
    for (const { labels } of others) {
      for (const key of [...Object.keys(labels), ...Object.keys(first!.labels)]) {
        if (labels[key] !== first!.labels[key]) keys.add(key);
      }
    }
  }
  return keys;
}

function presentKeys(groups: readonly PodGroup[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { labels } of groups) for (const key of Object.keys(labels)) keys.add(key);
  return keys;
}

function presentPortNames({ workloads }: Cluster): ReadonlySet<string> {
  return new Set(workloads.flatMap(({ ports }) => ports.flatMap(({ name }) => name ?? [])));
}

function groupByClass(parties: readonly Party[], { count, of }: Classes): Party[][] {
  const members = Array.from({ length: count }, (): Party[] => []);
  for (const party of parties) members[of[party.index]!]!.push(party);
  return members;
}

function groupByWorkload(groups: readonly PodGroup[]): ReadonlyMap<string, readonly PodGroup[]> {
  const byWorkload = new Map<string, PodGroup[]>();
  for (const group of groups) {
    const known = byWorkload.get(group.workload.id);
    if (known) known.push(group);
    else byWorkload.set(group.workload.id, [group]);
  }
  return byWorkload;
}

/** The classes that lie in each set of addresses, by its key, ascending. */
function membersOfAddressSets(
  located: readonly LocatedPodGroup[],
  classes: Classes,
  addressSets: readonly AddressSet[],
  partition: AddressPartition,
  profile: Profile,
): ReadonlyMap<string, readonly number[]> {
  const members = addressSets.map((): number[] => []);
  const matchesPods = addressSets.map(({ isIpBlock }) => !isIpBlock || profile.ipBlock === 'by-ip');
  // Of a pod whose address is unknown no more is known than that it has an IPv4 address.
  const whole = [...addressSets.keys()].filter((i) => isWholeFamily(addressSets[i]!, 4));
  const firstRange = classes.count - partition.classes.length;
  for (let index = 0; index < firstRange; index++) {
    const { addressClasses } = located[classes.samples[index]!.index]!;
    const holding =
      addressClasses.length === 0
        ? whole
        : new Set(addressClasses.flatMap((position) => partition.classes[position]?.blocks ?? []));
    for (const i of holding) if (matchesPods[i]) members[i]!.push(index);
  }
  for (const [position, { blocks }] of partition.classes.entries()) {
    for (const i of blocks) members[i]!.push(firstRange + position);
  }
  return new Map(addressSets.map(({ key }, i) => [key, members[i]!]));
}
