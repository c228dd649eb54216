import * as fc from 'fast-check';
import { namespaceSelector, selector } from './arbitrarySelector';
import type {
  WrittenAdminPort,
  WrittenAdminRule,
  WrittenClusterPort,
  WrittenClusterRule,
  WrittenProtocol,
  WrittenSubject,
  WrittenTierPeer,
  WrittenTierPolicy,
} from './written';

/** A rule before it is written in the words of a kind. */
interface Rule {
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly peers: readonly WrittenTierPeer[];
  readonly ports: readonly Port[] | null;
}

/** A name, or ports of a protocol; a start after the end is not possible in every kind. */
type Port =
  | { readonly name: string }
  | { readonly protocol?: WrittenProtocol; readonly start: number; readonly end: number };

const port: fc.Arbitrary<Port> = fc.oneof(
  fc.constantFrom('http', 'dns').map((name) => ({ name })),
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom<readonly WrittenProtocol[]>(['TCP'], ['UDP'], ['SCTP'], []),
        fc.constantFrom(
          [53, 53],
          [80, 80],
          [65535, 65535],
          [79, 81],
          [53, 80],
          [81, 65535],
          [1, 65535],
          [81, 79],
        ),
      )
      .map(([[protocol], [start = 0, end = 0]]) => ({ ...(protocol && { protocol }), start, end })),
  },
);

/** Often everyone, so that policies meet. */
const subject: fc.Arbitrary<WrittenSubject> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ namespaces: {} }) },
  namespaceSelector.map((namespaces) => ({ namespaces })),
  fc.record({ podSelector: selector, namespaceSelector }).map((pods) => ({ pods })),
  // All namespaces; only a ClusterNetworkPolicy may leave it out.
  selector.map((podSelector) => ({ pods: { podSelector } })),
);

const networks = fc.subarray(
  [
    '0.0.0.0/0',
    '10.0.0.0/8',
    '10.0.1.0/24',
    '10.0.2.9/32',
    '203.0.113.0/29',
    '10.0.2.200/16',
    '::/0',
    '2001:db8::/32',
    '2001:db8:1::/48',
  ],
  { minLength: 1, maxLength: 3 },
);

/** Outside the cluster, or inside by other means than labels. */
const farPeer: fc.Arbitrary<WrittenTierPeer> = fc.oneof(
  { weight: 4, arbitrary: networks.map((written) => ({ networks: written })) },
  { weight: 3, arbitrary: selector.map((nodes) => ({ nodes })) },
);

const rule = (peer: fc.Arbitrary<WrittenTierPeer>): fc.Arbitrary<Rule> =>
  fc.record({
    action: fc.constantFrom('Accept', 'Deny', 'Deny', 'Pass'),
    peers: fc.array(peer, { minLength: 1, maxLength: 2 }),
    ports: fc.option(fc.array(port, { minLength: 1, maxLength: 3 }), { freq: 2 }),
  });

const domainRule = fc.constant<Rule>({
  action: 'Accept',
  peers: [{ domainNames: ['*.example.com'] }],
  ports: null,
});

const shape = fc.record({
  kind: fc.constantFrom('ClusterNetworkPolicy', 'ClusterNetworkPolicy', 'AdminNetworkPolicy'),
  tier: fc.constantFrom('Admin', 'Baseline'),
  priority: fc.constantFrom(0, 9, 10, 10, 1000),
  subject,
  ingress: fc.array(rule(subject), { maxLength: 3 }),
  egress: fc.array(fc.oneof({ weight: 20, arbitrary: rule(fc.oneof(subject, farPeer)) }, domainRule), {
    maxLength: 3,
  }),
});

/** A policy of a tier, valid, with every feature of the three kinds. A name `default` is of a baseline. */
export const arbitraryTierPolicy = (name: string): fc.Arbitrary<WrittenTierPolicy> =>
  shape.map(({ kind, tier, priority, ingress, egress, ...rest }): WrittenTierPolicy => {
    if (name === 'default' || kind === 'AdminNetworkPolicy') {
      const spec = {
        subject: withNamespaces(rest.subject),
        ingress: ingress.map((written) => toAdminRule(written, 'from')),
        egress: egress.map((written) => toAdminRule(written, 'to')),
      };
      const apiVersion = 'policy.networking.k8s.io/v1alpha1';
      return name === 'default'
        ? { apiVersion, kind: 'BaselineAdminNetworkPolicy', metadata: { name }, spec: withoutPass(spec) }
        : { apiVersion, kind: 'AdminNetworkPolicy', metadata: { name }, spec: { priority, ...spec } };
    }
    return {
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name },
      spec: {
        tier,
        priority,
        subject: rest.subject,
        ingress: ingress.map((written) => toClusterRule(written, 'from')),
        egress: egress.map((written) => toClusterRule(written, 'to')),
      },
    };
  });

/** Some policies of tiers, among them at most one BaselineAdminNetworkPolicy. */
export const arbitraryTierPolicies: fc.Arbitrary<readonly WrittenTierPolicy[]> = fc
  .constantFrom(0, 1, 2, 3, 4, 5)
  .chain((count) =>
    fc.tuple(
      ...['tier-2', 'tier-10', 'default', 'tier-1', 'tier-3'].slice(0, count).map(arbitraryTierPolicy),
    ),
  );

function toClusterRule({ action, peers, ports }: Rule, side: 'from' | 'to'): WrittenClusterRule {
  return { action, [side]: peers, ...(ports && { protocols: ports.map(toClusterPort) }) };
}

function toClusterPort(wanted: Port): WrittenClusterPort {
  if ('name' in wanted) return { destinationNamedPort: wanted.name };
  const { protocol = 'TCP', start, end } = wanted;
  const destinationPort =
    start === end ? { number: start } : { range: { start: Math.min(start, end), end: Math.max(start, end) } };
  return { [protocol.toLowerCase()]: { destinationPort } };
}

function toAdminRule({ action, peers, ports }: Rule, side: 'from' | 'to'): WrittenAdminRule {
  return {
    action: action === 'Accept' ? 'Allow' : action,
    [side]: peers.map(withNamespaces),
    ...(ports && { ports: ports.map(toAdminPort) }),
  };
}

function toAdminPort(wanted: Port): WrittenAdminPort {
  if ('name' in wanted) return { namedPort: wanted.name };
  const { start, end, ...protocol } = wanted;
  return start === end
    ? { portNumber: { ...protocol, port: start } }
    : { portRange: { ...protocol, start, end } };
}

/** The same where v1alpha1 wants both selectors (V77). */
function withNamespaces<Peer extends WrittenSubject>(peer: Peer): Peer {
  return peer.pods ? { ...peer, pods: { namespaceSelector: {}, ...peer.pods } } : peer;
}

/** A baseline cannot pass (V75), nor name domains (V77). */
function withoutPass<Spec extends Readonly<Record<'ingress' | 'egress', readonly WrittenAdminRule[]>>>(
  spec: Spec,
): Spec {
  const possible = (rules: readonly WrittenAdminRule[]): readonly WrittenAdminRule[] =>
    rules.filter(({ action, to = [] }) => action !== 'Pass' && !to.some(({ domainNames }) => domainNames));
  return { ...spec, ingress: possible(spec.ingress), egress: possible(spec.egress) };
}
