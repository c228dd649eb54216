import type { LabelSelector } from '../core/index';
import { isLabelKey, isLabelValue, type Reading } from './readLabels';

type Requirement = NonNullable<LabelSelector['matchExpressions']>[number];

/** Reads a selector as kubectl writes it: `app=db, tier in (a, b), env!=dev, !legacy`. Nothing selects everything. */
export function readSelector(text: string): Reading<LabelSelector> {
  const matchLabels: Record<string, string> = Object.create(null);
  const matchExpressions: Requirement[] = [];
  for (const part of text.split(/[,\n](?![^(]*\))/).map((piece) => piece.trim())) {
    if (part === '') continue;
    const requirement = readRequirement(part);
    if (typeof requirement === 'string') return { ok: false, message: requirement };
    const { key, operator, values = [] } = requirement;
    if (operator === 'In' && values.length === 1 && !Object.hasOwn(matchLabels, key))
      matchLabels[key] = values[0] ?? '';
    else matchExpressions.push(requirement);
  }
  return {
    ok: true,
    value: {
      ...(Object.keys(matchLabels).length > 0 && { matchLabels }),
      ...(matchExpressions.length > 0 && { matchExpressions }),
    },
  };
}

/** The requirement, or what is wrong with it. */
function readRequirement(text: string): Requirement | string {
  const set = /^(\S+)\s+(in|notin|not in)\s*\(([^()]*)\)$/.exec(text);
  const pair = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(text);
  const presence = /^(!?)\s*([^=!\s()]+)$/.exec(text);
  const requirement: Requirement | undefined = set
    ? {
        key: set[1] ?? '',
        operator: set[2] === 'in' ? 'In' : 'NotIn',
        values: (set[3] ?? '').split(',').map((value) => value.trim()),
      }
    : pair
      ? { key: pair[1] ?? '', operator: pair[2] === '!=' ? 'NotIn' : 'In', values: [pair[3] ?? ''] }
      : presence
        ? { key: presence[2] ?? '', operator: presence[1] === '!' ? 'DoesNotExist' : 'Exists' }
        : undefined;
  if (!requirement) return `"${text}" is no requirement: write app=db, tier in (a, b), env!=dev or !legacy`;
  if (!isLabelKey(requirement.key)) return `"${requirement.key}" cannot be the key of a label`;
  const wrong = requirement.values?.find((value) => !isLabelValue(value));
  return wrong === undefined ? requirement : `"${wrong}" cannot be the value of a label`;
}

/** A selector as `readSelector` reads it. */
export function writeSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(', ')})`;
    }),
  ].join(', ');
}
