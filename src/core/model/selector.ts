import type { Labels } from './cluster';

/** A label selector as the API writes it. Absent and empty both select everything. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: readonly string[];
}

/** A requirement that labels do not meet, in words: wants `app=api`, has `app=frontend`. */
interface FailedRequirement {
  readonly wants: string;
  readonly has: string;
  /** The key of the label, where it is absent. */
  readonly missing?: string;
}

/** All requirements of a selector; an entry of matchLabels is `In` with one value (S17). */
export function requirementsOf(selector: LabelSelector | undefined): readonly LabelRequirement[] {
  if (!selector) return [];
  const expressions = selector.matchExpressions ?? [];
  if (!selector.matchLabels) return expressions;
  const pairs = Object.entries(selector.matchLabels);
  return [
    ...pairs.map(([key, value]): LabelRequirement => ({ key, operator: 'In', values: [value] })),
    ...expressions,
  ];
}

/** A text that is the same for, and only for, selectors that are written alike. */
export function selectorKey(selector: LabelSelector | undefined): string {
  let key = '';
  const { matchLabels, matchExpressions } = selector ?? {};
  for (const [label, value] of Object.entries(matchLabels ?? {}))
    key += `=${counted(label)}${counted(value)}`;
  for (const { key: label, operator, values = [] } of matchExpressions ?? [])
    key += `${operator} ${counted(label)}${values.map(counted).join('')};`;
  return key;
}

/** With its length ahead no text can run over into the next. */
const counted = (text: string): string => `${text.length}:${text}`;

type Operator = LabelRequirement['operator'];

/** Whether a value, undefined where the key is absent, meets the requirement: absence meets NotIn and DoesNotExist (S18). */
const meets: Readonly<Record<Operator, (value: string | undefined, values: readonly string[]) => boolean>> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: (value) => value !== undefined,
  DoesNotExist: (value) => value === undefined,
};

function meetsRequirement({ key, operator, values = [] }: LabelRequirement, labels: Labels): boolean {
  return meets[operator](valueOf(labels, key), values);
}

/** Labels may come with a prototype, which has nothing that is a text. */
export function valueOf(labels: Labels, key: string): string | undefined {
  const value: unknown = labels[key];
  return typeof value === 'string' ? value : undefined;
}

/** Whether labels meet each of some requirements. */
export function meetsAll(requirements: readonly LabelRequirement[], labels: Labels): boolean {
  for (const requirement of requirements) if (!meetsRequirement(requirement, labels)) return false;
  return true;
}

/** Prepares a selector to be asked about many objects: all requirements must be met (S17). Absent selects everything. */
export function matcherOf(selector: LabelSelector | undefined): (labels: Labels) => boolean {
  const requirements = requirementsOf(selector);
  return (labels) => meetsAll(requirements, labels);
}

/** Whether a selector selects an object with these labels. */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels): boolean {
  return matcherOf(selector)(labels);
}

/** Whether a selector has no requirement and so selects everything (S14, S19). */
export function isEmptySelector(selector: LabelSelector | undefined): boolean {
  return requirementsOf(selector).length === 0;
}

/** A selector in words: `app=db, tier in (a, b), !team`; of one without requirements `all pods`. */
export function describeSelector(selector: LabelSelector | undefined): string {
  return requirementsOf(selector).map(describeRequirement).join(', ') || 'all pods';
}

/** What `describeSelector` says without the domains of keys, where room is short: `name=db` for `app.kubernetes.io/name=db`. */
export function withoutDomains(words: string): string {
  return words.replaceAll(/(?<=^|[ !])[\w-]+\.[\w.-]+\//g, '');
}

/** The first requirement that the labels fail, and what they have instead; undefined: the selector matches. */
export function failingRequirement(
  selector: LabelSelector | undefined,
  labels: Labels,
): FailedRequirement | undefined {
  const failed = requirementsOf(selector).find((requirement) => !meetsRequirement(requirement, labels));
  if (!failed) return undefined;
  const { key } = failed;
  const value = valueOf(labels, key);
  const wants = describeRequirement(failed);
  return value === undefined
    ? { wants, has: `no label ${key}`, missing: key }
    : { wants, has: describePair(key, value) };
}

const describe: Readonly<Record<Operator, (key: string, values: readonly string[]) => string>> = {
  In: (key, values) =>
    values.length === 1 ? describePair(key, values[0] ?? '') : `${key} in (${values.join(', ')})`,
  NotIn: (key, values) => `${key} not in (${values.join(', ')})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

function describeRequirement({ key, operator, values = [] }: LabelRequirement): string {
  return describe[operator](key, values);
}

function describePair(key: string, value: string): string {
  return `${key}=${value === '' ? '""' : value}`;
}
