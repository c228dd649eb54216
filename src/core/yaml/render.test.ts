import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUnit } from './read';
import { toYaml } from './render';

test('toYaml writes block style, keys in their order', () => {
  const policy = {
    kind: 'NetworkPolicy',
    spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }] }] },
  };
  expect(toYaml(policy)).toBe(`kind: NetworkPolicy
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: ::/0
`);
  expect(toYaml(policy, { indent: 4, listIndent: 0, dashWidth: 2 })).toBe(`kind: NetworkPolicy
spec:
    podSelector: {}
    ingress:
    - from:
      - ipBlock:
            cidr: ::/0
`);
});

test('what it writes is read back as the same value', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789+-._xoeyYnN:#\'"&*!|>%@`{}[],~= \n\t'.split('')) }),
    fc.constantFrom(
      'yes',
      'on',
      'y',
      'NO',
      '0777',
      '1_000',
      '+_0',
      '-_1',
      '+0_7',
      '1_.5',
      '0b11',
      '1:30',
      '2001-12-14',
      '.inf',
      '<<',
      '=',
      '---',
      '...',
      '\u00a0!',
      '\ufeff',
    ),
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('map'),
    ),
    list: fc.array(tie('node'), { maxLength: 3 }),
    map: fc.dictionary(text, tie('node'), { maxKeys: 3, noNullPrototype: true }),
  })).map;
  const style = fc.record({
    indent: fc.constantFrom(2, 4),
    listIndent: fc.constantFrom(0, 2, 4),
    dashWidth: fc.constantFrom(2, 4),
  });
  fc.assert(
    fc.property(value, style, (map, blockStyle) => {
      const written = toYaml({ map }, blockStyle);
      expect(readUnit(written), written).toEqual({ state: 'read', value: { map }, duplicateKeys: [] });
    }),
    { numRuns: 2000 },
  );
});
