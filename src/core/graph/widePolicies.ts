import { type FlowState, visitClassParts } from '../evaluate/attribution';
import type { Connectivity, Party, PartyClass } from '../evaluate/connectivity';
import { canMeet } from '../evaluate/flows';
import { type ConnectionSet, union } from '../model/connections';
import type { Policy } from '../policy/policy';
import { anywhereDestination, anywhereSource } from './hubs';

/** So many pairs of parties are told one by one; what more are, as the policies of a tier soon have, by namespace. */
const mostPairs = 500_000;
/** So many namespaces are told apart at both ends; of more, one end is anywhere. */
const mostNamespaces = 50;

/** The part of policies between all of one node (a namespace, or a hub) and all of another. */
export interface WideFlow {
  readonly source: string;
  readonly destination: string;
  readonly state: FlowState;
  readonly connections: ConnectionSet;
  /** For some of them, or with fewer ports for some. */
  readonly partial: boolean;
  /** Between how many pairs of pods that policies tell apart, or of pods and addresses. */
  readonly pairs: number;
}

/** Whether policies concern too many pairs to tell them one by one. */
export function areWide(connectivity: Connectivity, policies: readonly Policy[]): boolean {
  const ends = policies.reduce((sum, policy) => sum + connectivity.selected(policy).length, 0);
  return ends * connectivity.parties.length > mostPairs;
}

/** The pairs of workloads between two nodes in which policies have a part of a state; a hub is outside only. */
export function pairsOfWideFlow(
  connectivity: Connectivity,
  policies: readonly Policy[],
  {
    source,
    destination,
    state,
  }: { readonly source: string; readonly destination: string; readonly state?: FlowState },
): readonly (readonly [source: string, destination: string])[] {
  const endsAt = ({ members }: PartyClass, node: string, hub: string): readonly Party[] =>
    members.filter((party) => {
      if (party.type === 'addresses') return node === hub;
      return node === hub || node === `Namespace/${party.workload.namespace}`;
    });
  const found = new Map<string, readonly [string, string]>();
  visitClassParts(connectivity, policies, (from, to, parts) => {
    if (!parts.some((part) => part.state === state)) return;
    const senders = endsAt(from, source, anywhereSource);
    const receivers = senders.length > 0 ? endsAt(to, destination, anywhereDestination) : [];
    for (const sender of senders) {
      for (const receiver of receivers) {
        if (!canMeet(sender, receiver)) continue;
        const pair = [idOf(sender, anywhereSource), idOf(receiver, anywhereDestination)] as const;
        found.set(pair.join(' '), pair);
      }
    }
  });
  return [...found.values()];
}

function idOf(party: Party, hub: string): string {
  return party.type === 'pods' ? party.workload.id : hub;
}

/** The part of policies, taken together, by namespace: exact in what states there are, and in how many pairs. */
export function buildWideFlows(connectivity: Connectivity, policies: readonly Policy[]): readonly WideFlow[] {
  const isFolded = connectivity.cluster.namespaces.size > mostNamespaces;
  const nodesOf = (parties: PartyClass, hub: string): ReadonlyMap<string, readonly Party[]> => {
    const nodes = new Map<string, Party[]>();
    for (const party of parties.members) {
      const id = party.type === 'pods' ? `Namespace/${party.workload.namespace}` : hub;
      const known = nodes.get(id);
      if (known) known.push(party);
      else nodes.set(id, [party]);
    }
    return nodes;
  };
  const sources = new Map(connectivity.classes.map((one) => [one, nodesOf(one, anywhereSource)]));
  const destinations = new Map(connectivity.classes.map((one) => [one, nodesOf(one, anywhereDestination)]));
  const totals = countMembers(connectivity);
  const flows = new Map<string, Counted>();
  visitClassParts(connectivity, policies, (from, to, parts) => {
    for (const [source, senders] of sources.get(from) ?? []) {
      for (const [destination, receivers] of destinations.get(to) ?? []) {
        const pairs = countPairs(senders, receivers, from === to);
        if (pairs === 0) continue;
        const end = isFolded && destination !== anywhereDestination ? anywhereSource : source;
        for (const { state, connections } of parts) {
          const key = `${end} ${destination} ${state}`;
          const known = flows.get(key);
          if (!known) {
            flows.set(key, { source: end, destination, state, connections, pairs, varies: false });
          } else {
            known.pairs += pairs;
            known.varies ||= known.connections !== connections;
            known.connections = union(known.connections, connections);
          }
        }
      }
    }
  });
  return Array.from(flows.values(), ({ varies, ...flow }) => {
    const all = (totals.get(flow.source) ?? 0) * (totals.get(flow.destination) ?? 0);
    return { ...flow, partial: varies || flow.pairs < all };
  });
}

interface Counted {
  readonly source: string;
  readonly destination: string;
  readonly state: FlowState;
  connections: ConnectionSet;
  pairs: number;
  varies: boolean;
}

function countPairs(sources: readonly Party[], destinations: readonly Party[], isSameClass: boolean): number {
  const alone = isSameClass
    ? sources.filter((party) => destinations.includes(party) && !canMeet(party, party)).length
    : 0;
  return sources.length * destinations.length - alone;
}

/** How many parties stand behind a namespace or a hub. */
function countMembers({ parties }: Connectivity): ReadonlyMap<string, number> {
  const counts = new Map([
    [anywhereSource, parties.length],
    [anywhereDestination, parties.length],
  ]);
  for (const party of parties) {
    if (party.type !== 'pods') continue;
    const id = `Namespace/${party.workload.namespace}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
