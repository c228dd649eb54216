import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  containsAddress,
  describeIntervals,
  formatAddress,
  isWholeFamily,
  parseAddress,
  parseCidr,
  readBlock,
} from './cidr';

const canonical = (text: string): string | undefined => {
  const address = parseAddress(text);
  return address && `${address.family} ${formatAddress(address)}`;
};

describe('addresses', () => {
  test.each([
    ['10.0.0.1', '4 10.0.0.1'],
    ['010.000.0.01', '4 10.0.0.1'],
    ['255.255.255.255', '4 255.255.255.255'],
    ['::', '6 ::'],
    ['::1', '6 ::1'],
    ['2001:DB8:0:0:0:0:0:1', '6 2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '6 2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '6 2001:0:0:1::1'],
    ['1::', '6 1::'],
    ['::ffff:10.0.0.1', '4 10.0.0.1'],
    ['::ffff:a00:1', '4 10.0.0.1'],
    ['64:ff9b::10.0.0.1', '6 64:ff9b::a00:1'],
  ])('%s is %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  test.each([
    '',
    'a',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0.1',
    '10.0.0.-1',
    '10.0.0.1/8',
    ' 10.0.0.1',
    '1e1.0.0.1',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    'fe80::1%eth0',
    '1.2.3.4::',
    '::1.2.3',
    ':1::',
    '1:',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test('any value survives text and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        const read = parseAddress(formatAddress({ family: 6, value }));
        const isMapped = value >> 32n === 0xffffn;
        expect(read).toEqual(isMapped ? { family: 4, value: value & 0xffffffffn } : { family: 6, value });
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), (value) => {
        expect(parseAddress(formatAddress({ family: 4, value }))).toEqual({ family: 4, value });
      }),
    );
  });

  test('any text is read or refused, never a crash', () => {
    const text = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'f', '.', ':', '/', '%', '::') });
    fc.assert(
      fc.property(text, (some) => {
        parseAddress(some);
        parseCidr(some);
      }),
    );
  });
});

describe('CIDRs', () => {
  test.each([
    ['10.1.2.3/24', '10.1.2.0/24'],
    ['0.0.0.0/0', 'any IPv4'],
    ['10.0.0.1/32', '10.0.0.1'],
    ['010.0.0.0/08', '10.0.0.0/8'],
    ['::/0', 'any IPv6'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:10.0.0.0/64', '::/64'],
  ])('%s is %s (S22)', (text, expected) => {
    const cidr = parseCidr(text);
    expect(cidr && describeIntervals([cidr])).toBe(expected);
  });

  test.each([
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '::/129',
    '/8',
    '10.0.0.0/ 8',
  ])('%j is none', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test('remembers the address as written', () => {
    expect(parseCidr('10.1.2.3/24')).toMatchObject({ address: 0x0a010203n, first: 0x0a010200n, prefix: 24 });
  });
});

describe('blocks', () => {
  test.each<[string, string[], string]>([
    ['10.0.0.0/8', [], '10.0.0.0/8'],
    ['10.0.0.0/24', ['10.0.0.0/25'], '10.0.0.128/25'],
    ['10.0.0.0/24', ['10.0.0.64/26', '10.0.0.64/30'], '10.0.0.0/26, 10.0.0.128/25'],
    ['10.0.0.0/24', ['10.0.0.5/32'], '10.0.0.0–10.0.0.4, 10.0.0.6–10.0.0.255'],
    ['10.0.0.0/24', ['2001:db8::/32', '::/96', '11.0.0.0/8'], '10.0.0.0/24'],
    ['10.0.0.0/24', ['10.0.0.0/8'], ''],
    ['::/0', ['::/1'], '8000::/1'],
  ])('%s except %j is %s', (cidr, except, expected) => {
    const block = readBlock(cidr, except);
    expect(block && describeIntervals(block.intervals)).toBe(expected);
  });

  test('what is no CIDR makes no block', () => {
    expect(readBlock('10.0.0.0')).toBeUndefined();
    expect(readBlock('10.0.0.0/8', ['x'])).toBeUndefined();
  });

  test('the whole family is only the whole family', () => {
    const isWhole = (cidr: string, except: string[], family: 4 | 6): boolean | undefined => {
      const block = readBlock(cidr, except);
      return block && isWholeFamily(block, family);
    };
    expect(isWhole('0.0.0.0/0', [], 4)).toBe(true);
    expect(isWhole('0.0.0.0/0', [], 6)).toBe(false);
    expect(isWhole('::/0', [], 6)).toBe(true);
    expect(isWhole('0.0.0.0/1', [], 4)).toBe(false);
    expect(isWhole('0.0.0.0/0', ['10.0.0.0/8'], 4)).toBe(false);
  });

  test('families are strict (S20)', () => {
    const block = readBlock('0.0.0.0/0');
    expect(block && containsAddress(block.intervals, { family: 6, value: 1n })).toBe(false);
  });
});
