import type { Cluster, Labels, Namespace, Workload } from '../model/cluster';
import { labelsOf, nameLabel } from '../model/labels';
import { buildLabelIndex } from '../model/labelIndex';
import { type LabelUse, labelUse, ordinalKeys, podSamples } from '../model/replicas';
import {
  describeSelector,
  isEmptySelector,
  type LabelRequirement,
  type LabelSelector,
  matcherOf,
  matchesSelector,
  requirementsOf,
  selectorKey,
} from '../model/selector';
import type { PodPeer, Policy } from './policy';
import { effectivePeers, podRequirements } from './selectors';

/** A selector that matches in more namespaces than this without finding a pod gets no inferred workloads. */
const maximumNamespaces = 3;

/**
 * Adds to the loaded cluster what its policies presume: the namespaces that they stand in (S26), and one inferred
 * workload for each selector, of subjects or peers, that matches nothing loaded. It stands in the policy's namespace
 * or, with a namespaceSelector, in each matching namespace where these are few, or in an inferred
 * namespace where there is none. Selectors that nothing can satisfy get none. Only loaded workloads count,
 * so the order of policies is irrelevant and an inferred workload gives way to a real one.
 */
export function inferWorkloads(cluster: Cluster, policies: readonly Policy[]): Cluster {
  const loaded = findLoaded(cluster, policies);
  const wanted = new Map<string, Workload>();
  const unmatched = new Map<string, PodPeer>();
  for (const policy of policies) {
    for (const presumed of loaded.presumedBy(policy)) {
      if (presumed.peer) unmatched.set(presumed.key, presumed.peer);
      for (const workload of presumed.workloads) wanted.set(workload.id, workload);
    }
  }
  const inferredNamespaces = inferNamespaces(unmatched, loaded.namespaces);
  for (const [key, peer] of unmatched) {
    const namespace = inferredNamespaces.get(key);
    const workload = namespace && inferWorkload(namespace.name, peer.podSelector);
    if (workload) wanted.set(workload.id, workload);
  }
  const inferred = [...wanted.values()].toSorted((a, b) => compareText(a.id, b.id));
  return loaded.with(inferred, new Set(inferredNamespaces.values()));
}

/** What a selector of a policy presumes beyond what is loaded. */
interface Presumed {
  readonly key: string;
  /** Where no namespace matches: the selector. */
  readonly peer?: PodPeer;
  readonly workloads: readonly Workload[];
}

/** A loaded cluster to which policies are held; what each presumes is worked out once. */
interface Loaded {
  /** The keys of the ordinals in use, and the namespaces that only policies mention: what it was made for. */
  readonly madeFor: string;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  presumedBy(policy: Policy): readonly Presumed[];
  /** The cluster with what is inferred; the same object as before where that is the same. */
  with(workloads: readonly Workload[], namespaces: ReadonlySet<Namespace>): Cluster;
}

const loadedClusters = new WeakMap<Cluster, Loaded>();

function findLoaded(cluster: Cluster, policies: readonly Policy[]): Loaded {
  const mentioned = new Set(policies.map(({ namespace }) => namespace));
  const used = [...mentioned]
    .filter((name) => name !== '' && !cluster.namespaces.has(name))
    .toSorted(compareText);
  const use = labelUse(
    policies.map((policy) => podRequirements(policy).filter(({ key }) => ordinalKeys.includes(key))),
  );
  const madeFor = JSON.stringify([used, [...use].map(([key, values]) => [key, ...values])]);
  let loaded = loadedClusters.get(cluster);
  if (loaded?.madeFor !== madeFor) loadedClusters.set(cluster, (loaded = load(cluster, madeFor, used, use)));
  return loaded;
}

function load(cluster: Cluster, madeFor: string, used: readonly string[], use: LabelUse): Loaded {
  const namespaces = new Map(cluster.namespaces);
  for (const name of used)
    namespaces.set(name, { name, labels: labelsOf([[nameLabel, name]]), origin: 'used' });
  const names = [...namespaces.keys()];
  const index = buildLabelIndex([...namespaces.values()].map(({ labels }) => labels));
  const pods = loadedPods(cluster, use);
  const presumed = new WeakMap<Policy, readonly Presumed[]>();
  const bySelector = new Map<string, Presumed>();
  let last: { readonly key: string; readonly cluster: Cluster } | undefined;

  const presumedBySelector = (namespace: string, peer: PodPeer): Presumed => {
    const own = peer.namespaceSelector ? `of ${selectorKey(peer.namespaceSelector)}` : `in ${namespace}`;
    const selector = `${own} ${selectorKey(peer.podSelector)}`;
    const found = bySelector.get(selector) ?? presume(namespace, peer);
    bySelector.set(selector, found);
    return found;
  };
  const presume = (namespace: string, peer: PodPeer): Presumed => {
    const key = describePeer(peer);
    const matching = peer.namespaceSelector
      ? index.find(peer.namespaceSelector).map((i) => names[i]!)
      : [namespace];
    if (matching.length === 0) return { key, peer, workloads: [] };
    const matches = matcherOf(peer.podSelector);
    const isMatched =
      matching.length > maximumNamespaces || matching.some((name) => (pods.get(name) ?? []).some(matches));
    const workloads = isMatched
      ? []
      : matching.flatMap((name) => inferWorkload(name, peer.podSelector) ?? []);
    return { key, workloads };
  };

  return {
    madeFor,
    namespaces,
    presumedBy(policy) {
      const found =
        presumed.get(policy) ??
        [...selectedPods(policy)]
          .map((peer) => presumedBySelector(policy.namespace, peer))
          .filter(({ peer, workloads }) => peer !== undefined || workloads.length > 0);
      presumed.set(policy, found);
      return found;
    },
    with(workloads, inferredNamespaces) {
      const key = JSON.stringify([workloads.map(({ id }) => id), [...inferredNamespaces]]);
      if (last?.key !== key) {
        const all = new Map(namespaces);
        for (const namespace of inferredNamespaces) all.set(namespace.name, namespace);
        last = {
          key,
          cluster: { ...cluster, namespaces: all, workloads: [...cluster.workloads, ...workloads] },
        };
      }
      return last.cluster;
    },
  };
}

/** The subject and the peers of a policy that are pods, alike. */
function* selectedPods(policy: Policy): Generator<PodPeer> {
  if (policy.kind === 'NetworkPolicy') yield { type: 'pods', podSelector: policy.podSelector };
  else yield { type: 'pods', ...policy.subject };
  for (const peer of effectivePeers(policy)) {
    if (peer.type === 'pods') yield peer;
  }
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
    const name = wanted[nameLabel] || describeCanonically(namespaceSelector) || 'any namespace';
    const namespace = byName.get(name) ?? {
      name,
      labels: labelsOf([...Object.entries(wanted), [nameLabel, name]]),
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
  const byKey = new Map<string, LabelRequirement[]>();
  for (const requirement of requirementsOf(selector)) {
    const known = byKey.get(requirement.key);
    if (known) known.push(requirement);
    else byKey.set(requirement.key, [requirement]);
  }
  const pairs: [string, string][] = [];
  for (const [key, requirements] of byKey) {
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
