import * as fc from 'fast-check';
import type { WrittenSelector } from './written';

const requirement = fc
  .record({
    key: fc.constantFrom('app', 'tier', 'team'),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.subarray(['a', 'b', ''], { minLength: 1 }),
  })
  .map(({ key, operator, values }) =>
    operator === 'In' || operator === 'NotIn' ? { key, operator, values } : { key, operator },
  );

/** A selector of pods, namespaces or nodes. */
export const selector: fc.Arbitrary<WrittenSelector> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'c').map((app) => ({ matchLabels: { app } })) },
  {
    weight: 2,
    arbitrary: fc
      .array(requirement, { minLength: 1, maxLength: 2 })
      .map((matchExpressions) => ({ matchExpressions })),
  },
  fc.constantFrom<WrittenSelector>(
    { matchLabels: { 'statefulset.kubernetes.io/pod-name': 'q-1' } },
    { matchExpressions: [{ key: 'apps.kubernetes.io/pod-index', operator: 'NotIn', values: ['0'] }] },
    { matchLabels: { 'apps.kubernetes.io/pod-index': '1' } },
  ),
);

/** Also with the nulls that the decoder of NetworkPolicies takes. */
export const selectorOrNulls: fc.Arbitrary<WrittenSelector> = fc.oneof(
  { weight: 6, arbitrary: selector },
  fc.constantFrom<WrittenSelector>(
    { matchLabels: null },
    { matchLabels: {}, matchExpressions: [] },
    { matchLabels: { app: 'a', tier: null } },
  ),
);

/** A selector of namespaces. */
export const namespaceSelector: fc.Arbitrary<WrittenSelector> = fc.oneof(
  fc.constantFrom('x', 'y').map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  fc.constantFrom('a', 'b').map((team) => ({ matchLabels: { team } })),
  selector,
);
