import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyName } from './policyName';

const free = () => false;

describe('policyName', () => {
  test.each([
    ['ingress', 'db', 'api', 'allow-ingress-to-db-from-api'],
    ['egress', 'api', 'db', 'allow-egress-from-api-to-db'],
    ['egress', 'api', '10.0.0.0/8', 'allow-egress-from-api-to-10-0-0-0-8'],
    ['egress', 'api', '::/0', 'allow-egress-from-api-to-0'],
    ['ingress', 'app=Db, tier in (a, b)', 'any pod', 'allow-ingress-to-app-db-tier-in-a-b-from-any-pod'],
  ] as const)('%s %s %s', (direction, near, far, name) => {
    expect(policyName(direction, near, far, free)).toBe(name);
  });

  test('one that is not taken', () => {
    const taken = new Set(['allow-ingress-to-db-from-api', 'allow-ingress-to-db-from-api-2']);
    expect(policyName('ingress', 'db', 'api', (name) => taken.has(name))).toBe(
      'allow-ingress-to-db-from-api-3',
    );
  });

  test('long names are cut on both sides', () => {
    const name = policyName('ingress', 'a'.repeat(60), 'b'.repeat(60), free);
    expect(name).toBe(`allow-ingress-to-${'a'.repeat(20)}-from-${'b'.repeat(20)}`);
    expect(policyName('ingress', 'a'.repeat(60), 'b', free)).toHaveLength(63);
  });

  test('is always a DNS label', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 80 });
    const property = fc.property(
      fc.constantFrom('ingress', 'egress'),
      text,
      text,
      fc.nat(3),
      (direction, near, far, used) => {
        let asked = 0;
        const name = policyName(direction, near, far, () => asked++ < used);
        expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      },
    );
    fc.assert(property);
  });
});
