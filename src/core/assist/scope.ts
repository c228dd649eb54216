import { itemsOf, isMapping, textOf, valueAt } from '../manifest/value';
import type { Cluster, Namespace, Workload } from '../model/cluster';
import { type LabelRequirement, type LabelSelector, matcherOf } from '../model/selector';
import type { YamlPath } from '../yaml/unit';

/** A policy that is being written, as far as it can be read. */
export interface Draft {
  readonly kind: string | undefined;
  /** Its own namespace; `default` where none is written. */
  readonly namespace: string;
  readonly value: unknown;
}

/** A policy by its parsed text, whatever that holds. */
export function readDraft(value: unknown): Draft {
  return {
    kind: textOf(valueAt(value, 'kind')),
    namespace: textOf(valueAt(value, 'metadata', 'namespace')) ?? 'default',
    value,
  };
}

const operators: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** What of a half-written selector can be read; undefined where no selector stands. */
export function draftSelector(value: unknown): LabelSelector | undefined {
  if (!isMapping(value)) return undefined;
  const labels = valueAt(value, 'matchLabels');
  const pairs = isMapping(labels) ? Object.entries(labels) : [];
  return {
    matchExpressions: [
      ...pairs.flatMap(([key, item]): LabelRequirement[] => {
        const text = textOf(item);
        return text === undefined ? [] : [{ key, operator: 'In', values: [text] }];
      }),
      ...itemsOf(valueAt(value, 'matchExpressions')).flatMap(draftRequirement),
    ],
  };
}

function draftRequirement(value: unknown): LabelRequirement[] {
  const key = textOf(valueAt(value, 'key'));
  const operator = textOf(valueAt(value, 'operator')) ?? '';
  if (key === undefined || !operators.includes(operator)) return [];
  const values = itemsOf(valueAt(value, 'values')).flatMap((item) => textOf(item) ?? []);
  if (operator === 'In' && values.length === 0) return [];
  return [{ key, operator: operator as LabelRequirement['operator'], values }];
}

/** The value at a path; a cursor's marker or a broken part reads as nothing. */
export function at(value: unknown, path: YamlPath): unknown {
  let current = value;
  for (const step of path) {
    current = typeof step === 'number' ? itemsOf(current)[step] : valueAt(current, step);
  }
  return current;
}

const loadedFirst = (a: { origin: string }, b: { origin: string }) =>
  Number(b.origin === 'loaded') - Number(a.origin === 'loaded');

/** The namespaces that a selector selects, those of the manifests first. */
export function namespacesMatching(
  cluster: Cluster,
  selector: LabelSelector | undefined,
): readonly Namespace[] {
  const matches = matcherOf(selector);
  return [...cluster.namespaces.values()]
    .filter(({ labels, origin }) => origin !== 'inferred' && matches(labels))
    .toSorted(loadedFirst);
}

/**
 * The workloads whose pods the selector at a path is about: those of the policy's own namespace, or of the
 * namespaces that the namespaceSelector beside it selects. The selector itself does not narrow them.
 */
export function workloadsInScope(
  cluster: Cluster,
  draft: Draft,
  selectorPath: YamlPath,
): readonly Workload[] {
  const holder = at(draft.value, selectorPath.slice(0, -1));
  const beside = draftSelector(valueAt(holder, 'namespaceSelector'));
  const isSubject = selectorPath.length === 2;
  const isNamespaced = draft.kind === 'NetworkPolicy' || draft.kind === undefined;
  const names =
    isNamespaced && (isSubject || !beside)
      ? new Set([draft.namespace])
      : new Set(namespacesMatching(cluster, beside).map(({ name }) => name));
  return loadedWorkloads(cluster).filter(({ namespace }) => names.has(namespace));
}

export function loadedWorkloads({ workloads }: Cluster): readonly Workload[] {
  return workloads.filter(({ origin }) => origin === 'loaded');
}

/** The workloads that a peer or a subject of a policy selects; undefined where it is about something else. */
export function workloadsOfPeer(
  cluster: Cluster,
  draft: Draft,
  path: YamlPath,
): readonly Workload[] | undefined {
  const value = at(draft.value, path);
  if (!isMapping(value)) return undefined;
  const inside = isMapping(value['pods']) ? ['pods'] : [];
  const namespaces = draftSelector(value['namespaces']);
  if (namespaces) {
    const names = new Set(namespacesMatching(cluster, namespaces).map(({ name }) => name));
    return loadedWorkloads(cluster).filter(({ namespace }) => names.has(namespace));
  }
  const holder = at(value, inside);
  if (!isMapping(holder) || (!holder['podSelector'] && !holder['namespaceSelector'])) return undefined;
  const matches = matcherOf(draftSelector(holder['podSelector']));
  return workloadsInScope(cluster, draft, [...path, ...inside, 'podSelector']).filter(({ labels }) =>
    matches(labels),
  );
}

/** The workloads at whose ports a rule of a policy ends: its subjects for ingress, its peers for egress. */
export function destinationsOf(cluster: Cluster, draft: Draft, path: YamlPath): readonly Workload[] {
  const [spec, direction, rule] = path;
  const subjects = (): readonly Workload[] => {
    if (draft.kind !== 'NetworkPolicy') return workloadsOfPeer(cluster, draft, ['spec', 'subject']) ?? [];
    const matches = matcherOf(draftSelector(at(draft.value, ['spec', 'podSelector'])));
    return workloadsInScope(cluster, draft, ['spec', 'podSelector']).filter(({ labels }) => matches(labels));
  };
  if (spec !== 'spec' || typeof rule !== 'number') return loadedWorkloads(cluster);
  if (direction === 'ingress') return subjects();
  const peers = itemsOf(at(draft.value, ['spec', 'egress', rule, 'to']));
  if (peers.length === 0) return loadedWorkloads(cluster);
  return peers.flatMap(
    (_, index) => workloadsOfPeer(cluster, draft, ['spec', 'egress', rule, 'to', index]) ?? [],
  );
}
