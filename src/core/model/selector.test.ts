import { describe, expect, test } from 'vitest';
import { labelsOf } from '../testing/specWorld';
import {
  describeSelector,
  failingRequirement,
  isEmptySelector,
  type LabelSelector,
  matchesSelector,
  withoutDomains,
} from './selector';

const expression = (
  key: string,
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist',
  ...values: string[]
): LabelSelector => ({ matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }] });

describe('operators (S18)', () => {
  test.each<[string, LabelSelector, absent: boolean, present: boolean, other: boolean]>([
    ['In', expression('app', 'In', 'a', 'b'), false, true, false],
    ['NotIn', expression('app', 'NotIn', 'a', 'b'), true, false, true],
    ['Exists', expression('app', 'Exists'), false, true, true],
    ['DoesNotExist', expression('app', 'DoesNotExist'), true, false, false],
    ['matchLabels', { matchLabels: { app: 'a' } }, false, true, false],
  ])('%s', (_operator, selector, absent, present, other) => {
    expect(matchesSelector(selector, labelsOf({ tier: 'a' }))).toBe(absent);
    expect(matchesSelector(selector, labelsOf({ app: 'a' }))).toBe(present);
    expect(matchesSelector(selector, labelsOf({ app: 'c' }))).toBe(other);
  });

  test('all requirements are met, byte by byte (S17)', () => {
    const selector = { matchLabels: { app: 'a' }, ...expression('tier', 'Exists') };
    expect(matchesSelector(selector, labelsOf({ app: 'a', tier: '' }))).toBe(true);
    expect(matchesSelector(selector, labelsOf({ app: 'a' }))).toBe(false);
    expect(matchesSelector(selector, labelsOf({ app: 'A', tier: '' }))).toBe(false);
  });

  test('an empty value is not an absent key (S17)', () => {
    expect(matchesSelector({ matchLabels: { app: '' } }, labelsOf({}))).toBe(false);
    expect(matchesSelector({ matchLabels: { app: '' } }, labelsOf({ app: '' }))).toBe(true);
  });

  test('a name of Object is a key like any other', () => {
    for (const key of ['constructor', 'toString', '__proto__']) {
      expect(matchesSelector(expression(key, 'Exists'), {})).toBe(false);
      expect(matchesSelector(expression(key, 'Exists'), labelsOf({ [key]: 'x' }))).toBe(true);
    }
  });

  test.each([[undefined], [{}], [{ matchLabels: {} }], [{ matchExpressions: [] }]])(
    '%j selects everything',
    (selector) => {
      expect(isEmptySelector(selector)).toBe(true);
      expect(matchesSelector(selector, labelsOf({ app: 'a' }))).toBe(true);
      expect(describeSelector(selector)).toBe('all pods');
    },
  );
});

test.each<[LabelSelector, string]>([
  [{ matchLabels: { app: 'db' } }, 'app=db'],
  [{ matchLabels: { app: '' } }, 'app=""'],
  [expression('tier', 'In', 'a', 'b'), 'tier in (a, b)'],
  [expression('tier', 'In', 'a'), 'tier=a'],
  [expression('tier', 'NotIn', 'a'), 'tier not in (a)'],
  [expression('team', 'Exists'), 'team'],
  [expression('team', 'DoesNotExist'), '!team'],
  [{ matchLabels: { app: 'db' }, ...expression('team', 'DoesNotExist') }, 'app=db, !team'],
])('%j is %s', (selector, text) => {
  expect(describeSelector(selector)).toBe(text);
});

describe('the requirement that fails', () => {
  test.each<[LabelSelector, Record<string, string>, string, string]>([
    [{ matchLabels: { app: 'api' } }, { app: 'frontend' }, 'app=api', 'app=frontend'],
    [{ matchLabels: { app: 'api' } }, {}, 'app=api', 'no label app'],
    [expression('team', 'DoesNotExist'), { team: 'a' }, '!team', 'team=a'],
    [{ matchLabels: { app: 'api', tier: 'be' } }, { app: 'api', tier: '' }, 'tier=be', 'tier=""'],
  ])('%j for %j', (selector, labels, wants, has) => {
    expect(failingRequirement(selector, labelsOf(labels))).toMatchObject({ wants, has });
  });

  test('is none where the selector matches', () => {
    expect(failingRequirement({ matchLabels: { app: 'api' } }, labelsOf({ app: 'api' }))).toBeUndefined();
  });
});

test('without their domains, keys leave room for what tells selectors apart', () => {
  const selector: LabelSelector = {
    matchLabels: { 'app.kubernetes.io/name': 'db', tier: 'data' },
    matchExpressions: [
      { key: 'example.com/zone', operator: 'In', values: ['a', 'b'] },
      { key: 'example.com/old', operator: 'DoesNotExist' },
    ],
  };
  expect(withoutDomains(describeSelector(selector))).toBe('name=db, tier=data, zone in (a, b), !old');
});
