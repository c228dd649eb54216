import { expect, test } from 'vitest';
import { isRedundant } from './countPolicies';

const none = { opens: 0, keepsOpen: 0, alsoOpens: 0, closes: 0, alsoCloses: 0, allowsInVain: 0 };

test('a policy with only shared parts is redundant, one that keeps open is not', () => {
  expect(isRedundant({ ...none, alsoOpens: 2, alsoCloses: 9 })).toBe(true);
  expect(isRedundant({ ...none, keepsOpen: 1 })).toBe(false);
});
