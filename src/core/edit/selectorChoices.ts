import type { Connectivity } from '../evaluate/connectivity';
import type { Labels } from '../model/cluster';
import { labelsOf } from '../model/labels';
import { describeSelector, matchesSelector } from '../model/selector';
import { workloadTitles } from '../model/titles';
import { refuse, type Refusal } from './refusal';
import { selectorFor, stablePairs } from './selectorFor';

/** Labels by which a workload could be selected. */
export interface SelectorCandidate {
  readonly labels: Labels;
  /** `app=db, tier=data`. */
  readonly title: string;
  /** How many workloads of the namespace they match now. */
  readonly matches: number;
  /** Titles of the others among them: the flow would be theirs too. */
  readonly others: readonly string[];
}

/**
 * The labels by which a workload can be selected in its namespace: the fewest that single it out first, then each
 * label alone and all together.
 */
export function selectorChoicesOf(
  connectivity: Connectivity,
  workloadId: string,
): readonly SelectorCandidate[] | Refusal {
  const { cluster } = connectivity;
  const workload = cluster.workloads.find(({ id }) => id === workloadId);
  if (!workload) return refuse('staleText', `${workloadId} is not in the text any more.`);
  const best = selectorFor(workload, connectivity);
  const pairs = stablePairs(workload);
  const all: Labels[] = [
    ...(best.type === 'labels' ? [best.labels] : []),
    ...pairs.map((pair) => labelsOf([pair])),
    ...(pairs.length > 1 ? [labelsOf(pairs)] : []),
  ];
  const titles = workloadTitles(cluster);
  const neighbours = cluster.workloads.filter(({ namespace }) => namespace === workload.namespace);
  const candidates = new Map<string, SelectorCandidate>();
  for (const labels of all) {
    const title = describeSelector({ matchLabels: labels });
    if (candidates.has(title)) continue;
    const matching = neighbours.filter(({ pods }) =>
      pods.some((pod) => matchesSelector({ matchLabels: labels }, pod.labels)),
    );
    const others = matching.filter(({ id }) => id !== workloadId).map(({ id }) => titles.get(id) ?? id);
    candidates.set(title, { labels, title, matches: matching.length, others });
  }
  return [...candidates.values()];
}
