import type { LabelRequirement, LabelSelector } from '../model/selector';

/** A label selector as the API takes it, where null always means "not set". */
export interface WrittenSelector {
  readonly matchLabels?: Readonly<Record<string, string | null>> | null;
  readonly matchExpressions?: readonly WrittenRequirement[] | null;
}

interface WrittenRequirement {
  readonly key: string;
  readonly operator: LabelRequirement['operator'];
  readonly values?: readonly (string | null)[] | null;
}

/** The selector in the form that is evaluated; none is the empty one, which matches everything (S14). */
export function readSelector(written: WrittenSelector | null | undefined): LabelSelector {
  const { matchLabels, matchExpressions } = written ?? {};
  return {
    ...(matchLabels ? { matchLabels: readMatchLabels(matchLabels) } : {}),
    ...(matchExpressions ? { matchExpressions: matchExpressions.map(readRequirement) } : {}),
  };
}

/** A null value is the empty string: it matches only a label that is there and empty (V44). */
function readMatchLabels(written: Readonly<Record<string, string | null>>): Record<string, string> {
  const labels: Record<string, string> = Object.create(null);
  for (const [key, value] of Object.entries(written)) labels[key] = value ?? '';
  return labels;
}

function readRequirement({ key, operator, values }: WrittenRequirement): LabelRequirement {
  return {
    key,
    operator,
    ...(values && values.length > 0 ? { values: values.map((value) => value ?? '') } : {}),
  };
}
