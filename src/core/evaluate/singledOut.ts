import { type ConnectionSet, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { CompiledPolicy } from './compiledPolicies';
import type { PolicyIndex } from './policyIndex';
import { portsAt } from './rulePorts';

/** Takes another class, what a rule admits there, and whose rule it is. One may come more than once. */
type Visit = (other: number, connections: ConnectionSet, owner: CompiledPolicy) => void;

/** Visits the peers that rules at one end single out: all that are not named as the pods of many namespaces. */
export function forEachListedPeer(index: PolicyIndex, at: number, direction: Direction, visit: Visit): void {
  const { samples } = index.ground.classes;
  const { profile } = index.ground;
  for (const owner of index[direction].isolation[at]!.policies) {
    for (const { peers, ports } of owner.rules[direction]) {
      if (!peers) continue;
      const varies = direction === 'egress' && ports.names.length > 0;
      const constant = direction === 'ingress' ? portsAt(ports, samples[at]!, profile) : ports.fixed;
      for (const { members } of peers) {
        for (const peer of members) {
          visit(peer, varies ? portsAt(ports, samples[peer]!, profile) : constant, owner);
        }
      }
    }
  }
}

/** Visits the ends that have rules which single a peer out. */
export function forEachListingEnd(index: PolicyIndex, peer: number, direction: Direction, visit: Visit): void {
  const { classes, profile, sets } = index.ground;
  const { rulesWithPeers } = index[direction];
  sets.forEachHolding(peer, (set) => {
    const rules = rulesWithPeers[set];
    if (!rules || sets.all[set]!.namespaces) return;
    for (const { owner, ports } of rules) {
      sets.forEach(owner.subjects, (at) =>
        visit(at, portsAt(ports, classes.samples[direction === 'ingress' ? at : peer]!, profile), owner),
      );
    }
  });
}

/** Sets of connections at a few of many classes, several for each; emptied after use. */
export class Lanes {
  readonly touched: number[] = [];
  readonly #lanes: readonly (ConnectionSet | undefined)[][];
  readonly #isTouched: Uint8Array;

  constructor(lanes: number, classes: number) {
    this.#lanes = Array.from({ length: lanes }, () => Array<undefined>(classes).fill(undefined));
    this.#isTouched = new Uint8Array(classes);
  }

  add(lane: number, at: number, connections: ConnectionSet): void {
    if (this.#isTouched[at] === 0) {
      this.#isTouched[at] = 1;
      this.touched.push(at);
    }
    const known = this.#lanes[lane]![at];
    this.#lanes[lane]![at] = known === undefined ? connections : union(known, connections);
  }

  get(lane: number, at: number): ConnectionSet {
    return this.#lanes[lane]![at] ?? NONE;
  }

  clear(): void {
    for (const at of this.touched) {
      this.#isTouched[at] = 0;
      for (const lane of this.#lanes) lane[at] = undefined;
    }
    this.touched.length = 0;
  }
}
