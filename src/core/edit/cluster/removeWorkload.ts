import { itemsOf, textAt, valueAt } from '../../manifest/value';
import type { Workload } from '../../model/cluster';
import { workloadTitles } from '../../model/titles';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { removeObjects, writtenObjects, type WrittenObject } from '../writtenObjects';

/** Takes a workload out, with what it owns: its pods, and what stands between it and them. */
export function removeWorkload(draft: Draft, { workload: id }: IntentOf<'removeWorkload'>): Plan {
  const { cluster } = draft.reading.connectivity;
  const workload = cluster.workloads.find((known) => known.id === id);
  if (!workload) return refuse('staleText', `${id} is not in the text any more.`);
  const title = workloadTitles(cluster).get(id) ?? id;
  if (workload.origin === 'inferred')
    return refuse('notPossible', `${title} stands for a selector: change the policies that have it.`);
  const objects = objectsOf(workload, writtenObjects(draft, workload.name, 'ownerReferences'));
  const after = removeObjects(draft, objects);
  if (isRefusal(after)) return after;
  if (after.reading.connectivity.cluster.workloads.some((known) => known.id === id))
    return refuse('notPossible', `${title} is written more than once: remove the other one first.`);
  const others = objects.length - 1;
  const note = others > 0 ? ` with ${others} more ${others === 1 ? 'object' : 'objects'}` : '';
  const end = { action: 'removeObject', summary: `${title} removed${note}` } as const;
  return toClusterPlan(draft, after, { label: `Remove ${title}`, ends: [end] });
}

/** Kinds whose name is that of what they own without its last part. */
const ownedKinds: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['ReplicaSet'],
  Rollout: ['ReplicaSet'],
  DeploymentConfig: ['ReplicationController'],
  CronJob: ['Job'],
};

function objectsOf(workload: Workload, all: readonly WrittenObject[]): WrittenObject[] {
  const { kind, name } = workload;
  const inside = all.filter((object) => (object.namespace || 'default') === workload.namespace);
  const owners = new Set([`${kind}/${name}`]);
  const found = new Set(inside.filter((object) => object.kind === kind && object.name === name));
  const isOwned = (object: WrittenObject) =>
    itemsOf(valueAt(object.value, 'metadata', 'ownerReferences')).some((owner) => {
      const [ownerKind, ownerName] = [textAt(owner, 'kind'), textAt(owner, 'name')];
      const isBetween =
        ownedKinds[kind]?.includes(ownerKind) === true &&
        ownerName.slice(0, Math.max(0, ownerName.lastIndexOf('-'))) === name;
      return isBetween || owners.has(`${ownerKind}/${ownerName}`);
    });
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const object of inside) {
      if (found.has(object) || !isOwned(object)) continue;
      found.add(object);
      owners.add(`${object.kind}/${object.name}`);
    }
  }
  return [...found];
}
