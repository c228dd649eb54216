import { isMapping, valueAt } from '../../manifest/value';
import { setKey } from '../../yaml/setKey';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseLabels } from '../objectName';
import { isRefusal, refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { mapEdits } from '../writeMap';
import { editObjects, writtenObjects, type ObjectEdit, type WrittenObject } from '../writtenObjects';
import { writeNamespace } from './addNamespace';
import { changedWorkload, workloadObject, type StandingWorkload } from './workloadObject';

type Labels = Readonly<Record<string, string>>;

/**
 * Makes the labels of a workload's pods, or of a namespace, others. The selector of the controller follows, as it
 * must select its pods; selectors of Services and policies stay. The plan states what opens and closes.
 */
export function changeLabels(draft: Draft, { subject, labels }: IntentOf<'changeLabels'>): Plan {
  const refusal = refuseLabels(labels);
  if (refusal) return refusal;
  const [, namespace] = /^Namespace\/(.*)$/s.exec(subject) ?? [];
  return namespace === undefined
    ? changeWorkloadLabels(draft, subject, labels)
    : changeNamespaceLabels(draft, namespace, labels);
}

function changeNamespaceLabels(draft: Draft, namespace: string, labels: Labels): Plan {
  const object = writtenObjects(draft, namespace).find(
    ({ kind, name }) => kind === 'Namespace' && name === namespace,
  );
  if (!object && !draft.reading.connectivity.cluster.namespaces.has(namespace))
    return refuse('staleText', `The namespace ${namespace} is not in the text any more.`);
  const after = object
    ? editObjects(draft, [
        [object, mapEdits(valueAt(object.value, 'metadata', 'labels'), ['metadata'], 'labels', labels)],
      ])
    : writeNamespace(draft, namespace, labels);
  if (isRefusal(after)) return after;
  return planOf(draft, after, `namespace ${namespace}`);
}

function changeWorkloadLabels(draft: Draft, id: string, labels: Labels): Plan {
  const standing = workloadObject(draft, id);
  if (isRefusal(standing)) return standing;
  if (Object.keys(labels).length === 0)
    return refuse('notPossible', `${standing.title} needs a label: nothing could select its pods.`);
  const edited = editObjects(draft, [[standing.object, labelEdits(standing, labels)]]);
  if (edited === draft) return refuse('alreadySo', `${standing.title} has these labels already.`);
  const after = changedWorkload(edited, standing, (workload) =>
    workload.pods.every((pod) => Object.entries(labels).every(([key, value]) => pod.labels[key] === value)),
  );
  return isRefusal(after) ? after : planOf(draft, after, standing.title);
}

function planOf(draft: Draft, after: Draft, title: string): Plan {
  if (after === draft) return refuse('alreadySo', `The labels of ${title} are these already.`);
  const end = { action: 'editObject', summary: `labels of ${title} changed` } as const;
  return toClusterPlan(draft, after, { label: `Change labels of ${title}`, ends: [end] });
}

function labelEdits({ object, template }: StandingWorkload, labels: Labels): ObjectEdit[] {
  const path = [...template, 'metadata'];
  const old = valueAt(object.value, ...path.map(String), 'labels');
  return [...mapEdits(old, path, 'labels', labels), ...selectorEdits(object, labels)];
}

/** The labels that the controller's selector names get their new values; of none that stay it names all. */
function selectorEdits(object: WrittenObject, labels: Labels): ObjectEdit[] {
  const selector = valueAt(object.value, 'spec', 'selector');
  if (!isMapping(selector)) return [];
  // A ReplicationController and a DeploymentConfig write the labels without matchLabels.
  const isPlain = !isMapping(selector.matchLabels) && !Array.isArray(selector.matchExpressions);
  const named = isPlain ? selector : selector.matchLabels;
  if (!isMapping(named)) return [];
  const kept = Object.keys(named).filter((key) => Object.hasOwn(labels, key));
  const wanted = kept.length > 0 ? Object.fromEntries(kept.map((key) => [key, labels[key] ?? ''])) : labels;
  if (isPlain && kept.length === 0)
    return [(text, path) => setKey(text, [...path, 'spec'], 'selector', { ...labels })];
  return isPlain
    ? mapEdits(named, ['spec'], 'selector', wanted)
    : mapEdits(named, ['spec', 'selector'], 'matchLabels', wanted);
}
