import { setKey } from '../../yaml/setKey';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { toClusterPlan } from '../verify';
import { editObjects } from '../writtenObjects';
import { workloadObject } from './workloadObject';

const scaled = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
]);

/** Writes how many pods a workload has. Of one pod, it and itself are no flow (S31). */
export function changeReplicas(draft: Draft, { workload: id, replicas }: IntentOf<'changeReplicas'>): Plan {
  const standing = workloadObject(draft, id);
  if (isRefusal(standing)) return standing;
  const { workload, title, object } = standing;
  if (!scaled.has(workload.kind))
    return refuse('notPossible', `${title} is a ${workload.kind}: it has no number of pods to choose.`);
  const refusal = refuseReplicas(replicas);
  if (refusal) return refusal;
  if (workload.replicas === replicas) return refuse('alreadySo', `${title} has ${replicas} pods already.`);
  const after = editObjects(draft, [
    [object, [(text, path) => setKey(text, [...path, 'spec'], 'replicas', replicas, 'selector')]],
  ]);
  if (isRefusal(after)) return after;
  const end = { action: 'editObject', summary: `${title}: ${replicas} replicas` } as const;
  return toClusterPlan(draft, after, { label: `Scale ${title} to ${replicas}`, ends: [end] });
}

export function refuseReplicas(replicas: number): Refusal | undefined {
  return Number.isInteger(replicas) && replicas >= 0 && replicas <= 2 ** 31 - 1
    ? undefined
    : refuse('notPossible', `${replicas} is not a number of pods.`);
}
