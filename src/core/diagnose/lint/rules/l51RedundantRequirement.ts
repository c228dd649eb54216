import type { YamlPath } from '../../../yaml/unit';
import type { FixStep } from '../../fixes/fix';
import { isImplied, isUnsatisfiable, placedRequirements } from '../requirements';
import type { Rule } from '../rule';
import { counted } from '../words';
import { hasKey, selectorsOf } from '../written';
import { itemsOf, valueAt } from '../../../manifest/value';

export const redundantRequirement: Rule = {
  code: 'L51',
  title: 'a requirement that says nothing new',
  why: 'The selector can be written shorter with the same meaning.',
  severity: 'info',
  needs: 'policy',
  about: 'written',
  *check(written) {
    const single: Single[] = [];
    for (const { value, path } of selectorsOf(written)) {
      const requirements = placedRequirements(value);
      for (const [index, requirement] of requirements.entries()) {
        if (requirement.path[0] === 'matchLabels') continue;
        const { key, operator, values } = requirement;
        const others = requirements.filter((other, i) => i !== index && other.key === key);
        if (isUnsatisfiable([...others, requirement])) continue; // L50
        // Of two equal ones, the later one is told.
        const before = others.filter(
          (other) => requirements.indexOf(other) < index || !isImplied(other, [requirement]),
        );
        const at = [...path, ...requirement.path];
        const remove = { type: 'remove', path: at } as const;
        if (isImplied(requirement, before)) {
          yield {
            path: at,
            message: `The other requirements on ${key} imply this one.`,
            fixes: [{ title: 'Remove the requirement', steps: [remove] }],
          };
        } else if (operator === 'In' && values.length === 1 && !hasKey(valueAt(value, 'matchLabels'), key)) {
          const isOnly = itemsOf(valueAt(value, 'matchExpressions')).length === 1;
          single.push({ path, at, key, value: values[0] ?? '', isOnly });
        }
      }
    }
    const [first] = single;
    if (!first) return;
    // From the end on, so that each place still stands where it was found.
    const steps = single.toReversed().flatMap(({ path, at, key, value, isOnly }): FixStep[] => [
      { type: 'remove', path: isOnly ? at.slice(0, -1) : at },
      { type: 'set', path: [...path, 'matchLabels'], key, value },
    ]);
    const one = `In with one value is the same as ${first.key}: ${first.value} under matchLabels`;
    yield {
      path: first.at,
      message:
        single.length === 1
          ? `${one}.`
          : `${one}, here and in ${counted(single.length - 1, 'more place')} of this policy.`,
      fixes: [{ title: 'Write it under matchLabels', steps }],
    };
  },
};

/** An In with one value. */
interface Single {
  readonly path: YamlPath;
  readonly at: YamlPath;
  readonly key: string;
  readonly value: string;
  /** There is no other expression. */
  readonly isOnly: boolean;
}
