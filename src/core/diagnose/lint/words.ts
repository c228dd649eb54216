import { someOf } from '../../edit/refusal';
import type { PodGroup } from '../../evaluate/connectivity';
import type { Workload } from '../../model/cluster';

/** `1 workload`, `3 workloads`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The workloads of pods, each once. */
export function workloadsOf(groups: readonly PodGroup[]): readonly Workload[] {
  return [...new Set(groups.map(({ workload }) => workload))];
}

/** `shop/api, shop/web and 4 more`. */
export function nameWorkloads(groups: readonly PodGroup[]): string {
  return someOf(workloadsOf(groups).map(({ namespace, name }) => `${namespace}/${name}`));
}

/** `shop/api`, `7 workloads (shop/api, shop/web, shop/db and 4 more)`. */
export function countWorkloads(groups: readonly PodGroup[]): string {
  const { length } = workloadsOf(groups);
  return length === 1 ? nameWorkloads(groups) : `${counted(length, 'workload')} (${nameWorkloads(groups)})`;
}

/** `a, b and c`, all of them. */
export function joinWords(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join();
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
