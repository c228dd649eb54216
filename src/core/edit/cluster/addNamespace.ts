import { addDocument } from '../addDocument';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseLabels, refuseName } from '../objectName';
import { refuse } from '../refusal';
import { toClusterPlan } from '../verify';

/** The file in which a cluster is designed where there is none yet. */
export const clusterFile = 'cluster.yaml';

/** Writes a Namespace: behind the last one, else beside the workloads, else into a new file. */
export function addNamespace(draft: Draft, { name, labels }: IntentOf<'addNamespace'>): Plan {
  const refusal = refuseName(name, 'namespace') ?? refuseLabels(labels);
  if (refusal) return refusal;
  if (draft.reading.resources.has(namespaceId(name)))
    return refuse('notPossible', `There is a namespace ${name} already: choose another name.`);
  const after = writeNamespace(draft, name, labels);
  const end = { action: 'newObject', summary: `new namespace ${name}` } as const;
  return toClusterPlan(draft, after, { label: `Add namespace ${name}`, ends: [end] });
}

/** Adds the document of a Namespace. */
export function writeNamespace(draft: Draft, name: string, labels: Readonly<Record<string, string>>): Draft {
  const { cluster } = draft.reading.connectivity;
  const metadata = { name, ...(Object.keys(labels).length > 0 && { labels: { ...labels } }) };
  return addDocument(
    draft,
    { apiVersion: 'v1', kind: 'Namespace', metadata },
    {
      behind: [...cluster.namespaces.keys()].map(namespaceId),
      beside: [cluster.workloads.map(({ id }) => id)],
      file: clusterFile,
    },
  );
}

/** The id of a namespace, as an object and as a node. */
export const namespaceId = (name: string): string => `Namespace/${name}`;
