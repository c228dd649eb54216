import { onCommonGround } from '../evaluate/commonGround';
import type { Connectivity, Party } from '../evaluate/connectivity';
import { deltaSize, visitDelta } from '../evaluate/connectivityDelta';
import { flowBetween } from '../evaluate/flows';
import { type ConnectionSet, describeConnections, isSubset } from '../model/connections';

/** What the delta of two judgements says against the two themselves. */
interface DeltaComparison {
  /** Pairs of parties between which something else is permitted. */
  readonly changed: number;
  /** The first thing about the delta that is not so. */
  readonly disagreement?: string;
}

const podsIn = (party: Party): number => (party.type === 'pods' ? party.pods : 1);

/**
 * Compares the delta of two judgements with their difference, pair by pair, and the size that it is said to have; and
 * what the two say on one ground with what they said before. A workload that both clusters have is the same in both.
 */
export function compareDelta(first: Connectivity, second: Connectivity): DeltaComparison {
  const { before, after } = onCommonGround(first, second);
  const found = new Map<string, readonly [was: ConnectionSet, is: ConnectionSet]>();
  const wrong = [...otherFlows(first, before), ...otherFlows(second, after)];
  const titleOf = (source: Party, destination: Party): string => `${source.index} to ${destination.index}`;
  visitDelta(before, after, (source, destination, was, is) => {
    const title = titleOf(source, destination);
    if (was === is) wrong.push(`${title}: visited, but nothing differs`);
    if (found.has(title)) wrong.push(`${title}: visited twice`);
    found.set(title, [was, is]);
  });
  let [changed, opened, closed] = [0, 0, 0];
  for (const source of after.parties) {
    for (const destination of after.parties) {
      const was = before.permitted(before.parties[source.index]!, before.parties[destination.index]!);
      const is = after.permitted(source, destination);
      const title = titleOf(source, destination);
      const [said, saidNow] = found.get(title) ?? [was, was];
      if (saidNow !== is || said !== was)
        wrong.push(`${title}: ${describeConnections(was)}, then ${describeConnections(is)}`);
      if (was !== is) changed++;
      const pairs = podsIn(source) * podsIn(destination) - (source === destination ? podsIn(source) : 0);
      if (!isSubset(is, was)) opened += pairs;
      if (!isSubset(was, is)) closed += pairs;
    }
  }
  const size = deltaSize(before, after);
  if (size.opened !== opened || size.closed !== closed)
    wrong.push(`${size.opened} opened and ${size.closed} closed, not ${opened} and ${closed}`);
  return { changed, ...(wrong[0] !== undefined && { disagreement: wrong[0] }) };
}

/** The workloads between which one judgement says otherwise than another, which may tell more apart and know more. */
function otherFlows(own: Connectivity, other: Connectivity): string[] {
  if (own === other) return [];
  const ids = own.cluster.workloads.map(({ id }) => id);
  return ids.flatMap((from) =>
    ids
      .filter((to) => flowBetween(own, from, to).connections !== flowBetween(other, from, to).connections)
      .map((to) => `${from} to ${to}: something else on the common ground`),
  );
}
