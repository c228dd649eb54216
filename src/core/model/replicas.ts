import type { Pod, Workload } from './cluster';
import { type LabelRequirement, type LabelSelector, requirementsOf } from './selector';

/** Which label keys selectors ask for, and with which values: all else about labels is irrelevant. */
export type LabelUse = ReadonlyMap<string, ReadonlySet<string>>;

/** A pod of a workload that stands for those just like it. */
export interface PodSample extends Pod {
  /** How many are known; at least 1. */
  readonly count: number;
  /** Whether a second pod just like it can exist (S93). */
  readonly hasSiblings: boolean;
}

const podNameKey = 'statefulset.kubernetes.io/pod-name';
const podIndexKey = 'apps.kubernetes.io/pod-index';

/** The labels that the pods of a StatefulSet get by their ordinals (S92). */
export const ordinalKeys: readonly string[] = [podNameKey, podIndexKey];

/** Collects the keys and values that selectors compare with. */
export function collectLabelUse(selectors: Iterable<LabelSelector | undefined>): LabelUse {
  return labelUse(Array.from(selectors, requirementsOf));
}

/** The keys and values that lists of requirements compare with. */
export function labelUse(lists: Iterable<readonly LabelRequirement[]>): LabelUse {
  const use = new Map<string, Set<string>>();
  for (const requirements of lists) {
    for (const { key, values = [] } of requirements) {
      let known = use.get(key);
      if (!known) use.set(key, (known = new Set()));
      for (const value of values) known.add(value);
    }
  }
  return use;
}

/**
 * The pods of a workload as far as selectors can tell them apart. A StatefulSet that is known by its template
 * alone becomes one sample for each ordinal that a selector names, and one for the rest (S92).
 */
export function podSamples(workload: Workload, use: LabelUse): readonly PodSample[] {
  const [template] = workload.pods;
  if (workload.pods.length > 1 || !template)
    return workload.pods.map((pod) => ({ ...pod, count: 1, hasSiblings: false }));
  const count = Math.max(1, workload.replicas ?? 1);
  const named = namedOrdinals(workload, use, count);
  if (!named || Object.hasOwn(template.labels, podNameKey)) {
    const hasSiblings = workload.kind !== 'Pod' && workload.replicas !== 1;
    return [{ labels: template.labels, addresses: template.addresses, count, hasSiblings }];
  }
  const samples = named.map((ordinal) => ordinalSample(workload, template, ordinal, 1));
  let other = workload.firstOrdinal ?? 0;
  while (named.includes(other)) other++;
  if (named.length < count) samples.push(ordinalSample(workload, template, other, count - named.length));
  return samples;
}

/** The ordinals that selectors name, ascending; undefined: no selector asks for the ordinal. */
function namedOrdinals(workload: Workload, use: LabelUse, count: number): number[] | undefined {
  if (workload.kind !== 'StatefulSet' || (!use.has(podNameKey) && !use.has(podIndexKey))) return undefined;
  const prefix = `${workload.name}-`;
  const names = [...(use.get(podNameKey) ?? [])].filter((name) => name.startsWith(prefix));
  const indices = [...names.map((name) => name.slice(prefix.length)), ...(use.get(podIndexKey) ?? [])];
  const ordinals = indices.filter((index) => /^(0|[1-9]\d*)$/.test(index)).map(Number);
  const first = workload.firstOrdinal ?? 0;
  return [...new Set(ordinals)]
    .filter((ordinal) => ordinal >= first && ordinal < first + count)
    .toSorted((a, b) => a - b);
}

function ordinalSample(workload: Workload, template: Pod, ordinal: number, count: number): PodSample {
  const labels: Record<string, string> = Object.assign(Object.create(null), template.labels);
  labels[podNameKey] = `${workload.name}-${ordinal}`;
  labels[podIndexKey] = `${ordinal}`;
  return { labels, addresses: template.addresses, count, hasSiblings: count > 1 };
}
