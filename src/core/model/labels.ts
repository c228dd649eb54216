import type { Labels } from './cluster';

/** The label that every namespace has, with its name (S27). */
export const nameLabel = 'kubernetes.io/metadata.name';

/** Labels from pairs of key and value; keys are user text, so the object has no prototype. */
export function labelsOf(pairs: Iterable<readonly [key: string, value: string]>): Labels {
  const labels: Record<string, string> = Object.create(null);
  for (const [key, value] of pairs) labels[key] = value;
  return labels;
}
