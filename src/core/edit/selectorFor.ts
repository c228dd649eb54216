import type { Connectivity } from '../evaluate/connectivity';
import type { Labels, Workload } from '../model/cluster';
import { labelsOf } from '../model/labels';
import type { LabelSelector } from '../model/selector';
import { groupBy } from '../model/groupBy';

/** Labels that select a workload and no other one of its namespace; or the workloads that have all its labels too. */
export type SelectorChoice =
  | { readonly type: 'labels'; readonly labels: Labels }
  | { readonly type: 'shared'; readonly sharedWith: readonly Workload[] };

/** Best first: what a label of this key says stays the same as long as the workload does. */
const preferredKeys = [
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'name',
  'app.kubernetes.io/component',
  'component',
  'role',
  'tier',
  'app.kubernetes.io/instance',
];

/** These change with a release or say nothing about the workload: only where nothing else tells it apart. */
const passingKeys = new Set([
  'version',
  'app.kubernetes.io/version',
  'helm.sh/chart',
  'chart',
  'app.kubernetes.io/managed-by',
  'heritage',
  'job-name',
  'batch.kubernetes.io/job-name',
]);

/** Values that a controller makes up, or that only one pod of the workload has (S92). */
const generatedKeys = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
]);

type Pair = readonly [key: string, value: string];

/**
 * The fewest stable labels that single out a workload in its namespace. Of as few those by which a policy singles it
 * out already, so that the new rule reads like its neighbours. An inferred workload is what its
 * labels select, so those are taken as they are.
 */
export function selectorFor(workload: Workload, connectivity: Connectivity): SelectorChoice {
  const { neighbours, usedLabels: used } = surroundingsOf(connectivity);
  const others = (neighbours.get(workload.namespace) ?? []).filter(({ id }) => id !== workload.id);
  const loaded = others.filter(({ origin }) => origin === 'loaded');
  if (workload.origin === 'inferred') {
    const sharedWith = loaded.filter((other) => hasPodWith(other, workload.labels));
    return sharedWith.length > 0
      ? { type: 'shared', sharedWith }
      : { type: 'labels', labels: workload.labels };
  }
  const stable = stablePairs(workload);
  const lasting = stable.filter(([key]) => !passingKeys.has(key));
  const usedLabels = lasting
    .flatMap((pair) => used.get(nameOf(pair)) ?? [])
    .filter((labels) => isMadeOf(labels, lasting))
    .toSorted((a, b) => size(a) - size(b));
  // Selectors do not reach host-network pods anyway (S32), and inferred pods may never exist: told apart if possible.
  const reachable = loaded.filter((other) => !other.hostNetwork);
  for (const rivals of [others, loaded, reachable]) {
    const isUnique = (labels: Labels) => !rivals.some((rival) => hasPodWith(rival, labels));
    // What passes stands beside what lasts: not `version: v1` alone.
    const isRooted = (labels: Labels) =>
      (lasting[0] === undefined || lasting[0][0] in labels) && isUnique(labels);
    const fewest = fewestLabels(lasting, isUnique) ?? fewestLabels(stable, isRooted);
    const usual = usedLabels.find(isUnique);
    const labels = usual && (!fewest || size(usual) <= size(fewest)) ? usual : fewest;
    if (labels) return { type: 'labels', labels };
  }
  const all = labelsOf(stable);
  return { type: 'shared', sharedWith: reachable.filter((other) => hasPodWith(other, all)) };
}

/** The labels that all pods of the workload have and keep, best first. */
export function stablePairs(workload: Workload): Pair[] {
  const common = Object.entries(workload.pods[0]?.labels ?? workload.labels).filter(
    ([key, value]) => !generatedKeys.has(key) && workload.pods.every(({ labels }) => labels[key] === value),
  );
  return common.toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(key: string): number {
  if (passingKeys.has(key)) return preferredKeys.length + 1;
  const place = preferredKeys.indexOf(key);
  return place < 0 ? preferredKeys.length : place;
}

/** What stands around a workload that is to be told apart. */
interface Surroundings {
  /** The workloads by their namespaces. */
  readonly neighbours: ReadonlyMap<string, readonly Workload[]>;
  /** The selectors of all policies that consist of labels alone, by the first of these. */
  readonly usedLabels: ReadonlyMap<string, readonly Labels[]>;
}

const known = new WeakMap<Connectivity, Surroundings>();

function surroundingsOf(connectivity: Connectivity): Surroundings {
  const old = known.get(connectivity);
  if (old) return old;
  const { cluster, policies } = connectivity;
  const used = policies.flatMap((policy) => [...namedLabels(policy)]);
  const distinct = new Map(used.map((labels) => [JSON.stringify(Object.entries(labels)), labels]));
  const usedLabels = groupBy([...distinct.values()], (labels) =>
    Object.entries(labels).slice(0, 1).map(nameOf).join(),
  );
  const surroundings = { neighbours: groupBy(cluster.workloads, ({ namespace }) => namespace), usedLabels };
  known.set(connectivity, surroundings);
  return surroundings;
}

const nameOf = (pair: Pair): string => JSON.stringify(pair);

/** The selectors of a policy that consist of labels alone. */
function* namedLabels(policy: Connectivity['policies'][number]): Iterable<Labels> {
  const selectors: (LabelSelector | undefined)[] = [policy.podSelector];
  for (const rule of [...policy.ingress, ...policy.egress]) {
    for (const peer of rule.peers ?? []) if (peer.type === 'pods') selectors.push(peer.podSelector);
  }
  for (const selector of selectors) {
    const { matchLabels, matchExpressions = [] } = selector ?? {};
    if (matchLabels && size(matchLabels) > 0 && matchExpressions.length === 0) yield matchLabels;
  }
}

function fewestLabels(pairs: readonly Pair[], isUnique: (labels: Labels) => boolean): Labels | undefined {
  if (pairs.length === 0 || !isUnique(labelsOf(pairs))) return undefined;
  for (let count = 1; count <= 3; count++) {
    for (const some of combinations(pairs, count)) {
      const labels = labelsOf(some);
      if (isUnique(labels)) return labels;
    }
  }
  // More than three are needed: leave out what is not, worst first.
  let needed = pairs;
  for (const pair of pairs.toReversed()) {
    const fewer = needed.filter((other) => other !== pair);
    if (isUnique(labelsOf(fewer))) needed = fewer;
  }
  return labelsOf(needed);
}

function* combinations(pairs: readonly Pair[], count: number): Iterable<readonly Pair[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (const [index, pair] of pairs.entries()) {
    for (const rest of combinations(pairs.slice(index + 1), count - 1)) yield [pair, ...rest];
  }
}

function hasPodWith(workload: Workload, labels: Labels): boolean {
  const pairs = Object.entries(labels);
  return workload.pods.some((pod) => pairs.every(([key, value]) => pod.labels[key] === value));
}

function isMadeOf(labels: Labels, pairs: readonly Pair[]): boolean {
  return Object.entries(labels).every(([key, value]) => pairs.some(([k, v]) => k === key && v === value));
}

const size = (labels: Labels): number => Object.keys(labels).length;
