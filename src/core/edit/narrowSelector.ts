import type { PodGroup } from '../evaluate/connectivity';
import type { LabelRequirement, LabelSelector } from '../model/selector';
import type { WorkloadEnd } from './flowEnd';
import { stablePairs } from './selectorFor';

type Label = readonly [key: string, value: string];

/** A label that all pods of a workload have, and none of the others. */
export function tellingLabel({ workload }: WorkloadEnd, others: readonly PodGroup[]): Label | undefined {
  return stablePairs(workload).find(([key, value]) => !others.some(({ labels }) => labels[key] === value));
}

/** What a selector selects and has a label, whatever there will be. */
export function withLabel(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  [key, value]: Label,
): LabelSelector {
  const isImplied = (each: LabelRequirement) =>
    each.key === key && (each.operator === 'In' || each.operator === 'NotIn');
  return {
    matchLabels: { ...matchLabels, [key]: value },
    matchExpressions: matchExpressions.filter((each) => !isImplied(each)),
  };
}

/** All else that a selector selects. */
export function withoutLabel(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  [key, value]: Label,
): LabelSelector {
  const ofKey = matchExpressions.filter((each) => each.key === key);
  const listed = ofKey.find(({ operator, values = [] }) => operator === 'In' && values.length > 1);
  const changed = listed ?? ofKey.find(({ operator }) => operator === 'NotIn');
  if (!changed) {
    const without = { key, operator: 'NotIn', values: [value] } as const;
    return { matchLabels, matchExpressions: [...matchExpressions, without] };
  }
  const { values = [] } = changed;
  const narrowed = listed ? values.filter((each) => each !== value) : [...values, value];
  return {
    matchLabels,
    matchExpressions: matchExpressions.map((each) =>
      each === changed ? { ...each, values: narrowed } : each,
    ),
  };
}
