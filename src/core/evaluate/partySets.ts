import { type Block, isWholeFamily } from '../model/cidr';
import type { Cluster } from '../model/cluster';
import { type LabelSelector, matcherOf } from '../model/selector';
import type { Peer } from '../policy/policy';
import type { AddressPartition } from './addressPartition';
import { type AddressRange, isNode, type Party, type PodGroup, type Profile } from './connectivity';
import type { LocatedPodGroup } from './podGroups';

/** A set of parties by their indices, interned: equal selectors and blocks share one. */
export interface PartySet {
  readonly id: number;
  /** Ascending. */
  readonly members: readonly number[];
}

/** Turns selectors and blocks into sets of parties. */
export interface PartySets {
  readonly all: readonly PartySet[];
  /** The pods that a policy of the namespace selects with its podSelector. */
  subjects(namespace: string, podSelector: LabelSelector): PartySet;
  /** The parties that a peer named by a policy of the namespace matches. */
  peer(namespace: string, peer: Peer): PartySet;
}

/** Whether the set has the party: members are few or ascending, so a binary search does. */
export function contains({ members }: PartySet, index: number): boolean {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return members[low] === index;
}

/** Whether selectors see a party: a pod that does not count as its node. */
export function isSelectable(party: Party, profile: Profile): party is PodGroup {
  return party.type === 'pods' && !isNode(party, profile);
}

/** The key under which equal blocks are one. */
export function blockKey({ cidr, except }: Block): string {
  return JSON.stringify([cidr, ...except]);
}

/**
 * @param blocks the distinct blocks that the partition was made of, in the same order
 */
export function buildPartySets(
  cluster: Cluster,
  located: readonly LocatedPodGroup[],
  ranges: readonly AddressRange[],
  blocks: readonly Block[],
  partition: AddressPartition,
  profile: Profile,
): PartySets {
  const all: PartySet[] = [];
  const interned = new Map<string, PartySet>();
  const byNamespace = groupByNamespace(located, profile);
  const blockMembers = membersOfBlocks(located, ranges, blocks, partition, profile);

  const intern = (key: string, members: () => readonly number[]): PartySet => {
    const known = interned.get(key);
    if (known) return known;
    const set = { id: all.length, members: members() };
    all.push(set);
    interned.set(key, set);
    return set;
  };
  const select = (namespaces: readonly string[], selector: LabelSelector | undefined): number[] => {
    const matches = matcherOf(selector);
    return namespaces
      .flatMap((name) => byNamespace.get(name) ?? [])
      .filter(({ labels }) => matches(labels))
      .map(({ index }) => index)
      .toSorted((a, b) => a - b);
  };
  const inNamespace = (namespace: string, selector: LabelSelector | undefined): PartySet =>
    intern(`in ${JSON.stringify([namespace, selector])}`, () => select([namespace], selector));
  const inNamespaces = (namespaceSelector: LabelSelector, selector: LabelSelector | undefined): PartySet =>
    intern(`of ${JSON.stringify([namespaceSelector, selector])}`, () => {
      const matches = matcherOf(namespaceSelector);
      const matching = [...cluster.namespaces.values()].filter(({ labels }) => matches(labels));
      return select(
        matching.map(({ name }) => name),
        selector,
      );
    });

  return {
    all,
    subjects: inNamespace,
    peer(namespace, peer) {
      if (peer.type === 'ipBlock') {
        const key = blockKey(peer);
        return intern(`at ${key}`, () => blockMembers.get(key) ?? []);
      }
      return peer.namespaceSelector
        ? inNamespaces(peer.namespaceSelector, peer.podSelector)
        : inNamespace(namespace, peer.podSelector);
    },
  };
}

function groupByNamespace(
  located: readonly LocatedPodGroup[],
  profile: Profile,
): ReadonlyMap<string, readonly PodGroup[]> {
  const byNamespace = new Map<string, PodGroup[]>();
  for (const { group } of located) {
    if (!isSelectable(group, profile)) continue;
    const known = byNamespace.get(group.workload.namespace);
    if (known) known.push(group);
    else byNamespace.set(group.workload.namespace, [group]);
  }
  return byNamespace;
}

/** The pods and address ranges that lie in each block, by its key (S24). */
function membersOfBlocks(
  located: readonly LocatedPodGroup[],
  ranges: readonly AddressRange[],
  blocks: readonly Block[],
  partition: AddressPartition,
  profile: Profile,
): ReadonlyMap<string, readonly number[]> {
  const members = blocks.map((): number[] => []);
  if (profile.ipBlock === 'by-ip') {
    // Of a pod whose address is unknown no more is known than that it has an IPv4 address.
    const wholeBlocks = [...blocks.keys()].filter((i) => blocks[i] && isWholeFamily(blocks[i], 4));
    for (const { group, addressClasses } of located) {
      const inBlocks =
        addressClasses.length === 0
          ? wholeBlocks
          : new Set(addressClasses.flatMap((position) => partition.classes[position]?.blocks ?? []));
      for (const block of inBlocks) members[block]?.push(group.index);
    }
  }
  for (const [position, range] of ranges.entries()) {
    for (const block of partition.classes[position]?.blocks ?? []) members[block]?.push(range.index);
  }
  return new Map(blocks.map((block, i) => [blockKey(block), members[i] ?? []]));
}
