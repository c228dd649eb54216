import type { Policy } from '../policy/policy';
import { addDocument } from './addDocument';
import type { Draft } from './draft';

const newFile = 'policies.yaml';

/**
 * Adds a NetworkPolicy: behind the last policy of its namespace, else to the policies of the others where they have
 * a file of their own, else to the file of its namespace's workloads, else to a new file.
 */
export function addPolicy(draft: Draft, namespace: string, value: object): Draft {
  const { cluster, policies } = draft.reading.connectivity;
  return addDocument(draft, value, {
    behind: idsIn(policies, namespace),
    beside: [policiesByThemselves(draft), idsIn(cluster.workloads, namespace)],
    file: newFile,
  });
}

/** Adds a policy that stands in no namespace: behind the last of its kind, else beside the other policies. */
export function addTierPolicy(draft: Draft, value: object): Draft {
  const { policies, tierPolicies } = draft.reading.connectivity;
  return addDocument(draft, value, {
    behind: tierPolicies.map(({ id }) => id).filter((id) => draft.reading.resources.has(id)),
    beside: [policies.map(({ id }) => id)],
    file: newFile,
  });
}

interface Placed {
  readonly id: string;
  readonly namespace: string;
}

const idsIn = (objects: readonly Placed[], namespace: string): string[] =>
  objects.filter((object) => object.namespace === namespace).map(({ id }) => id);

/** The policies in files in which no workload stands. */
function policiesByThemselves({ reading }: Draft): string[] {
  const fileOf = (id: string) => reading.resources.get(id)?.file;
  const { cluster, policies } = reading.connectivity;
  const shared = new Set(cluster.workloads.map(({ id }) => fileOf(id)));
  return policies.flatMap(({ id }: Pick<Policy, 'id'>) => (shared.has(fileOf(id)) ? [] : [id]));
}
