import type { Fields } from '../yaml/plain';

/** Fields as they are written down in code; `all`: everything below. */
export interface FieldNames {
  readonly [key: string]: FieldNames | 'all';
}

export function toFields(names: FieldNames): Fields {
  return new Map(
    Object.entries(names).map(([key, below]) => [key, below === 'all' ? below : toFields(below)]),
  );
}

/** All of each of the fields. */
export function all(...keys: readonly string[]): FieldNames {
  return Object.fromEntries(keys.map((key) => [key, 'all']));
}

/** The fields of pods below where controllers have their templates. */
export function inTemplates(pod: FieldNames): FieldNames {
  return { template: pod, jobTemplate: { spec: { template: pod } } };
}
