import type { Cluster } from '../model/cluster';
import { judgeOn } from './buildConnectivity';
import type { Connectivity } from './connectivity';
import { isOnOneGround } from './connectivityDelta';
import { buildGround } from './ground';
import { indexOf } from './indexes';

/** Two judgements over the same parties: `before.parties[i]` and `after.parties[i]` are the same pods or addresses. */
export interface CommonGround {
  readonly before: Connectivity;
  readonly after: Connectivity;
}

/**
 * Brings two judgements to one ground: as they are where an edit led from one to the other and no more is told apart;
 * else both anew, over one cluster with the inferred workloads of both, as finely as either needs.
 */
export function onCommonGround(before: Connectivity, after: Connectivity): CommonGround {
  const [old, now] = [indexOf(before), indexOf(after)];
  if (isOnOneGround(before, after)) return { before, after };
  const cluster = joinClusters(before.cluster, after.cluster);
  const ground = buildGround(cluster, [...old.given, ...now.given], after.profile);
  return { before: judgeOn(ground, old.given), after: judgeOn(ground, now.given) };
}

function joinClusters(before: Cluster, after: Cluster): Cluster {
  if (before === after) return after;
  const known = new Set(after.workloads.map(({ id }) => id));
  const gone = before.workloads.filter(({ id }) => !known.has(id));
  return {
    ...after,
    namespaces: new Map([...before.namespaces, ...after.namespaces]),
    workloads: [...after.workloads, ...gone],
  };
}
