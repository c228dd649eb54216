import type { Cluster } from '../model/cluster';
import { judgeBeside, judgeOn } from './buildConnectivity';
import { type Connectivity, isSameProfile } from './connectivity';
import { isOnOneGround } from './connectivityDelta';
import { buildGround } from './ground';
import { indexOf } from './indexes';

/** Two judgements over the same parties: `before.parties[i]` and `after.parties[i]` are the same pods or addresses. */
export interface CommonGround {
  readonly before: Connectivity;
  readonly after: Connectivity;
}

/**
 * Brings two judgements to one ground: as they are where an edit led from one to the other and no more is told apart,
 * one of them to the other's ground if that is fine enough, else both anew, over one cluster with the inferred
 * workloads of both, as finely as either needs.
 */
export function onCommonGround(before: Connectivity, after: Connectivity): CommonGround {
  if (isOnOneGround(before, after)) return { before, after };
  const [old, now] = [indexOf(before), indexOf(after)];
  const cluster = joinClusters(before.cluster, after.cluster);
  const beside = cluster === after.cluster ? judgeBeside(after, old.given) : undefined;
  if (beside) return { before: beside, after };
  const isBeforeToo = cluster === before.cluster && isSameProfile(before.profile, after.profile);
  const revised = isBeforeToo ? judgeBeside(before, now.given) : undefined;
  if (revised) return { before, after: revised };
  const ground = buildGround(cluster, [...old.given, ...now.given], after.profile);
  return { before: judgeOn(ground, old.given), after: judgeOn(ground, now.given) };
}

/** The cluster after, with the workloads and namespaces that only the one before has. */
function joinClusters(before: Cluster, after: Cluster): Cluster {
  if (before === after) return after;
  const known = new Set(after.workloads.map(({ id }) => id));
  const gone = before.workloads.filter(({ id }) => !known.has(id));
  const isCovered = [...before.namespaces.keys()].every((name) => after.namespaces.has(name));
  if (gone.length === 0 && isCovered) return after;
  return {
    ...after,
    namespaces: new Map([...before.namespaces, ...after.namespaces]),
    workloads: [...after.workloads, ...gone],
  };
}
