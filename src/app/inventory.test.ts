import { expect, test } from 'vitest';
import { describeIgnored, describeInventory } from './inventory';

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
