import { isMapping, textOf, valueAt } from '../../manifest/value';
import type { Labels } from '../../model/cluster';
import { matcherOf } from '../../model/selector';
import type { Facts } from './facts';
import type { Unmatched } from './unmatched';

/** Where labels stand that a selector matches but that pods do not carry. */
interface ForeignLabels {
  /** `the Deployment api`, `the selector of the Service api`. */
  readonly owner: string;
  /** The labels that the pods have instead. */
  readonly pods: Labels;
}

/** The workload or Service of the namespaces whose own labels an unmatched selector has taken for those of pods (S91). */
export function foreignLabels(facts: Facts, unmatched: Unmatched): ForeignLabels | undefined {
  const matches = matcherOf(unmatched.selector);
  for (const { workload } of unmatched.groups) {
    const labels = labelsIn(valueAt(facts.sources.valueOf(workload.id), 'metadata', 'labels'));
    if (matches(labels)) return { owner: `the ${workload.kind} ${workload.name}`, pods: workload.labels };
  }
  for (const service of unmatched.namespaces.flatMap((namespace) => facts.servicesIn(namespace))) {
    if (!service.selector) continue;
    const selects = matcherOf({ matchLabels: service.selector });
    const pods = unmatched.groups.filter((group) => selects(group.labels));
    if (pods.length === 0) continue; // the pods of the Service are not loaded
    const labels = labelsIn(valueAt(facts.sources.valueOf(service.id), 'metadata', 'labels'));
    if (matches(labels)) return { owner: `the Service ${service.name}`, pods: service.selector };
  }
  return undefined;
}

function labelsIn(value: unknown): Labels {
  const labels: Record<string, string> = Object.create(null);
  for (const [key, label] of Object.entries(isMapping(value) ? value : {})) labels[key] = textOf(label) ?? '';
  return labels;
}
