import type { Connectivity, Party } from '../evaluate/connectivity';
import { permittedRow } from '../evaluate/flows';
import { seatsOf, separatePods } from './seats';

/** All that a judgement answers about the loaded workloads and some addresses, as texts that can be compared. */
export function viewOf(connectivity: Connectivity): readonly string[] {
  const { cluster, policies, tierPolicies } = connectivity;
  const loaded = cluster.workloads.filter(({ origin }) => origin === 'loaded');
  const seats = seatsOf(separatePods({ ...cluster, workloads: loaded }));
  const parties = seats.map((seat) => seat.partyIn(connectivity));
  const titles = seats.map(({ title }) => title);
  const lines = [...policies, ...tierPolicies].map((policy) => {
    const selected = new Set<Party>(connectivity.selected(policy));
    return `${policy.id} selects ${titles.filter((_, i) => selected.has(parties[i]!)).join()}`;
  });
  for (const [at, party] of parties.entries()) {
    for (const direction of ['ingress', 'egress'] as const) {
      const isolating = connectivity.isolating(party, direction).map(({ id }) => id);
      const anyone = connectivity.admittedFromAnyone(party, direction).id;
      lines.push(`${titles[at]} ${direction} ${isolating.toSorted().join()} ${anyone}`);
      for (const [i, peer] of parties.entries()) {
        const { accepted, left, baseline } = connectivity.tierVerdict(party, direction, peer);
        const sets = [connectivity.admitted(party, direction, peer), accepted, left, baseline];
        const deciding = connectivity
          .tierMatches(party, direction, peer)
          .map((match) => `${match.policy.id} ${match.rule} ${match.peer} ${match.connections.id}`);
        const admitting = connectivity
          .matches(party, direction, peer)
          .map((match) => `${match.policy.id} ${match.rule} ${match.peer} ${match.connections.id}`)
          .toSorted();
        lines.push(
          [titles[at], direction, titles[i], ...sets.map(({ id }) => id), ...deciding, ...admitting].join(
            ' ',
          ),
        );
      }
    }
    const row = permittedRow(connectivity, party);
    lines.push(`${titles[at]} -> ${parties.map((peer) => row[peer.index]?.id).join()}`);
  }
  return lines;
}
