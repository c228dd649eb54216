import { setKey } from '../../yaml/setKey';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseName } from '../objectName';
import { isRefusal, refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { editObjects } from '../writtenObjects';
import { workloadObject } from './workloadObject';

/** Gives a workload another name, and nothing else: its labels, and with them what selects it, stay. */
export function renameWorkload(draft: Draft, { workload: id, name }: IntentOf<'renameWorkload'>): Plan {
  const standing = workloadObject(draft, id);
  if (isRefusal(standing)) return standing;
  const { workload, title, object } = standing;
  if (name === workload.name) return refuse('alreadySo', `${title} is called ${name} already.`);
  const refusal = refuseName(name, 'object');
  if (refusal) return refusal;
  const newId = `${workload.kind}/${workload.namespace}/${name}`;
  if (draft.reading.resources.has(newId))
    return refuse('notPossible', `There is a ${workload.kind} ${name} already: choose another name.`);
  const after = editObjects(draft, [
    [object, [(text, path) => setKey(text, [...path, 'metadata'], 'name', name)]],
  ]);
  if (isRefusal(after)) return after;
  if (!after.reading.connectivity.cluster.workloads.some((known) => known.id === newId))
    return refuse('notPossible', `The pods of ${title} name it as their owner: rename it there.`);
  const end = { action: 'editObject', summary: `${title} becomes ${workload.namespace}/${name}` } as const;
  const label = `Rename ${title} to ${workload.namespace}/${name}`;
  return toClusterPlan(draft, after, { label, ends: [end] }, new Map([[id, newId]]));
}
