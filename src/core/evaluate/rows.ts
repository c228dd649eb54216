import { ALL, type ConnectionSet, intersect, NONE, union } from '../model/connections';
import type { Direction } from '../policy/policy';
import type { Party, PermittedFlow, Scope } from './connectivity';
import {
  admittedFromAnyone,
  forEachPeer,
  forEachSubject,
  isolatingInScope,
  type PolicyIndex,
} from './policyIndex';
import { portsAt } from './rulePorts';

type Row = ConnectionSet[];

/** What one party admits, by peer: a constant, except for the members of the peers of its rules. */
export function buildRow(index: PolicyIndex, party: Party, direction: Direction, scope: Scope): Row {
  const policies = isolatingInScope(index, party.index, direction, scope);
  const constant = admittedFromAnyone(policies, direction, party, index.profile);
  const row = Array<ConnectionSet>(index.parties.length).fill(constant);
  for (const policy of policies) {
    for (const rule of policy.rules[direction]) {
      forEachPeer(index, rule, direction, party, (peer, connections) => {
        row[peer] = union(row[peer] ?? constant, connections);
      });
    }
  }
  return row;
}

/** What every party admits of one peer: what it admits from anyone, and more where a rule's peers hold this one. */
export function buildColumn(index: PolicyIndex, peer: Party, direction: Direction, scope: Scope): Row {
  const column = scope.only
    ? Array<ConnectionSet>(index.parties.length).fill(ALL)
    : index[direction].fromAnyone.slice();
  const apart = index.compiled.get((scope.only ?? scope.without)?.id ?? '');
  if (apart?.policy.directions.has(direction)) {
    for (const subject of apart.subjects.members) {
      const party = index.parties[subject];
      const policies = isolatingInScope(index, subject, direction, scope);
      if (party) column[subject] = admittedFromAnyone(policies, direction, party, index.profile);
    }
  }
  forEachSubject(index, peer, direction, scope, (subject, connections) => {
    column[subject] = union(column[subject] ?? ALL, connections);
  });
  return column;
}

/** A row whose values are mostly a default: the others, by position. Emptied after use, never rebuilt. */
class SparseRow {
  readonly touched: number[] = [];
  private readonly values: (ConnectionSet | undefined)[];

  constructor(length: number) {
    this.values = Array<undefined>(length).fill(undefined);
  }

  add(at: number, initial: ConnectionSet, connections: ConnectionSet): void {
    const known = this.values[at];
    if (known === undefined) this.touched.push(at);
    this.values[at] = union(known ?? initial, connections);
  }

  get(at: number): ConnectionSet | undefined {
    return this.values[at];
  }

  clear(): void {
    for (const at of this.touched) this.values[at] = undefined;
    this.touched.length = 0;
  }
}

/** What subjects admit of the members of one party set, by all rules that name it: pairs, no subject twice. */
type Entry = readonly [subject: number, connections: ConnectionSet];

/**
 * Makes the query for the destinations to which a source is permitted more than both ends admit from anyone.
 * A pair that no rule of either end singles out cannot be among them, so only the others are looked at.
 */
export function buildExceptionsFrom(index: PolicyIndex): (source: Party) => readonly PermittedFlow[] {
  const { parties, egress, ingress, setsHolding } = index;
  const leaving = new SparseRow(parties.length);
  const entering = new SparseRow(parties.length);
  const entries = new Map<number, readonly Entry[]>();

  /** Many rules name the same peers and select the same pods: their ports are united once, not for each source. */
  const entriesOf = (set: number): readonly Entry[] => {
    const known = entries.get(set);
    if (known) return known;
    for (const rule of ingress.rulesWithPeers.get(set) ?? []) {
      for (const subject of rule.owner.subjects.members) {
        const party = parties[subject];
        if (party) entering.add(subject, NONE, portsAt(rule.ports, party, index.profile));
      }
    }
    const merged = entering.touched.map((at): Entry => [at, entering.get(at) ?? NONE]);
    entering.clear();
    entries.set(set, merged);
    return merged;
  };

  return (source) => {
    const open = egress.fromAnyone[source.index] ?? ALL;
    const entered = (setsHolding[source.index] ?? []).map(entriesOf);
    for (const policy of egress.isolating[source.index] ?? []) {
      for (const rule of policy.rules.egress) {
        forEachPeer(index, rule, 'egress', source, (peer, connections) =>
          leaving.add(peer, open, connections),
        );
      }
    }
    for (const list of entered) {
      for (const [subject, connections] of list)
        entering.add(subject, ingress.fromAnyone[subject] ?? ALL, connections);
    }
    const flows: PermittedFlow[] = [];
    const visit = (at: number): void => {
      const destination = parties[at];
      const gate = ingress.fromAnyone[at] ?? ALL;
      const connections = intersect(leaving.get(at) ?? open, entering.get(at) ?? gate);
      if (destination && connections !== intersect(open, gate)) flows.push({ destination, connections });
    };
    for (const at of leaving.touched) visit(at);
    for (const at of entering.touched) if (!leaving.get(at)) visit(at);
    leaving.clear();
    entering.clear();
    return flows;
  };
}
