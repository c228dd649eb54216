import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity, Party } from '../evaluate/connectivity';
import type { Cluster } from '../model/cluster';
import { subtract, type ConnectionSet } from '../model/connections';
import type { Direction, NetworkPolicy } from '../policy/policy';

/** What differs in the permitted connections of two parties. At least one of the sets is not empty. */
export interface PairDifference {
  readonly source: Party;
  readonly destination: Party;
  readonly opened: ConnectionSet;
  readonly closed: ConnectionSet;
}

/** Two judgements over the same parties: `before.parties[i]` and `after.parties[i]` are the same pods or addresses. */
export interface CommonGround {
  readonly before: Connectivity;
  readonly after: Connectivity;
  /** Policies that one side has and the other has not, or not so. */
  readonly changedBefore: readonly NetworkPolicy[];
  readonly changedAfter: readonly NetworkPolicy[];
}

/**
 * Judges two sets of policies over one cluster, with the inferred workloads of both, and as finely as either needs:
 * otherwise a selector or block that comes or goes would make parties that the other side does not have.
 */
export function onCommonGround(before: Connectivity, after: Connectivity): CommonGround {
  const changedBefore = changedAgainst(after.policies, before.policies);
  const changedAfter = changedAgainst(before.policies, after.policies);
  const cluster = joinClusters(before.cluster, after.cluster);
  const judge = (side: Connectivity, others: readonly NetworkPolicy[]) =>
    buildConnectivity(cluster, [...side.policies, ...others.map(toBystander)], side.profile);
  return {
    before: judge(before, changedAfter),
    after: judge(after, changedBefore),
    changedBefore,
    changedAfter,
  };
}

/** All pairs whose permitted connections differ. The cost is that of the pairs that a changed policy can concern. */
export function flowDifference(ground: CommonGround): PairDifference[] {
  const { before, after, changedBefore, changedAfter } = ground;
  const concerned = (direction: Direction): ReadonlySet<number> => {
    const indices = new Set<number>();
    const add = (side: Connectivity, policies: readonly NetworkPolicy[]) => {
      for (const policy of policies) {
        if (!policy.directions.has(direction)) continue;
        for (const { index } of side.selected(policy)) indices.add(index);
      }
    };
    add(before, changedBefore);
    add(after, changedAfter);
    return indices;
  };
  const sources = concerned('egress');
  const destinations = concerned('ingress');
  const differences: PairDifference[] = [];
  const compare = (sourceIndex: number, destinationIndex: number) => {
    const source = after.parties[sourceIndex];
    const destination = after.parties[destinationIndex];
    if (!source || !destination || isOnePod(source, destination)) return;
    const was = before.permitted(
      before.parties[sourceIndex] ?? source,
      before.parties[destinationIndex] ?? destination,
    );
    const is = after.permitted(source, destination);
    if (was === is) return;
    differences.push({ source, destination, opened: subtract(is, was), closed: subtract(was, is) });
  };
  for (const source of sources) {
    for (const { index } of after.parties) compare(source, index);
  }
  for (const destination of destinations) {
    for (const { index } of after.parties) if (!sources.has(index)) compare(index, destination);
  }
  return differences;
}

/** A pod and itself: always permitted (S31). */
export function isOnePod(source: Party, destination: Party): boolean {
  return source.type === 'pods' && source.index === destination.index && !source.hasSiblings;
}

/** The policies that the others do not have just so. */
function changedAgainst(
  others: readonly NetworkPolicy[],
  policies: readonly NetworkPolicy[],
): readonly NetworkPolicy[] {
  const byId = new Map(others.map((policy) => [policy.id, policy]));
  return policies.filter((policy) => {
    const other = byId.get(policy.id);
    return other !== policy && (!other || toText(other) !== toText(policy));
  });
}

function toText(policy: NetworkPolicy): string {
  const { directions, ...rest } = policy;
  const types = [directions.has('ingress'), directions.has('egress')];
  return JSON.stringify([rest, types], (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

function joinClusters(before: Cluster, after: Cluster): Cluster {
  const known = new Set(after.workloads.map(({ id }) => id));
  const gone = before.workloads.filter(({ id }) => !known.has(id));
  return {
    ...after,
    namespaces: new Map([...before.namespaces, ...after.namespaces]),
    workloads: [...after.workloads, ...gone],
  };
}

/** A policy that names the same selectors and blocks but selects nobody. */
function toBystander(policy: NetworkPolicy): NetworkPolicy {
  const { id, podSelector, directions } = policy;
  const [direction] = directions;
  const bystander = { ...policy, id: `${id} as bystander`, podSelector: selectsNobody };
  if (!direction) return bystander;
  const mention = { peers: [{ type: 'pods' as const, podSelector }] };
  return { ...bystander, [direction]: [...policy[direction], mention] };
}

const selectsNobody = { matchExpressions: [{ key: '', operator: 'In' as const, values: [] }] };
