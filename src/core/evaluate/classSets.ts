import { isEmptySelector, type LabelSelector, selectorKey } from '../model/selector';
import type { Peer, Subject, TierPeer } from '../policy/policy';
import { addressSetKeys } from './addressSets';
import type { Classes } from './classes';
import { buildLabelIndex } from '../model/labelIndex';

/**
 * A set of classes, interned: equal selectors and blocks share one. All pods of many namespaces are kept as the
 * namespaces; every other set as the list of its members.
 */
export interface ClassSet {
  readonly id: number;
  /** Ascending; empty where the set is kept as namespaces. */
  readonly members: readonly number[];
  /** By namespace, 1 where all its pods are in the set. */
  readonly namespaces: Uint8Array | undefined;
}

/** Turns selectors and addresses into sets of classes. Grows with every new one that is asked for. */
export interface ClassSets {
  readonly all: readonly ClassSet[];
  /** The pods that a policy of the namespace selects with its podSelector. */
  subjects(namespace: string, podSelector: LabelSelector): ClassSet;
  /** The parties that a peer named by a policy of the namespace matches. */
  peer(namespace: string, peer: Peer): ClassSet;
  /** The pods that a policy of the tiers selects (S55). */
  tierSubjects(subject: Subject): ClassSet;
  /** The parties that a peer named by a policy of the tiers matches (S56–S59). */
  tierPeer(peer: TierPeer): ClassSet;
  contains(set: ClassSet, index: number): boolean;
  forEach(set: ClassSet, visit: (index: number) => void): void;
  /** Visits the ids of the sets that hold a class. */
  forEachHolding(index: number, visit: (set: number) => void): void;
}

/** Sets of all pods of more namespaces than this are kept as namespaces. */
const mostListed = 8;

/** @param atAddresses by the key of an address set, the classes that lie in it, ascending */
export function buildClassSets(
  classes: Classes,
  atAddresses: ReadonlyMap<string, readonly number[]>,
): ClassSets {
  const { namespaces, namespaceOf, samples, selectable, count } = classes;
  const all: ClassSet[] = [];
  const broad: ClassSet[] = [];
  const interned = new Map<string, ClassSet>();
  const position = new Map(namespaces.map(({ name }, i) => [name, i]));
  const labelled = namespaces.flatMap(({ labels }, i) => (labels ? [i] : []));
  const namespaceIndex = buildLabelIndex(labelled.map((i) => namespaces[i]!.labels!));
  const podIndex = buildLabelIndex(
    samples.slice(0, selectable).map((sample) => (sample.type === 'pods' ? sample.labels : {})),
  );
  const holding = holdingLists(count, all);
  const namespaceLists = new Map<string, readonly number[]>();

  const intern = (key: string, make: () => Pick<ClassSet, 'members' | 'namespaces'>): ClassSet => {
    const found = interned.get(key);
    if (found) return found;
    const set: ClassSet = { id: all.length, ...make() };
    all.push(set);
    if (set.namespaces) broad.push(set);
    interned.set(key, set);
    return set;
  };
  const listed = (members: readonly number[]) => ({ members, namespaces: undefined });

  const inOne = (namespace: number, selector: LabelSelector | undefined): readonly number[] =>
    podIndex.between(selector, namespaces[namespace]!.from, namespaces[namespace]!.to);
  const inNamespace = (name: string, selector: LabelSelector | undefined): ClassSet =>
    intern(`in ${name} ${selectorKey(selector)}`, () => {
      const own = position.get(name);
      return listed(own === undefined ? [] : inOne(own, selector));
    });
  const selectNamespaces = (selector: LabelSelector): readonly number[] => {
    const key = selectorKey(selector);
    let found = namespaceLists.get(key);
    if (!found) namespaceLists.set(key, (found = namespaceIndex.find(selector).map((i) => labelled[i]!)));
    return found;
  };
  const inNamespaces = (namespaceSelector: LabelSelector, selector: LabelSelector | undefined): ClassSet =>
    intern(`of ${selectorKey(namespaceSelector)} ${selectorKey(selector)}`, () => {
      const list = selectNamespaces(namespaceSelector);
      if (isEmptySelector(selector) && list.length > mostListed)
        return { members: [], namespaces: marked(list) };
      return listed(
        list.length > mostListed ? inMany(list, selector) : list.flatMap((i) => inOne(i, selector)),
      );
    });
  const inMany = (list: readonly number[], selector: LabelSelector | undefined): readonly number[] => {
    const marks = marked(list);
    return podIndex.find(selector).filter((pod) => marks[namespaceOf[pod]!] === 1);
  };
  const marked = (list: readonly number[]): Uint8Array => {
    const marks = new Uint8Array(namespaces.length);
    for (const i of list) marks[i] = 1;
    return marks;
  };
  const atAddress = (peer: Peer | TierPeer): ClassSet => {
    const keys = addressSetKeys(peer);
    return intern(`at ${keys.join()}`, () => {
      const lists = keys.map((key) => atAddresses.get(key) ?? []);
      const [only = [], ...others] = lists;
      return listed(others.length === 0 ? only : [...new Set(lists.flat())].toSorted((a, b) => a - b));
    });
  };

  return {
    all,
    subjects: inNamespace,
    peer(namespace, peer) {
      if (peer.type === 'ipBlock') return atAddress(peer);
      return peer.namespaceSelector
        ? inNamespaces(peer.namespaceSelector, peer.podSelector)
        : inNamespace(namespace, peer.podSelector);
    },
    tierSubjects: ({ namespaceSelector, podSelector }) => inNamespaces(namespaceSelector, podSelector),
    tierPeer: (peer) =>
      peer.type === 'pods' ? inNamespaces(peer.namespaceSelector ?? {}, peer.podSelector) : atAddress(peer),
    contains: ({ members, namespaces: marks }, index) =>
      marks ? index < selectable && marks[namespaceOf[index]!] === 1 : includes(members, index),
    forEach({ members, namespaces: marks }, visit) {
      for (const member of members) visit(member);
      if (!marks) return;
      for (const [i, { from, to }] of namespaces.entries()) {
        if (marks[i] === 1) for (let pod = from; pod < to; pod++) visit(pod);
      }
    },
    forEachHolding(index, visit) {
      holding(index, visit);
      if (index >= selectable) return;
      for (const { id, namespaces: marks } of broad) if (marks?.[namespaceOf[index]!] === 1) visit(id);
    },
  };
}

/**
 * Makes the query for the sets that list a class. It is prepared in one go when it is first asked, as most sets are
 * known by then; those that come later are added to it one by one.
 */
function holdingLists(count: number, all: readonly ClassSet[]) {
  /** The sets of each class side by side, and where those of a class start. */
  let sets = new Int32Array(0);
  const starts = new Int32Array(count + 1);
  const later = new Map<number, number[]>();
  /** How many of the sets are known here; undefined: nothing was asked yet. */
  let prepared: number | undefined;

  const prepare = (): number => {
    for (const { members } of all) for (const member of members) starts[member + 1]!++;
    for (let at = 0; at < count; at++) starts[at + 1]! += starts[at]!;
    sets = new Int32Array(starts[count]!);
    const free = starts.slice(0, count);
    for (const { id, members } of all) for (const member of members) sets[free[member]!++] = id;
    return all.length;
  };

  return (at: number, visit: (set: number) => void): void => {
    prepared ??= prepare();
    for (; prepared < all.length; prepared++) {
      for (const member of all[prepared]!.members) {
        const known = later.get(member);
        if (known) known.push(prepared);
        else later.set(member, [prepared]);
      }
    }
    for (let i = starts[at]!; i < starts[at + 1]!; i++) visit(sets[i]!);
    if (later.size > 0) for (const set of later.get(at) ?? []) visit(set);
  };
}

/** Whether an ascending list has the number. */
function includes(list: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}
