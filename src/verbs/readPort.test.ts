import { describe, expect, test } from 'vitest';
import { readPort } from './readPort';

const choiceOf = (text: string) => {
  const reading = readPort(text);
  return reading.ok ? reading.choice : undefined;
};

describe('readPort', () => {
  test.each([
    ['5432', { protocol: 'TCP', port: 5432 }],
    [' 8000-8080 ', { protocol: 'TCP', port: 8000, endPort: 8080 }],
    ['53/UDP', { protocol: 'UDP', port: 53 }],
    ['udp 53', { protocol: 'UDP', port: 53 }],
    ['SCTP', { protocol: 'SCTP' }],
    ['http', { protocol: 'TCP', port: 'http' }],
    ['dns/udp', { protocol: 'UDP', port: 'dns' }],
  ])('reads %s', (text, choice) => expect(choiceOf(text)).toEqual(choice));

  test.each([
    '',
    '0',
    '70000',
    '80-70',
    '80 90',
    'TCP 80 81',
    'a_b',
    '-http',
    'sixteen-letters-x',
    'TCP UDP 1',
  ])('refuses %s with a message', (text) =>
    expect(readPort(text)).toEqual({ ok: false, message: expect.stringMatching(/\w/) }),
  );
});
