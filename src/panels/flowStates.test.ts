import { expect, test } from 'vitest';
import { describeCounts } from './flowStates';

const none = { opens: 0, keepsOpen: 0, alsoOpens: 0, closes: 0, alsoCloses: 0, allowsInVain: 0 };

test('counts are told in words, states that do not occur left out', () => {
  expect(describeCounts({ ...none, opens: 1, alsoCloses: 3 })).toBe('opens 1, also closes 3');
  expect(describeCounts(none)).toBe('opens 0, closes 0');
});
