import { labelsOf } from '../../model/labels';
import { addDocument } from '../addDocument';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseLabels, refuseName } from '../objectName';
import { metadataOf } from '../policyMetadata';
import { refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { clusterFile, namespaceId } from './addNamespace';
import { refuseReplicas } from './changeReplicas';
import { refusePorts } from './refusePorts';
import { workloadDocument } from './workloadDocument';

/** Writes a Deployment: behind the last workload of its namespace, else behind the Namespace, else into a new file. */
export function addWorkload(draft: Draft, intent: IntentOf<'addWorkload'>): Plan {
  const { namespace, name, ports, replicas } = intent;
  const labels = Object.keys(intent.labels).length > 0 ? intent.labels : labelsOf([['app', name]]);
  const refusal =
    refuseName(namespace, 'namespace') ??
    refuseName(name, 'object') ??
    refuseLabels(labels) ??
    refusePorts(ports) ??
    refuseReplicas(replicas ?? 1);
  if (refusal) return refusal;
  if (draft.reading.resources.has(`Deployment/${namespace}/${name}`))
    return refuse('notPossible', `There is a Deployment ${namespace}/${name} already: choose another name.`);
  const { cluster } = draft.reading.connectivity;
  const inside = cluster.workloads.filter((workload) => workload.namespace === namespace);
  const value = workloadDocument({ ...intent, ...metadataOf(draft, namespace, name), labels });
  const after = addDocument(draft, value, {
    behind: [namespaceId(namespace), ...inside.map(({ id }) => id)],
    beside: [cluster.workloads.map(({ id }) => id), [...cluster.namespaces.keys()].map(namespaceId)],
    file: clusterFile,
  });
  const end = { action: 'newObject', summary: `new Deployment ${namespace}/${name}` } as const;
  return toClusterPlan(draft, after, { label: `Add workload ${namespace}/${name}`, ends: [end] });
}
