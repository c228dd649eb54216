import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import { canMeet, toAddressParty } from '../evaluate/flows';
import { connectionsOf, NONE, subtract, union } from '../model/connections';
import { readAdminNetworkPolicy } from '../policy/adminNetworkPolicy';
import { readClusterNetworkPolicy } from '../policy/clusterNetworkPolicy';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { Policy, TierPolicy } from '../policy/policy';
import { arbitraryWorld } from '../testing/arbitraryWorld';
import { buildTestCluster, podId, specWorld } from '../testing/specWorld';
import { explainFlow, type FlowQuery } from './explain';
import type { Explanation, SideExplanation } from './explanation';
import { decisiveRules, namedRules } from './namedRules';
import { describeFailure, titleOfPolicy } from './phrases';

const http: FlowQuery = { protocol: 'TCP', port: 80 };
const ofA = { namespaces: { matchLabels: { team: 'a' } } };
const fromB = [{ namespaces: { matchLabels: { team: 'b' } } }];

const cluster = (name: string, rules: readonly object[], spec: object = {}): TierPolicy =>
  readClusterNetworkPolicy({
    metadata: { name },
    spec: { tier: 'Admin', priority: 10, subject: ofA, ingress: rules, ...spec },
  });
const baseline = { tier: 'Baseline' };
const np = (spec: object): Policy => readNetworkPolicy({ metadata: { name: 'np', namespace: 'x' }, spec });

/** And a pod on the network of a node, which is not known. */
const { workloads } = buildTestCluster({ y: {} }, { 'y/unplaced': { hostNetwork: true } });
const larger = { ...specWorld, workloads: [...specWorld.workloads, ...workloads] };

function explain(
  policies: readonly Policy[],
  source = 'y/a',
  destination = 'x/a',
  query = http,
): Explanation {
  const connectivity = buildConnectivity(larger, policies);
  const end = (text: string) =>
    text.includes('/') ? podId(text) : (toAddressParty(connectivity, text) ?? text);
  return explainFlow(connectivity, end(source), end(destination), query);
}

/** The stages in short: what of TCP 80 they allow, deny or leave. */
function wayOf({ stages }: SideExplanation): readonly string[] {
  return stages.map(({ stage, reached, allowed, denied, left }) => {
    if (reached.length === 0) return `${stage}: not asked`;
    if (allowed.length > 0) return `${stage}: allows`;
    return `${stage}: ${denied.length > 0 ? 'denies' : left.length > 0 ? 'leaves' : 'nothing'}`;
  });
}

describe('the way through the tiers', () => {
  const isolate = np({ podSelector: {}, policyTypes: ['Ingress'] });
  test.each<[string, readonly Policy[], readonly string[]]>([
    ['no policy', [], ['default: allows']],
    ['Admin denies', [cluster('c', [{ action: 'Deny', from: fromB }])], ['Admin: denies']],
    [
      'Admin accepts before a NetworkPolicy',
      [cluster('c', [{ action: 'Accept', from: fromB }]), isolate],
      ['Admin: allows', 'NetworkPolicy: not asked'],
    ],
    [
      'Pass leads to NetworkPolicies',
      [cluster('c', [{ action: 'Pass', from: fromB }]), isolate],
      ['Admin: leaves', 'NetworkPolicy: denies'],
    ],
    [
      'Baseline where nothing isolates',
      [cluster('b', [{ action: 'Deny', from: fromB }], baseline)],
      ['Baseline: denies'],
    ],
    [
      'Baseline is passed over where a NetworkPolicy isolates',
      [cluster('b', [{ action: 'Deny', from: fromB }], baseline), np({ podSelector: {}, ingress: [{}] })],
      ['NetworkPolicy: allows', 'Baseline: not asked'],
    ],
    [
      'the default after all of them',
      [
        cluster('c', [{ action: 'Pass', from: fromB }]),
        cluster('b', [{ action: 'Pass', from: fromB }], baseline),
      ],
      ['Admin: leaves', 'Baseline: leaves', 'default: allows'],
    ],
  ])('%s', (_title, policies, expected) => {
    expect(wayOf(explain(policies).ingress)).toEqual(expected);
  });

  test('every rule says what it decides, or why it does not', () => {
    const policy = cluster('c', [
      { action: 'Accept', from: [{ namespaces: { matchLabels: { owner: 'me' } } }] },
      { action: 'Deny', from: fromB, protocols: [{ tcp: { destinationPort: { number: 443 } } }] },
      { action: 'Deny', name: 'no http', from: fromB, protocols: [{ destinationNamedPort: 'http' }] },
      { action: 'Accept', from: fromB },
    ]);
    const { ingress } = explain([policy]);
    const rules = ingress.stages[0]!.rules;
    expect(
      rules.map(({ action, name, decides, failures }) => [
        action,
        name,
        decides.length,
        failures.map(describeFailure),
      ]),
    ).toEqual([
      ['Accept', undefined, 0, ['namespace has no label owner, wants owner=me']],
      ['Deny', undefined, 0, ['port 80 is not among 443']],
      ['Deny', 'no http', 1, []],
      ['Accept', undefined, 0, ['an earlier rule decides what it matches']],
    ]);
  });

  test.each<[string, object, string]>([
    ['networks', { networks: ['10.0.0.0/8'] }, 'wants 10.0.0.0/8, has '],
    [
      'nodes',
      { nodes: { matchLabels: { role: 'edge' } } },
      'node: wants role=edge, has no address of a known node',
    ],
    [
      'names',
      { domainNames: ['example.com'] },
      'wants the DNS name example.com, which is not known of an address',
    ],
  ])('a peer by its %s', (_title, peer, expected) => {
    const policy = cluster('c', [], { egress: [{ action: 'Accept', to: [peer] }] });
    const [rule] = explain([policy], 'x/a', '203.0.113.7').egress.stages[0]!.rules;
    expect(rule!.failures.map(describeFailure)[0]).toContain(expected);
  });

  test('a container port by a name that the destination has not', () => {
    const policy = cluster('c', [
      { action: 'Deny', from: fromB, protocols: [{ destinationNamedPort: 'metrics' }] },
    ]);
    const [rule] = explain([policy]).ingress.stages[0]!.rules;
    expect(rule!.failures.map(describeFailure)).toEqual(['x/a has no port called metrics']);
  });

  test('its rules are named, and those that decide apart', () => {
    const explanation = explain([
      cluster('c', [
        { action: 'Pass', from: fromB },
        { action: 'Deny', from: [{ namespaces: {} }] },
      ]),
    ]);
    const ref = { policy: 'ClusterNetworkPolicy/c', direction: 'ingress' };
    expect(namedRules(explanation)).toEqual([
      { ...ref, rule: 0, peer: 0 },
      { ...ref, rule: 1 },
    ]);
    expect(decisiveRules(explanation)).toEqual([{ ...ref, rule: 0, peer: 0 }]);
    expect(titleOfPolicy(ref.policy)).toBe('ClusterNetworkPolicy c');
  });
});

describe('what is not certain', () => {
  const deny = (name: string, spec: object = {}) => cluster(name, [{ action: 'Deny', from: fromB }], spec);
  const accept = (name: string, spec: object = {}) =>
    cluster(name, [{ action: 'Accept', from: fromB }], spec);
  const older = (name: string, action: string) =>
    readAdminNetworkPolicy({
      kind: 'AdminNetworkPolicy',
      metadata: { name },
      spec: { priority: 20, subject: ofA, ingress: [{ action, from: fromB }] },
    });

  test('S53 a tie that matters is UNDEFINED, and judged by name', () => {
    const { verdict, undefinedFor, caveats } = explain([accept('b'), deny('a')]);
    expect([verdict, connectionsOf(undefinedFor)]).toEqual([
      'denied',
      connectionsOf([{ protocol: 'TCP', from: 80, to: 80 }]),
    ]);
    expect(caveats[0]).toBe(
      'UNDEFINED for TCP 80: ClusterNetworkPolicy a and ClusterNetworkPolicy b have the same priority and disagree, ' +
        'and nothing says which goes first. Here the first by name does.',
    );
  });

  test.each<[string, readonly Policy[]]>([
    ['other priorities', [accept('b'), deny('a', { priority: 11 })]],
    ['the same action', [deny('a'), deny('b')]],
    ['decided before', [accept('first', { priority: 1 }), accept('b'), deny('a')]],
    ['a Pass that ends alike', [cluster('a', [{ action: 'Pass', from: fromB }]), accept('b')]],
  ])('S53 no tie: %s', (_title, policies) => {
    expect(explain(policies).undefinedFor).toEqual([]);
  });

  test.each<[string, readonly Policy[], string, string, RegExp]>([
    [
      'S54 isolated in the other direction only',
      [deny('b', baseline), np({ podSelector: {}, policyTypes: ['Egress'], egress: [{}] })],
      'y/a',
      'x/a',
      /selects x\/a for egress only/,
    ],
    ['S64 kinds of two versions', [older('old', 'Allow'), deny('new')], 'y/a', 'x/a', /In which order/],
    [
      'S59 names of the DNS',
      [cluster('c', [], { egress: [{ action: 'Accept', to: [{ domainNames: ['a.example'] }] }] })],
      'x/a',
      '203.0.113.7',
      /DNS names a\.example.*cannot be judged statically/,
    ],
    [
      'S58 nodes that are not loaded',
      [cluster('c', [], { egress: [{ action: 'Deny', to: [{ nodes: {} }] }] })],
      'x/a',
      '203.0.113.7',
      /speaks of nodes, and none are loaded/,
    ],
    [
      'S58 a pod on the network of a node that is not known',
      [cluster('c', [], { egress: [{ action: 'Deny', to: [{ nodes: {} }] }] })],
      'x/a',
      'y/unplaced',
      /on which of them y\/unplaced runs is not known/,
    ],
    [
      'S33 the own node',
      [np({ podSelector: {}, policyTypes: ['Ingress'] })],
      'y/h',
      'x/a',
      /the node that it runs on everything is allowed/,
    ],
  ])('%s', (_title, policies, source, destination, expected) => {
    expect(explain(policies, source, destination).caveats.join('\n')).toMatch(expected);
  });

  test('none of them where they do not matter', () => {
    expect(explain([deny('b', baseline)]).caveats).toEqual([]);
    expect(explain([older('old', 'Deny'), deny('new')]).caveats).toEqual([]);
  });

  test('S53 on any cluster, the verdicts of two orders differ only for what is undefined', () => {
    fc.assert(
      fc.property(arbitraryWorld, ({ cluster: world, policies, tierPolicies, profile }) => {
        const flipped = tierPolicies.map((policy, i) => ({ ...policy, name: `${99 - i}`, id: policy.id }));
        const connectivity = buildConnectivity(world, [...policies, ...tierPolicies], profile);
        const other = buildConnectivity(world, [...policies, ...flipped], profile);
        for (const source of connectivity.parties) {
          for (const destination of connectivity.parties) {
            if (!canMeet(source, destination)) continue;
            const [from, to] = [other.parties[source.index]!, other.parties[destination.index]!];
            const [one, two] = [connectivity.permitted(source, destination), other.permitted(from, to)];
            const differs = union(subtract(one, two), subtract(two, one));
            if (differs === NONE) continue;
            const { undefinedFor } = explainFlow(connectivity, source, destination);
            expect(subtract(differs, connectionsOf(undefinedFor))).toBe(NONE);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
