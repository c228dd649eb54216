import { type ConnectionSet, NONE, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction } from '../policy/policy';
import type { ClassSet } from './classSets';
import type { Ground } from './ground';
import type { PolicyIndex } from './policyIndex';
import { forEachPeer, forEachSubject } from './rows';
import { portsAt } from './rulePorts';

/** The values of a row that differ from its default, beside an array of defaults; emptied after use. */
class Overrides {
  readonly #values: (ConnectionSet | undefined)[];
  readonly #touch: (at: number) => void;
  readonly #own: number[] = [];

  constructor(length: number, touch: (at: number) => void) {
    this.#values = Array<undefined>(length).fill(undefined);
    this.#touch = touch;
  }

  add(at: number, initial: ConnectionSet, connections: ConnectionSet): void {
    const known = this.#values[at];
    if (known === undefined) {
      this.#own.push(at);
      this.#touch(at);
    }
    this.#values[at] = union(known ?? initial, connections);
  }

  get(at: number): ConnectionSet | undefined {
    return this.#values[at];
  }

  clear(): void {
    for (const at of this.#own) this.#values[at] = undefined;
    this.#own.length = 0;
  }
}

/** Takes what an end admits of a peer before and after, which differ, and what the peer's end admits of it. */
export type VisitEnd = (
  at: number,
  peer: number,
  was: ConnectionSet,
  is: ConnectionSet,
  otherWas: ConnectionSet,
  otherIs: ConnectionSet,
) => void;

/** Peers that no rule singles out for an end and that admit the same as each other, before and after. */
export interface UsualPeers {
  readonly otherWas: ConnectionSet;
  readonly otherIs: ConnectionSet;
  /** How many pods (or ranges of addresses) are in their classes. */
  readonly weight: number;
  /** Only while they are visited. */
  readonly forEach: (visit: (peer: number) => void) => void;
}

export type VisitUsual = (at: number, was: ConnectionSet, is: ConnectionSet, peers: UsualPeers) => void;

/**
 * Goes over all peers of an end, before and after a change of NetworkPolicies without tiers around them. What no rule
 * singles out is compared default by default, where they change at all.
 */
export class ChangeSweep {
  readonly #before: PolicyIndex;
  readonly #after: PolicyIndex;
  readonly #direction: Direction;
  readonly #opposite: Direction;
  readonly #touched: number[] = [];
  readonly #isTouched: Uint8Array;
  readonly #own: readonly [Overrides, Overrides];
  readonly #others: readonly [Overrides, Overrides];

  constructor(
    { before, after }: { readonly before: PolicyIndex; readonly after: PolicyIndex },
    direction: Direction,
  ) {
    this.#before = before;
    this.#after = after;
    this.#direction = direction;
    this.#opposite = direction === 'ingress' ? 'egress' : 'ingress';
    const { count } = after.ground.classes;
    this.#isTouched = new Uint8Array(count);
    const make = () => new Overrides(count, (at) => this.#touch(at));
    this.#own = [make(), make()];
    this.#others = [make(), make()];
  }

  #touch(at: number): void {
    if (this.#isTouched[at] === 1) return;
    this.#isTouched[at] = 1;
    this.#touched.push(at);
  }

  /** Visits the peers of which the end admits something else than before. The end itself is never among the usual ones. */
  visitEnd(at: number, visit: VisitEnd, visitUsual: VisitUsual): void {
    const [ownBefore, ownAfter] = this.#own;
    const [othersBefore, othersAfter] = this.#others;
    this.#touch(at);
    const [old, now] = [
      this.#singleOut(this.#before, at, ownBefore, othersBefore),
      this.#singleOut(this.#after, at, ownAfter, othersAfter),
    ];
    const groups = this.#groupsBy(new Set([...old.broad, ...now.broad].map(({ set }) => set)));
    const [was, is] = [old, now].map((usual) => groups.patterns.map((sets) => usualWithin(usual, sets)));
    const oldOthers = this.#before[this.#opposite].fromAnyone;
    const newOthers = this.#after[this.#opposite].fromAnyone;
    for (const peer of this.#touched) {
      const pattern = groups.patternOf(peer);
      const left = union(was![pattern]!, ownBefore.get(peer) ?? NONE);
      const leaves = union(is![pattern]!, ownAfter.get(peer) ?? NONE);
      if (left === leaves) continue;
      const otherWas = othersBefore.get(peer) ?? oldOthers[peer]!;
      visit(at, peer, left, leaves, otherWas, othersAfter.get(peer) ?? newOthers[peer]!);
    }
    if (was!.some((connections, pattern) => connections !== is![pattern])) {
      this.#visitUsual(groups, (pattern, peers) => {
        if (was![pattern] !== is![pattern]) visitUsual(at, was![pattern]!, is![pattern]!, peers);
      });
    }
    for (const overrides of [...this.#own, ...this.#others]) overrides.clear();
    for (const peer of this.#touched) this.#isTouched[peer] = 0;
    this.#touched.length = 0;
  }

  #visitUsual({ of, all }: PeerGroups, visit: (pattern: number, peers: UsualPeers) => void): void {
    const { weights } = this.#after.ground.classes;
    const apart = all.map(() => 0);
    for (const peer of this.#touched) apart[of[peer]!]! += weights[peer]!;
    for (const [group, { pattern, otherWas, otherIs, peers, weight }] of all.entries()) {
      const left = weight - apart[group]!;
      if (left === 0) continue;
      const forEach = (visitPeer: (peer: number) => void): void => {
        for (const peer of peers) if (this.#isTouched[peer] === 0) visitPeer(peer);
      };
      visit(pattern, { otherWas, otherIs, weight: left, forEach });
    }
  }

  readonly #groups = new Map<string, PeerGroups>();

  #groupsBy(broad: ReadonlySet<ClassSet>): PeerGroups {
    const key = Array.from(broad, ({ id }) => id).join();
    const known = this.#groups.get(key);
    if (known) return known;
    const [before, after] = [this.#before, this.#after].map((index) => index[this.#opposite].fromAnyone);
    // What an edit leaves alone stays the same object, with the groups of the edit before.
    const unchanged = before === after && broad.size === 0 ? unchangedGroups.get(after!) : undefined;
    const groups = unchanged ?? groupPeers(this.#after.ground, before!, after!, [...broad]);
    if (before === after && broad.size === 0) unchangedGroups.set(after!, groups);
    this.#groups.set(key, groups);
    return groups;
  }

  /** Notes what rules single out, at the end and at its peers; gives what the end admits of all others. */
  #singleOut(index: PolicyIndex, at: number, own: Overrides, others: Overrides): Usual {
    const { isolation, fromAnyone } = index[this.#direction];
    const { classes, profile } = index.ground;
    const broad: { readonly set: ClassSet; readonly connections: ConnectionSet }[] = [];
    for (const { rules } of isolation[at]!.policies) {
      for (const rule of rules[this.#direction]) {
        const { peers, ports } = rule;
        const isUniform = this.#direction === 'ingress' || ports.names.length === 0;
        const named = isUniform ? peers?.filter(({ namespaces }) => !namespaces) : peers;
        forEachPeer(index, { ...rule, peers: named }, this.#direction, at, (peer, connections) =>
          own.add(peer, NONE, connections),
        );
        if (!isUniform || !peers || named?.length === peers.length) continue;
        const connections =
          this.#direction === 'ingress' ? portsAt(ports, classes.samples[at]!, profile) : ports.fixed;
        for (const set of peers) if (set.namespaces) broad.push({ set, connections });
      }
    }
    const gates = index[this.#opposite].fromAnyone;
    forEachSubject(index, at, this.#opposite, undefined, (peer, connections) =>
      others.add(peer, gates[peer]!, connections),
    );
    return { fromAnyone: fromAnyone[at]!, broad };
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

/** All classes by the broad sets that hold them and by what they admit from anyone before and after. */
interface PeerGroups {
  /** The broad sets that hold a class, by the number of the pattern. */
  readonly patterns: readonly ReadonlySet<ClassSet>[];
  readonly patternOf: (at: number) => number;
  /** By class, the position of its group. */
  readonly of: Int32Array;
  readonly all: readonly {
    readonly pattern: number;
    readonly otherWas: ConnectionSet;
    readonly otherIs: ConnectionSet;
    readonly peers: readonly number[];
    readonly weight: number;
  }[];
}

const unchangedGroups = new WeakMap<readonly ConnectionSet[], PeerGroups>();

function groupPeers(
  { classes: { weights, namespaces, namespaceOf, selectable } }: Ground,
  before: readonly ConnectionSet[],
  after: readonly ConnectionSet[],
  broad: readonly ClassSet[],
): PeerGroups {
  // Classes that no namespace holds are in no broad set: the first pattern.
  const patterns: ReadonlySet<ClassSet>[] = [new Set()];
  const numbers = new Map([['', 0]]);
  const patternOfNamespace = Int32Array.from(namespaces, (_, i) => {
    const holding = broad.filter((set) => set.namespaces?.[i] === 1);
    const key = holding.map(({ id }) => id).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, patterns.length);
    return patterns.push(new Set(holding)) - 1;
  });
  const patternOf = (at: number): number => (at < selectable ? patternOfNamespace[namespaceOf[at]!]! : 0);
  const pairs = new PairNumbers();
  const ends = new PairNumbers();
  const all: {
    pattern: number;
    otherWas: ConnectionSet;
    otherIs: ConnectionSet;
    peers: number[];
    weight: number;
  }[] = [];
  const of = Int32Array.from(before, (otherWas, peer) => {
    const otherIs = after[peer]!;
    const pattern = patternOf(peer);
    const group = ends.number(pairs.number(otherWas.id, otherIs.id), pattern) - 1;
    all[group] ??= { pattern, otherWas, otherIs, peers: [], weight: 0 };
    all[group].peers.push(peer);
    all[group].weight += weights[peer]!;
    return group;
  });
  return { patterns, patternOf, of, all };
}
