import { type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { ClassSet } from './classSets';
import type { CompiledPolicy, CompiledRule } from './compiledPolicies';
import type { Isolation } from './isolation';
import type { MergedClasses } from './mergedClasses';
import { portsAt } from './rulePorts';

/** Takes a class, what rules admit there, and whether they are those that are asked about. */
type Visit = (number: number, connections: ConnectionSet, isOwn: boolean) => void;

/** What the rules admit that name one set of classes: those of others, and those that are asked about. */
interface Term {
  readonly classes: readonly number[];
  others: ConnectionSet;
  own: ConnectionSet;
}

/** Rules gathered by set, as many name the same peers or select the same pods; those with port names one by one. */
interface Terms {
  readonly all: readonly Term[];
  readonly named: readonly { readonly classes: readonly number[]; readonly rule: CompiledRule }[];
}

/**
 * What rules single out: all peers that are not named as the pods of many namespaces. Classes are merged ones, by
 * number.
 */
export class SingledOut {
  readonly #classes: MergedClasses;
  readonly #isOwn: (policy: CompiledPolicy) => boolean;
  readonly #ofIsolation = { ingress: new Map<Isolation, Terms>(), egress: new Map<Isolation, Terms>() };
  readonly #ofSet = { ingress: new Map<number, Terms>(), egress: new Map<number, Terms>() };

  constructor(classes: MergedClasses, isOwn: (policy: CompiledPolicy) => boolean) {
    this.#classes = classes;
    this.#isOwn = isOwn;
  }

  /** Visits the peers that rules at an end single out. One may come more than once. */
  forEachPeer(end: number, direction: Direction, visit: Visit): void {
    const { index, samples } = this.#classes;
    const isolation = index[direction].isolation.at(samples[end]!);
    const known = this.#ofIsolation[direction];
    let terms = known.get(isolation);
    if (!terms) {
      const named = isolation.policies.flatMap((policy) =>
        policy.rules[direction].flatMap((rule) =>
          (rule.peers ?? []).flatMap((set) => (set.namespaces ? [] : [{ set, rule }])),
        ),
      );
      known.set(isolation, (terms = this.#gather(named)));
    }
    this.#visit(terms, direction === 'ingress' ? () => end : (peer) => peer, visit);
  }

  /** Visits the ends that have rules which single a peer out. One may come more than once. */
  forEachEnd(peer: number, direction: Direction, visit: Visit): void {
    const { index, samples } = this.#classes;
    const { sets } = index.ground;
    const { rulesWithPeers } = index[direction];
    const known = this.#ofSet[direction];
    sets.forEachHolding(samples[peer]!, (id) => {
      const rules = rulesWithPeers.at(id);
      if (!rules || sets.all[id]!.namespaces) return;
      let terms = known.get(id);
      if (!terms)
        known.set(id, (terms = this.#gather(rules.map((rule) => ({ set: rule.owner.subjects, rule })))));
      this.#visit(terms, direction === 'ingress' ? (end) => end : () => peer, visit);
    });
  }

  #gather(listed: readonly { readonly set: ClassSet; readonly rule: CompiledRule }[]): Terms {
    const terms = new Map<ClassSet, Term>();
    const named: { readonly classes: readonly number[]; readonly rule: CompiledRule }[] = [];
    for (const { set, rule } of listed) {
      const classes = this.#classes.members(set);
      if (rule.ports.names.length > 0) {
        named.push({ classes, rule });
        continue;
      }
      let term = terms.get(set);
      if (!term) terms.set(set, (term = { classes, others: NONE, own: NONE }));
      if (this.#isOwn(rule.owner)) term.own = union(term.own, rule.ports.fixed);
      else term.others = union(term.others, rule.ports.fixed);
    }
    return { all: [...terms.values()], named };
  }

  #visit({ all, named }: Terms, destinationOf: (number: number) => number, visit: Visit): void {
    for (const { classes, others, own } of all) {
      if (others !== NONE) for (const number of classes) visit(number, others, false);
      if (own !== NONE) for (const number of classes) visit(number, own, true);
    }
    const { index, samples } = this.#classes;
    for (const { classes, rule } of named) {
      const isOwn = this.#isOwn(rule.owner);
      for (const number of classes) {
        const destination = index.ground.classes.samples[samples[destinationOf(number)]!]!;
        visit(number, portsAt(rule.ports, destination, index.ground.profile), isOwn);
      }
    }
  }
}
