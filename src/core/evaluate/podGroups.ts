import { parseAddress } from '../model/cidr';
import type { Cluster, Labels, Workload } from '../model/cluster';
import { type LabelUse, type PodSample, podSamples } from '../model/replicas';
import type { AddressPartition } from './addressPartition';
import type { PodGroup } from './connectivity';

/** A group of pods and the address classes that its known addresses lie in. */
export interface LocatedPodGroup {
  readonly group: PodGroup;
  readonly addressClasses: readonly number[];
}

/**
 * Groups the pods of each workload that no policy can tell apart: they agree in every label that a selector asks
 * for, as far as it asks, and their addresses lie in the same blocks. In the order of the workloads.
 */
export function buildPodGroups(
  cluster: Cluster,
  use: LabelUse,
  partition: AddressPartition,
): LocatedPodGroup[] {
  const groups: LocatedPodGroup[] = [];
  for (const workload of cluster.workloads) {
    const samples = podSamples(workload, use);
    const [only] = samples;
    if (samples.length === 1 && only) {
      const addressClasses = classesOf(only.addresses, partition);
      groups.push({ group: toGroup(groups.length, workload, samples), addressClasses });
      continue;
    }
    const byKey = new Map<string, { samples: PodSample[]; classes: readonly number[] }>();
    for (const sample of samples) {
      const classes = classesOf(sample.addresses, partition);
      const key = `${labelKey(sample.labels, use)}\n${classes.join()}`;
      const known = byKey.get(key);
      if (known) known.samples.push(sample);
      else byKey.set(key, { samples: [sample], classes });
    }
    for (const alike of byKey.values())
      groups.push({ group: toGroup(groups.length, workload, alike.samples), addressClasses: alike.classes });
  }
  return groups;
}

function toGroup(index: number, workload: Workload, samples: readonly PodSample[]): PodGroup {
  const [only] = samples;
  if (samples.length === 1 && only) {
    const { labels, addresses, count, hasSiblings } = only;
    return { type: 'pods', index, workload, labels, addresses, pods: count, hasSiblings };
  }
  return {
    type: 'pods',
    index,
    workload,
    labels: samples[0]?.labels ?? workload.labels,
    addresses: samples.flatMap(({ addresses }) => addresses),
    pods: samples.reduce((sum, { count }) => sum + count, 0),
    hasSiblings: samples.length > 1 || samples.some((sample) => sample.hasSiblings),
  };
}

/** What selectors can see of labels: keys that they ask for, and values that they name. */
function labelKey(labels: Labels, use: LabelUse): string {
  const seen: string[] = [];
  for (const [key, values] of use) {
    if (!Object.hasOwn(labels, key)) continue;
    const value = labels[key] ?? '';
    seen.push(values.has(value) ? JSON.stringify([key, value]) : JSON.stringify([key]));
  }
  return seen.join();
}

function classesOf(addresses: readonly string[], partition: AddressPartition): readonly number[] {
  if (addresses.length === 0) return [];
  const classes = new Set<number>();
  for (const text of addresses) {
    const address = parseAddress(text);
    if (address) classes.add(partition.locate(address));
  }
  return [...classes].toSorted((a, b) => a - b);
}
