import { expect, test } from 'vitest';
import { describeIgnored, describeInventory, describeLeftOut } from './inventory';

const inventory = {
  namespaces: 1,
  workloads: 9,
  services: 2,
  policies: 1200,
  refused: 0,
  broken: 0,
  outdated: 0,
  ignored: [
    ['ConfigMap', 132],
    ['CustomResourceDefinition', 12],
    ['Secret', 1],
  ],
} as const;

test('an inventory is told in numbers', () => {
  expect(describeInventory(inventory)).toBe('1 namespace · 9 workloads · 1,200 policies');
});

test('of the ignored kinds the most frequent are named', () => {
  expect(describeIgnored(inventory, 2)).toBe(
    'Ignored: 132 ConfigMap, 12 CustomResourceDefinition and 1 other kind.',
  );
  expect(describeIgnored({ ...inventory, ignored: [] }, 2)).toBe('');
});

test('what was left out is named, with what follows from it', () => {
  const nothing = { secrets: 0, data: 0, environments: 0, records: 0 };
  expect(describeLeftOut(nothing)).toBe('');
  expect(describeLeftOut({ ...nothing, secrets: 2, data: 1, records: 9 })).toBe(
    'Left out, as no policy needs it: 2 Secrets, the data of ConfigMaps and managed fields. ' +
      'Of an export, apply the policies only.',
  );
});
