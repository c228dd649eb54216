import type { LabelRequirement } from '../../model/selector';
import { itemsOf, isMapping, textAt, textOf, valueAt } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';

/** One requirement of a selector with its place in it. */
export interface PlacedRequirement extends LabelRequirement {
  readonly path: YamlPath;
  readonly values: readonly string[];
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** The requirements of a selector as it is written, valid ones only; an entry of matchLabels is `In` (S17). */
export function placedRequirements(selector: unknown): readonly PlacedRequirement[] {
  const labels = valueAt(selector, 'matchLabels');
  const entries = Object.entries(isMapping(labels) ? labels : {}).map(
    ([key, value]): PlacedRequirement => ({
      key,
      operator: 'In',
      values: [textOf(value) ?? ''],
      path: ['matchLabels', key],
    }),
  );
  const expressions = itemsOf(valueAt(selector, 'matchExpressions')).flatMap((item, index) => {
    const operator = operators.find((known) => known === textAt(item, 'operator'));
    const values = itemsOf(valueAt(item, 'values')).map((value) => textOf(value) ?? '');
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (!operator || needsValues !== values.length > 0) return [];
    return { key: textAt(item, 'key'), operator, values, path: ['matchExpressions', index] };
  });
  return [...entries, ...expressions];
}

/** Whether no object whatever can meet these requirements on one key. */
export function isUnsatisfiable(requirements: readonly LabelRequirement[]): boolean {
  const absent = requirements.some(({ operator }) => operator === 'DoesNotExist');
  const ins = requirements.filter(({ operator }) => operator === 'In');
  const needed = ins.length > 0 || requirements.some(({ operator }) => operator === 'Exists');
  if (absent) return needed;
  const forbidden = new Set(
    requirements.flatMap(({ operator, values = [] }) => (operator === 'NotIn' ? values : [])),
  );
  const [first] = ins;
  if (!first) return false;
  return !(first.values ?? []).some(
    (value) => !forbidden.has(value) && ins.every(({ values = [] }) => values.includes(value)),
  );
}

/** Whether every object that meets `others` meets the requirement, all on one key. */
export function isImplied(requirement: LabelRequirement, others: readonly LabelRequirement[]): boolean {
  const { operator, values = [] } = requirement;
  const ins = others.filter((other) => other.operator === 'In');
  const isThere = ins.length > 0 || others.some((other) => other.operator === 'Exists');
  const isAbsent = others.some((other) => other.operator === 'DoesNotExist');
  switch (operator) {
    case 'Exists':
      return isThere;
    case 'DoesNotExist':
      return isAbsent;
    case 'In':
      return ins.some((other) => (other.values ?? []).every((value) => values.includes(value)));
    case 'NotIn':
      return (
        isAbsent ||
        ins.some((other) => !(other.values ?? []).some((value) => values.includes(value))) ||
        others.some((other) => other.operator === 'NotIn' && values.every((v) => other.values?.includes(v)))
      );
  }
}
