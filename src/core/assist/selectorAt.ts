import type { Cluster, Namespace, Workload } from '../model/cluster';
import { matcherOf } from '../model/selector';
import type { YamlPath } from '../yaml/unit';
import { at, type Draft, draftSelector, namespacesMatching, workloadsInScope } from './scope';

/** What the selector around a path selects now. */
export type Selected =
  | { readonly type: 'workloads'; readonly workloads: readonly Workload[] }
  | { readonly type: 'namespaces'; readonly namespaces: readonly Namespace[] };

const namespaceFields = ['namespaceSelector', 'namespaces'];

/** What the innermost selector that a path is in selects; undefined outside of selectors. */
export function selectedAt(cluster: Cluster, draft: Draft, path: YamlPath): Selected | undefined {
  const index = path.findLastIndex(
    (step) => step === 'podSelector' || namespaceFields.includes(String(step)),
  );
  if (index < 0) return undefined;
  const selectorPath = path.slice(0, index + 1);
  const selector = draftSelector(at(draft.value, selectorPath));
  // `podSelector:` without a value selects everything, as `{}` does (S14).
  if (path[index] !== 'podSelector')
    return { type: 'namespaces', namespaces: namespacesMatching(cluster, selector) };
  const matches = matcherOf(selector);
  const workloads = workloadsInScope(cluster, draft, selectorPath).filter(({ labels }) => matches(labels));
  return { type: 'workloads', workloads };
}
