import type { Cluster, Labels, Namespace, Workload } from '../model/cluster';
import { labelsOf } from '../model/labels';
import { collectLabelUse, type LabelUse, podSamples } from '../model/replicas';
import {
  describeSelector,
  isEmptySelector,
  type LabelRequirement,
  type LabelSelector,
  matcherOf,
  matchesSelector,
  requirementsOf,
} from '../model/selector';
import type { NetworkPolicy } from './policy';
import { effectivePeers, type PodPeer, podSelectors } from './selectors';

const metadataName = 'kubernetes.io/metadata.name';

/** A selector that matches in more namespaces than this without finding a pod gets no inferred workloads. */
const maximumNamespaces = 3;

/**
 * Adds to the loaded cluster what its policies presume: the namespaces that they stand in (S26), and one inferred
 * workload for each selector, of subjects or peers, that matches nothing loaded. It stands in the policy's namespace
 * or, for a peer with a namespaceSelector, in each matching namespace where these are few, or in an inferred
 * namespace where there is none. Selectors that nothing can satisfy get none. Only loaded workloads count,
 * so the order of policies is irrelevant and an inferred workload gives way to a real one.
 */
export function inferWorkloads(cluster: Cluster, policies: readonly NetworkPolicy[]): Cluster {
  const namespaces = withPolicyNamespaces(cluster.namespaces, policies);
  const loaded = loadedPods(cluster, collectLabelUse(podSelectors(policies)));
  const wanted = new Map<string, Workload>();
  const want = (namespace: string, selector: LabelSelector | undefined): void => {
    const workload = inferWorkload(namespace, selector);
    if (workload) wanted.set(workload.id, workload);
  };
  const hasMatch = (namespace: string, selector: LabelSelector | undefined): boolean =>
    (loaded.get(namespace) ?? []).some(matcherOf(selector));

  const unmatched = new Map<string, PodPeer>();
  for (const policy of policies) {
    if (!hasMatch(policy.namespace, policy.podSelector)) want(policy.namespace, policy.podSelector);
    for (const peer of effectivePeers(policy)) {
      if (peer.type !== 'pods') continue;
      const matching = peer.namespaceSelector
        ? namespacesMatching(peer.namespaceSelector, namespaces)
        : [{ name: policy.namespace }];
      if (matching.length === 0) unmatched.set(describePeer(peer), peer);
      if (matching.length > maximumNamespaces) continue;
      if (matching.some(({ name }) => hasMatch(name, peer.podSelector))) continue;
      for (const { name } of matching) want(name, peer.podSelector);
    }
  }
  const inferredNamespaces = inferNamespaces(unmatched, namespaces);
  for (const [key, peer] of unmatched) {
    const namespace = inferredNamespaces.get(key);
    if (namespace) want(namespace.name, peer.podSelector);
  }
  for (const namespace of inferredNamespaces.values()) namespaces.set(namespace.name, namespace);
  const inferred = [...wanted.values()].toSorted((a, b) => compareText(a.id, b.id));
  return { ...cluster, namespaces, workloads: [...cluster.workloads, ...inferred] };
}

function namespacesMatching(
  selector: LabelSelector,
  namespaces: ReadonlyMap<string, Namespace>,
): readonly Namespace[] {
  const matches = matcherOf(selector);
  return [...namespaces.values()].filter(({ labels }) => matches(labels));
}

function withPolicyNamespaces(
  declared: ReadonlyMap<string, Namespace>,
  policies: readonly NetworkPolicy[],
): Map<string, Namespace> {
  const namespaces = new Map(declared);
  for (const name of policies.map((policy) => policy.namespace).toSorted(compareText)) {
    if (!namespaces.has(name))
      namespaces.set(name, { name, labels: labelsOf([[metadataName, name]]), origin: 'used' });
  }
  return namespaces;
}

function loadedPods(cluster: Cluster, use: LabelUse): Map<string, Labels[]> {
  const pods = new Map<string, Labels[]>();
  for (const workload of cluster.workloads) {
    const labels = podSamples(workload, use).map((sample) => sample.labels);
    const known = pods.get(workload.namespace);
    if (known) known.push(...labels);
    else pods.set(workload.namespace, labels);
  }
  return pods;
}

function inferWorkload(namespace: string, selector: LabelSelector | undefined): Workload | undefined {
  const labels = satisfyingLabels(selector);
  if (!labels) return undefined;
  const name = isEmptySelector(selector) ? 'any pod' : describeCanonically(selector);
  return {
    id: `Inferred/${namespace}/${name}`,
    kind: 'Inferred',
    namespace,
    name,
    labels,
    ports: [],
    hostNetwork: false,
    pods: [{ labels, addresses: [] }],
    origin: 'inferred',
  };
}

/**
 * One namespace for each namespaceSelector without a match, by the key of the peer. Two that presume the same name
 * share one namespace with the labels of the first in the order of their texts.
 */
function inferNamespaces(
  peers: ReadonlyMap<string, PodPeer>,
  existing: ReadonlyMap<string, Namespace>,
): Map<string, Namespace> {
  const byName = new Map<string, Namespace>();
  const byPeer = new Map<string, Namespace>();
  for (const [key, { namespaceSelector }] of [...peers].toSorted(([a], [b]) => compareText(a, b))) {
    const wanted = satisfyingLabels(namespaceSelector);
    if (!wanted) continue;
    const name = wanted[metadataName] || describeCanonically(namespaceSelector);
    const namespace = byName.get(name) ?? {
      name,
      labels: labelsOf([...Object.entries(wanted), [metadataName, name]]),
      origin: 'inferred',
    };
    if (existing.has(name) || !matchesSelector(namespaceSelector, namespace.labels)) continue;
    byName.set(name, namespace);
    byPeer.set(key, namespace);
  }
  return byPeer;
}

/** The fewest labels that satisfy a selector; undefined: none can. */
function satisfyingLabels(selector: LabelSelector | undefined): Labels | undefined {
  const all = requirementsOf(selector);
  const pairs: [string, string][] = [];
  for (const key of new Set(all.map((requirement) => requirement.key))) {
    const requirements = all.filter((requirement) => requirement.key === key);
    const needed = requirements.some(({ operator }) => operator === 'In' || operator === 'Exists');
    if (needed) pairs.push([key, satisfyingValue(requirements)]);
  }
  const labels = labelsOf(pairs);
  return matchesSelector(selector, labels) ? labels : undefined;
}

/** A value that meets the requirements on one key, if there is any. */
function satisfyingValue(requirements: readonly LabelRequirement[]): string {
  const valuesOf = (operator: 'In' | 'NotIn'): (readonly string[])[] =>
    requirements.filter((requirement) => requirement.operator === operator).map(({ values = [] }) => values);
  const forbidden = new Set(valuesOf('NotIn').flat());
  const [first, ...others] = valuesOf('In');
  const candidates = first ?? ['', ...Array.from({ length: forbidden.size + 1 }, (_, i) => `any-${i}`)];
  const fits = (value: string): boolean =>
    !forbidden.has(value) && others.every((values) => values.includes(value));
  return candidates.find(fits) ?? '';
}

/** The same text for selectors that differ only in the order of their requirements. */
function describeCanonically(selector: LabelSelector | undefined): string {
  return requirementsOf(selector)
    .map((requirement) => describeSelector({ matchExpressions: [requirement] }))
    .toSorted(compareText)
    .join(', ');
}

function describePeer({ namespaceSelector, podSelector }: PodPeer): string {
  return JSON.stringify([describeCanonically(namespaceSelector), describeCanonically(podSelector)]);
}

/** Order by code units, independent of the locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
