import { type ConnectionSet, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction } from '../policy/policy';
import type { ClassSet } from './classSets';
import type { Ground } from './ground';
import { type Lane, type Lanes, withLanes } from './lanes';
import { lazily } from './lazily';
import type { Pages } from './pages';
import type { PolicyIndex } from './policyIndex';
import { forEachPeer, forEachSubject } from './rows';
import { portsAt } from './rulePorts';

/** Takes what an end admits of a peer before and after, which differ, and what the peer's end admits of it. */
export type VisitEnd = (
  at: number,
  peer: number,
  was: ConnectionSet,
  is: ConnectionSet,
  otherWas: ConnectionSet,
  otherIs: ConnectionSet,
) => void;

/** Peers that no rule singles out for an end and that admit the same of it as each other, and as before. */
export interface UsualPeers {
  readonly admitted: ConnectionSet;
  /** How many pods (or ranges of addresses) are in their classes. */
  readonly weight: number;
  /** Only while they are visited. */
  readonly forEach: (visit: (peer: number) => void) => void;
}

export type VisitUsual = (at: number, was: ConnectionSet, is: ConnectionSet, peers: UsualPeers) => void;

/** What the lanes hold: what an end admits of its peers, and what they admit of it, before and after. */
const [ownBefore, ownAfter, othersBefore, othersAfter] = [0, 1, 2, 3] as const;

/**
 * Goes over all peers of an end, before and after a change of NetworkPolicies without tiers around them. What no rule
 * singles out is compared default by default, where they change at all.
 */
export class ChangeSweep {
  readonly #before: PolicyIndex;
  readonly #after: PolicyIndex;
  readonly #direction: Direction;
  readonly #opposite: Direction;
  /** The peers that admit something else than before from anyone. */
  readonly #changed: number[] = [];
  readonly #groups = new Map<string, PeerGroups>();

  constructor(
    { before, after }: { readonly before: PolicyIndex; readonly after: PolicyIndex },
    direction: Direction,
  ) {
    this.#before = before;
    this.#after = after;
    this.#direction = direction;
    this.#opposite = direction === 'ingress' ? 'egress' : 'ingress';
    const [old, now] = [before, after].map((index) => index[this.#opposite].fromAnyone);
    old!.forEachDifference(now!, (peer) => this.#changed.push(peer));
  }

  /** Visits the peers of which the end admits something else than before. The end itself is never among the usual ones. */
  visitEnd(at: number, visit: VisitEnd, visitUsual: VisitUsual): void {
    withLanes(this.#after.ground, (lanes) => {
      lanes.touch(at);
      for (const peer of this.#changed) lanes.touch(peer);
      const old = this.#singleOut(this.#before, at, lanes, ownBefore, othersBefore);
      const now = this.#singleOut(this.#after, at, lanes, ownAfter, othersAfter);
      const groups = this.#groupsBy(new Set([...old.broad, ...now.broad].map(({ set }) => set)));
      const was = groups.patterns.map((sets) => usualWithin(old, sets));
      const is = groups.patterns.map((sets) => usualWithin(now, sets));
      for (const peer of lanes.touched) {
        const pattern = groups.all[groups.of[peer]!]!.pattern;
        const left = union(was[pattern]!, lanes.get(ownBefore, peer));
        const leaves = union(is[pattern]!, lanes.get(ownAfter, peer));
        if (left === leaves) continue;
        const otherWas = union(
          this.#before[this.#opposite].fromAnyone.at(peer),
          lanes.get(othersBefore, peer),
        );
        const otherIs = union(this.#after[this.#opposite].fromAnyone.at(peer), lanes.get(othersAfter, peer));
        visit(at, peer, left, leaves, otherWas, otherIs);
      }
      if (was.every((connections, pattern) => connections === is[pattern])) return;
      visitUntouched(groups, lanes, this.#after.ground, (pattern, peers) => {
        if (was[pattern] !== is[pattern]) visitUsual(at, was[pattern]!, is[pattern]!, peers);
      });
    });
  }

  #groupsBy(broad: ReadonlySet<ClassSet>): PeerGroups {
    const key = Array.from(broad, ({ id }) => id).join();
    let groups = this.#groups.get(key);
    if (!groups) {
      groups = groupPeers(this.#after.ground, this.#before[this.#opposite].fromAnyone, [...broad]);
      this.#groups.set(key, groups);
    }
    return groups;
  }

  /** Notes what rules single out, at the end and at its peers; gives what the end admits of all others. */
  #singleOut(index: PolicyIndex, at: number, lanes: Lanes, own: Lane, others: Lane): Usual {
    const { isolation, fromAnyone } = index[this.#direction];
    const { classes, profile } = index.ground;
    const broad: { readonly set: ClassSet; readonly connections: ConnectionSet }[] = [];
    const add = (peer: number, connections: ConnectionSet) => lanes.add(own, peer, connections);
    for (const { rules } of isolation.at(at).policies) {
      for (const rule of rules[this.#direction]) {
        const { peers, ports } = rule;
        const isUniform = this.#direction === 'ingress' || ports.names.length === 0;
        const named = isUniform ? peers?.filter(({ namespaces }) => !namespaces) : peers;
        forEachPeer(index, { ...rule, peers: named }, this.#direction, at, add);
        if (!isUniform || !peers || named?.length === peers.length) continue;
        const connections =
          this.#direction === 'ingress' ? portsAt(ports, classes.samples[at]!, profile) : ports.fixed;
        for (const set of peers) if (set.namespaces) broad.push({ set, connections });
      }
    }
    forEachSubject(index, at, this.#opposite, undefined, (peer, connections) =>
      lanes.add(others, peer, connections),
    );
    return { fromAnyone: fromAnyone.at(at), broad };
  }
}

/** What an end admits of the peers that no rule singles out. */
interface Usual {
  readonly fromAnyone: ConnectionSet;
  /** What it admits of all pods of many namespaces. */
  readonly broad: readonly { readonly set: ClassSet; readonly connections: ConnectionSet }[];
}

function usualWithin({ fromAnyone, broad }: Usual, sets: ReadonlySet<ClassSet>): ConnectionSet {
  return broad.reduce(
    (all, { set, connections }) => (sets.has(set) ? union(all, connections) : all),
    fromAnyone,
  );
}

/** All classes by the broad sets that hold them and by what they admit from anyone. */
interface PeerGroups {
  /** The broad sets that hold a class, by the number of the pattern. */
  readonly patterns: readonly ReadonlySet<ClassSet>[];
  /** By class, the position of its group. */
  readonly of: Int32Array;
  readonly all: readonly PeerGroup[];
  /** The classes of each group. */
  readonly members: () => readonly (readonly number[])[];
}

interface PeerGroup {
  readonly pattern: number;
  readonly admitted: ConnectionSet;
  weight: number;
}

/** What an edit leaves alone stays the same object, with the groups of the edit before. */
const withoutBroad = new WeakMap<Pages<ConnectionSet>, PeerGroups>();

function groupPeers(
  ground: Ground,
  fromAnyone: Pages<ConnectionSet>,
  broad: readonly ClassSet[],
): PeerGroups {
  const known = broad.length === 0 ? withoutBroad.get(fromAnyone) : undefined;
  if (known) return known;
  const { count, weights, namespaces, namespaceOf, selectable } = ground.classes;
  const { patterns, patternOf } = namespacePatterns(namespaces.length, broad);
  const ends = new PairNumbers();
  const all: PeerGroup[] = [];
  const of = new Int32Array(count);
  let group = -1;
  for (let peer = 0; peer < count; peer++) {
    const admitted = fromAnyone.at(peer);
    const pattern = peer < selectable ? patternOf[namespaceOf[peer]!]! : 0;
    const last = all[group];
    // Neighbours, of one namespace, are mostly of one group.
    if (!last || last.admitted !== admitted || last.pattern !== pattern) {
      group = ends.number(admitted.id, pattern) - 1;
      if (group === all.length) all.push({ pattern, admitted, weight: 0 });
    }
    all[group]!.weight += weights[peer]!;
    of[peer] = group;
  }
  const members = lazily(() => {
    const lists = all.map((): number[] => []);
    for (const [peer, number] of of.entries()) lists[number]!.push(peer);
    return lists;
  });
  const groups = { patterns, of, all, members };
  if (broad.length === 0) withoutBroad.set(fromAnyone, groups);
  return groups;
}

/** The broad sets that hold the pods of each namespace. In the first pattern, also that of all else, there are none. */
function namespacePatterns(namespaces: number, broad: readonly ClassSet[]) {
  const patterns: ReadonlySet<ClassSet>[] = [new Set()];
  const patternOf = new Int32Array(namespaces);
  for (const set of broad) {
    const withSet = new Map<number, number>();
    for (let i = 0; i < namespaces; i++) {
      if (set.namespaces?.[i] !== 1) continue;
      const known = patternOf[i]!;
      let next = withSet.get(known);
      if (next === undefined) {
        next = patterns.push(new Set([...patterns[known]!, set])) - 1;
        withSet.set(known, next);
      }
      patternOf[i] = next;
    }
  }
  return { patterns, patternOf };
}

/** Visits the groups without those of their members that were touched. */
function visitUntouched(
  { of, all, members }: PeerGroups,
  lanes: Lanes,
  { classes: { weights } }: Ground,
  visit: (pattern: number, peers: UsualPeers) => void,
): void {
  const apart = new Float64Array(all.length);
  for (const peer of lanes.touched) apart[of[peer]!]! += weights[peer]!;
  for (const [group, { pattern, admitted, weight }] of all.entries()) {
    const left = weight - apart[group]!;
    if (left === 0) continue;
    const forEach = (visitPeer: (peer: number) => void): void => {
      for (const peer of members()[group]!) if (!lanes.isTouched(peer)) visitPeer(peer);
    };
    visit(pattern, { admitted, weight: left, forEach });
  }
}
