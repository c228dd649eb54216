import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import { admittedFromAnyone, buildColumn, buildRow, forEachPeer } from './rows';
import type { PolicyIndex } from './policyIndex';
import { portsAt } from './rulePorts';

/** Visits a destination, by its class, and what is permitted there. */
type Visit = (destination: number, connections: ConnectionSet) => void;

/** A row whose values are mostly a default: the others, by position. Emptied after use, never rebuilt. */
class SparseRow {
  readonly touched: number[] = [];
  readonly #values: (ConnectionSet | undefined)[];

  constructor(length: number) {
    this.#values = Array<undefined>(length).fill(undefined);
  }

  add(at: number, initial: ConnectionSet, connections: ConnectionSet): void {
    const known = this.#values[at];
    if (known === undefined) this.touched.push(at);
    this.#values[at] = union(known ?? initial, connections);
  }

  get(at: number): ConnectionSet | undefined {
    return this.#values[at];
  }

  clear(): void {
    for (const at of this.touched) this.#values[at] = undefined;
    this.touched.length = 0;
  }
}

/** What subjects admit of the members of one set, by all rules that name it: pairs, no subject twice. */
type Entry = readonly [subject: number, connections: ConnectionSet];

/**
 * Makes the query for the destinations to which a source is permitted more than both ends admit from anyone.
 * A pair that no rule of either end singles out cannot be among them, so only the others are looked at.
 */
export function buildExceptionsFrom(index: PolicyIndex): (source: number, visit: Visit) => void {
  const gates: (ConnectionSet | undefined)[] = [];
  const gateOf = (at: number) => (gates[at] ??= admittedFromAnyone(index, at, 'ingress'));
  return index.tiers.policies.length > 0
    ? exceptionsWithTiers(index, gateOf)
    : exceptionsByRules(index, gateOf);
}

function exceptionsByRules(
  index: PolicyIndex,
  gateOf: (at: number) => ConnectionSet,
): (source: number, visit: Visit) => void {
  const { egress, ingress, ground } = index;
  const { classes, profile, sets } = ground;
  const leaving = new SparseRow(classes.count);
  const entering = new SparseRow(classes.count);
  const entries = new Map<number, readonly Entry[]>();

  /** Many rules name the same peers and select the same pods: their ports are united once, not for each source. */
  const entriesOf = (set: number): readonly Entry[] => {
    const known = entries.get(set);
    if (known) return known;
    for (const { owner, ports } of ingress.rulesWithPeers.at(set) ?? []) {
      sets.forEach(owner.subjects, (subject) =>
        entering.add(subject, NONE, portsAt(ports, classes.samples[subject]!, profile)),
      );
    }
    const merged = entering.touched.map((at): Entry => [at, entering.get(at)!]);
    entering.clear();
    entries.set(set, merged);
    return merged;
  };

  return (source, visit) => {
    const open = admittedFromAnyone(index, source, 'egress');
    const entered: (readonly Entry[])[] = [];
    sets.forEachHolding(source, (set) => {
      if (ingress.rulesWithPeers.at(set)) entered.push(entriesOf(set));
    });
    for (const { rules } of egress.isolation.at(source).policies) {
      for (const rule of rules.egress) {
        forEachPeer(index, rule, 'egress', source, (peer, connections) =>
          leaving.add(peer, open, connections),
        );
      }
    }
    for (const list of entered) {
      for (const [subject, connections] of list) entering.add(subject, gateOf(subject), connections);
    }
    const check = (at: number): void => {
      const gate = gateOf(at);
      const connections = intersect(leaving.get(at) ?? open, entering.get(at) ?? gate);
      if (connections !== intersect(open, gate)) visit(at, connections);
    };
    const found = leaving.touched.length > 0 ? leaving.touched : entering.touched;
    for (const at of found) check(at);
    if (found === leaving.touched) for (const at of entering.touched) if (!leaving.get(at)) check(at);
    leaving.clear();
    entering.clear();
  };
}

/** With tiers any pair can be an exception: what a class admits may depend on every peer. */
function exceptionsWithTiers(
  index: PolicyIndex,
  gateOf: (at: number) => ConnectionSet,
): (source: number, visit: Visit) => void {
  return (source, visit) => {
    const leaving = buildRow(index, source, 'egress', {});
    const entering = buildColumn(index, source, 'ingress', {});
    const open = admittedFromAnyone(index, source, 'egress');
    for (const [at, sent] of leaving.entries()) {
      const connections = intersect(sent, entering[at] ?? ALL);
      if (connections !== intersect(open, gateOf(at))) visit(at, connections);
    }
  };
}
