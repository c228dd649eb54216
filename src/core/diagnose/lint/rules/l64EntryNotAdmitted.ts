import type { Connectivity, PodGroup } from '../../../evaluate/connectivity';
import { entryFlows, type EntryFlow, judgedEnds } from '../../../evaluate/entries';
import { type ConnectionSet, describeConnections, NONE, subtract } from '../../../model/connections';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { joinWords } from '../words';

/** S96, S97: something in the cluster connects to the backends. */
export const entryNotAdmitted: Rule = {
  code: 'L64',
  title: 'the backend of an Ingress, Route or HTTPRoute does not admit what sends to it',
  why: 'The ingress controller or gateway connects to the backend, and must be admitted like any other pod.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'cluster',
  *check(facts) {
    const told = new Set<string>();
    for (const flows of byDestination(entryFlows(facts.connectivity))) {
      const [{ entry, destination }] = flows;
      const denied = flows.map((flow) => deniedPart(facts, flow));
      // Which of several controllers serves an Ingress is not known: one that gets through is enough.
      const least = denied.includes(NONE) ? NONE : (denied[0] ?? NONE);
      const ports = describeConnections(least);
      const place = `${destination.namespace}/${destination.name}`;
      if (least === NONE || told.has(`${place} ${ports}`)) continue;
      told.add(`${place} ${ports}`);
      const known = flows.flatMap(({ source }) =>
        source.origin === 'loaded' ? [`${source.namespace}/${source.name}`] : [],
      );
      yield {
        resource: facts.sources.isPlaced(entry.id) ? entry.id : destination.id,
        path: ['metadata', 'name'],
        message:
          `${entry.kind} ${entry.name} sends to ${place}, which ` +
          (known.length > 0
            ? `does not admit ${joinWords(known, 'or')} on ${ports}.`
            : `admits nobody from another namespace or from outside on ${ports}.`),
        consequence:
          known.length > 0
            ? 'Requests from outside do not get through. Admit the controller on this port.'
            : 'The ingress controller or gateway cannot reach it. Admit the namespace in which it runs.',
      };
    }
  },
};

function byDestination(flows: readonly EntryFlow[]): Iterable<readonly [EntryFlow, ...EntryFlow[]]> {
  const groups = new Map<string, [EntryFlow, ...EntryFlow[]]>();
  for (const flow of flows) {
    const key = `${flow.entry.id} ${flow.destination.id}`;
    const known = groups.get(key);
    if (known) known.push(flow);
    else groups.set(key, [flow]);
  }
  return groups.values();
}

/** What of the ports that are asked for the backend does not admit from the controller, as far as that is known. */
function deniedPart({ connectivity }: Facts, flow: EntryFlow): ConnectionSet {
  const { asked, source, destination } = flow;
  if (source.origin === 'loaded') {
    const { destinations, sources } = judgedEnds(flow);
    return leftOf(asked, destinations, (group) =>
      sources.map((from) => connectivity.admitted(group, 'ingress', from)),
    );
  }
  return leftOf(asked, connectivity.podGroups(destination.id), (group) =>
    admittedElsewhere(connectivity, group),
  );
}

function leftOf(
  asked: ConnectionSet,
  groups: readonly PodGroup[],
  admitted: (group: PodGroup) => readonly ConnectionSet[],
): ConnectionSet {
  return groups.flatMap(admitted).reduce(subtract, asked);
}

/** What everyone gets who is not in the namespace itself: where the controller is not loaded, one of them may be it. */
function admittedElsewhere(connectivity: Connectivity, group: PodGroup): readonly ConnectionSet[] {
  const row = connectivity.admittedRow(group, 'ingress');
  return connectivity.parties.flatMap((party) => {
    const isOwn = party.type === 'pods' && party.workload.namespace === group.workload.namespace;
    return isOwn ? [] : [row[party.index] ?? NONE];
  });
}
