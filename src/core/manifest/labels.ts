import type { Labels } from '../model/cluster';
import type { YamlPath } from '../yaml/unit';
import { typeProblem, type Problem } from './problem';
import { isMapping, textOf, valueAt } from './value';

/** Labels without any: frozen, so that it can be shared. */
const noLabels: Labels = Object.freeze(Object.create(null) as Record<string, string>);

/**
 * The map of strings under a path of an object: labels, or a Service's selector.
 * A null value is the empty string, as the API decodes it (V44). What is not a string is reported (V43)
 * and read as it is written; what cannot be read is left out.
 */
export function readLabels(
  object: unknown,
  path: readonly string[],
  struct: string,
  problems: Problem[],
): Labels {
  const value = valueAt(object, ...path);
  if (value === undefined) return noLabels;
  if (!isMapping(value)) {
    problems.push(typeProblem({ path, value, struct, type: 'map[string]string' }));
    return noLabels;
  }
  const labels: Record<string, string> = Object.create(null);
  for (const [key, written] of Object.entries(value)) {
    if (written !== null && typeof written !== 'string') {
      const at: YamlPath = [...path, key];
      problems.push(typeProblem({ path: at, field: path, value: written, struct, type: 'string' }));
    }
    const text = written === null ? '' : textOf(written);
    if (text !== undefined) labels[key] = text;
  }
  return labels;
}

/** All labels of the sets together; the last one wins. */
export function joinLabels(...sets: readonly Readonly<Record<string, string>>[]): Labels {
  return Object.assign(Object.create(null) as Record<string, string>, ...sets);
}

/** Whether every label of `part` stands in `labels`. */
export function includesLabels(labels: Labels, part: Labels): boolean {
  return Object.entries(part).every(([key, value]) => labels[key] === value);
}
