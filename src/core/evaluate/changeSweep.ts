import { type ConnectionSet, union } from '../model/connections';
import { PairNumbers } from '../model/pairNumbers';
import type { Direction } from '../policy/policy';
import { lazily } from './lazily';
import type { PolicyIndex } from './policyIndex';
import { forEachPeer, forEachSubject } from './rows';

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
  readonly #groups = lazily(() => this.#groupPeers());

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
    const was = this.#singleOut(this.#before, at, ownBefore, othersBefore);
    const is = this.#singleOut(this.#after, at, ownAfter, othersAfter);
    const oldOthers = this.#before[this.#opposite].fromAnyone;
    const newOthers = this.#after[this.#opposite].fromAnyone;
    for (const peer of this.#touched) {
      const [old, now] = [ownBefore.get(peer) ?? was, ownAfter.get(peer) ?? is];
      if (old === now) continue;
      const otherWas = othersBefore.get(peer) ?? oldOthers[peer]!;
      visit(at, peer, old, now, otherWas, othersAfter.get(peer) ?? newOthers[peer]!);
    }
    if (was !== is) this.#visitUsual((peers) => visitUsual(at, was, is, peers));
    for (const overrides of [...this.#own, ...this.#others]) overrides.clear();
    for (const peer of this.#touched) this.#isTouched[peer] = 0;
    this.#touched.length = 0;
  }

  #visitUsual(visit: (peers: UsualPeers) => void): void {
    const { weights } = this.#after.ground.classes;
    const { of, all } = this.#groups();
    const apart = all.map(() => 0);
    for (const peer of this.#touched) apart[of[peer]!]! += weights[peer]!;
    for (const [group, { otherWas, otherIs, peers, weight }] of all.entries()) {
      const left = weight - apart[group]!;
      if (left === 0) continue;
      const forEach = (visitPeer: (peer: number) => void): void => {
        for (const peer of peers) if (this.#isTouched[peer] === 0) visitPeer(peer);
      };
      visit({ otherWas, otherIs, weight: left, forEach });
    }
  }

  /** All classes by what they admit from anyone before and after. */
  #groupPeers() {
    const { weights } = this.#after.ground.classes;
    const oldOthers = this.#before[this.#opposite].fromAnyone;
    const newOthers = this.#after[this.#opposite].fromAnyone;
    const pairs = new PairNumbers();
    const all: {
      otherWas: ConnectionSet;
      otherIs: ConnectionSet;
      peers: number[];
      weight: number;
    }[] = [];
    const of = Int32Array.from(oldOthers, (otherWas, peer) => {
      const otherIs = newOthers[peer]!;
      const group = pairs.number(otherWas.id, otherIs.id) - 1;
      all[group] ??= { otherWas, otherIs, peers: [], weight: 0 };
      all[group].peers.push(peer);
      all[group].weight += weights[peer]!;
      return group;
    });
    return { of, all };
  }

  /** Notes what rules single out, at the end and at its peers; gives what the end admits of all others. */
  #singleOut(index: PolicyIndex, at: number, own: Overrides, others: Overrides): ConnectionSet {
    const { isolation, fromAnyone } = index[this.#direction];
    const usual = fromAnyone[at]!;
    for (const { rules } of isolation[at]!.policies) {
      for (const rule of rules[this.#direction]) {
        forEachPeer(index, rule, this.#direction, at, (peer, connections) =>
          own.add(peer, usual, connections),
        );
      }
    }
    const gates = index[this.#opposite].fromAnyone;
    forEachSubject(index, at, this.#opposite, undefined, (peer, connections) =>
      others.add(peer, gates[peer]!, connections),
    );
    return usual;
  }
}
