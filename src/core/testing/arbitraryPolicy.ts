import * as fc from 'fast-check';
import { namespaceSelector, selectorOrNulls } from './arbitrarySelector';
import type {
  WrittenDirection,
  WrittenNetworkPolicy,
  WrittenPeer,
  WrittenPort,
  WrittenRule,
} from './written';

/** The three ways to write nothing, which mostly mean the same. */
const nothing = fc.constantFrom<undefined | null | []>(undefined, null, []);

const ipBlock = fc.constantFrom<NonNullable<WrittenPeer['ipBlock']>>(
  { cidr: '0.0.0.0/0' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { cidr: '10.0.0.0/0', except: null },
  { cidr: '10.0.0.0/8', except: ['10.0.1.0/24', '10.0.2.9/32'] },
  { cidr: '10.0.1.0/24', except: [] },
  { cidr: '10.0.2.200/24' },
  { cidr: '203.0.113.7/32' },
  { cidr: '::/0' },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
);

const unset = fc.constantFrom(undefined, null);

const peer: fc.Arbitrary<WrittenPeer> = fc.oneof(
  selectorOrNulls.map((podSelector) => ({ podSelector })),
  fc.record({
    namespaceSelector: fc.oneof(namespaceSelector, selectorOrNulls),
    podSelector: fc.oneof({ weight: 4, arbitrary: selectorOrNulls }, unset),
  }),
  ipBlock.map((block) => ({ ipBlock: block })),
);

const port: fc.Arbitrary<WrittenPort | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(null, {}) },
  {
    weight: 9,
    arbitrary: fc
      .record({
        protocol: fc.constantFrom<WrittenPort['protocol']>('TCP', 'UDP', 'SCTP', undefined, null),
        ports: fc.constantFrom<WrittenPort>(
          {},
          { port: null },
          { port: 80 },
          { port: 53, endPort: null },
          { port: 79, endPort: 81 },
          { port: 53, endPort: 80 },
          { port: 65535 },
          { port: 81, endPort: 65535 },
          { port: 'http' },
          { port: 'dns' },
        ),
      })
      .map(({ protocol, ports }) => ({ protocol, ...ports })),
  },
);

/** Every port number at which something can begin or have just ended, by a rule or at a container. Ascending. */
export const portsThatMatter: readonly number[] = [1, 2, 52, 53, 54, 78, 79, 80, 81, 82, 83, 65534, 65535];

const peers = fc.oneof({ weight: 4, arbitrary: fc.array(peer, { minLength: 1, maxLength: 3 }) }, nothing);
const ports = fc.oneof(
  { weight: 6, arbitrary: fc.array(port, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant([{ port: 'http' }]) }, // a number that only the destination knows
  { weight: 2, arbitrary: nothing },
);

const rules = (side: 'from' | 'to'): fc.Arbitrary<readonly (WrittenRule | null)[] | null | undefined> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.array(fc.record({ [side]: peers, ports }), { minLength: 1, maxLength: 2 }),
    },
    { weight: 3, arbitrary: nothing },
    { weight: 1, arbitrary: fc.constant([null]) },
  );

const types = fc.constantFrom<readonly WrittenDirection[] | null | undefined>(
  ['Ingress'],
  ['Egress'],
  ['Ingress', 'Egress'],
  ['Egress', 'Ingress'],
  [],
  null,
  undefined,
);

const spec = fc.record({
  podSelector: fc.oneof({ weight: 9, arbitrary: selectorOrNulls }, unset),
  policyTypes: types,
  ingress: rules('from'),
  egress: rules('to'),
});

/** A NetworkPolicy of the given name in any namespace, valid, with every feature of the API and every way to leave it out. */
export const arbitraryPolicy = (name: string): fc.Arbitrary<WrittenNetworkPolicy> =>
  fc
    .record({
      namespace: fc.constantFrom('x', 'y', 'z'),
      spec: fc.oneof({ weight: 30, arbitrary: spec }, unset),
    })
    .map(({ namespace, spec: written }) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: written,
    }));
