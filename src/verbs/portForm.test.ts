import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PortOffer, PortRange } from '../core/index';
import { isPermitted, toForm, toWish } from './portForm';

const offer = (port: number, protocol: 'TCP' | 'UDP' = 'TCP'): PortOffer => ({
  title: `${protocol} ${port}`,
  choice: { protocol, port },
  services: [],
});
const offers = [offer(5432), offer(9187), offer(53, 'UDP')];
const range = (protocol: PortRange['protocol'], from: number, to = from): PortRange => ({
  protocol,
  from,
  to,
});

test('what is permitted is ticked where it is on offer, else typed', () => {
  expect(toForm([range('TCP', 5432), range('UDP', 53)], offers)).toEqual({
    chosen: ['TCP 5432', 'UDP 53'],
    typed: '',
    all: false,
  });
  expect(toForm([range('TCP', 5430, 5440), range('UDP', 1, 65535)], offers)).toEqual({
    chosen: [],
    typed: '5430-5440, UDP',
    all: false,
  });
  expect(toForm([range('TCP', 1, 65535), range('UDP', 1, 65535), range('SCTP', 1, 65535)], offers).all).toBe(
    true,
  );
});

test('a form made of what is permitted asks for just that', () => {
  const ranges = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom('TCP', 'UDP', 'SCTP'), fc.integer({ min: 2, max: 65535 }), fc.nat(3))
      .map(([protocol, from, length]): PortRange => range(protocol, from, Math.min(65535, from + length))),
    { selector: ({ protocol }) => protocol },
  );
  fc.assert(
    fc.property(ranges, (permitted) => {
      const { ports = [] } = toWish(toForm(permitted, offers), offers);
      const asked = ports.map(({ protocol, port, endPort = port }) => `${protocol} ${port}-${endPort}`);
      expect(asked.toSorted()).toEqual(
        permitted.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`).toSorted(),
      );
    }),
  );
});

test('an offered port is permitted where a range of its protocol holds it', () => {
  expect(isPermitted(offer(5432), [range('TCP', 5000, 6000)])).toBe(true);
  expect(isPermitted(offer(5432), [range('UDP', 5000, 6000)])).toBe(false);
});
