import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity } from '../evaluate/connectivity';
import { canMeet, toAddressParty } from '../evaluate/flows';
import { ALL, type ConnectionSet, connectionsOf, intersect, NONE, union } from '../model/connections';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { NetworkPolicy } from '../policy/policy';
import { arbitraryWorld } from '../testing/arbitraryWorld';
import { buildTestCluster, podId, specWorld } from '../testing/specWorld';
import { explainFlow, type FlowQuery } from './explain';
import type { Explanation, SideExplanation } from './explanation';
import { describeFailure } from './phrases';

const policyOf = (name: string, namespace: string, spec: unknown): NetworkPolicy =>
  readNetworkPolicy({ metadata: { name, namespace }, spec });

const http: FlowQuery = { protocol: 'TCP', port: 80 };

/** The failures of every rule at the destination, in words. */
function failuresOf(explanation: Explanation): readonly string[] {
  return explanation.ingress.rules.flatMap(({ failures }) => failures.map(describeFailure));
}

function explainTo(destination: string, source: string, spec: unknown, query?: FlowQuery): Explanation {
  const [namespace = ''] = destination.split('/');
  const connectivity = buildConnectivity(specWorld, [policyOf('p', namespace, spec)]);
  const party = source.includes('/') ? podId(source) : toAddressParty(connectivity, source);
  return explainFlow(connectivity, party ?? source, podId(destination), query);
}

describe('verdicts', () => {
  test('not isolated at either end', () => {
    const connectivity = buildConnectivity(specWorld, []);
    expect(explainFlow(connectivity, podId('x/a'), podId('y/a'), http)).toMatchObject({
      source: 'x/a',
      destination: 'y/a',
      verdict: 'allowed',
      self: false,
      ports: 'TCP 80',
      egress: { isolatedBy: [], rules: [], allowed: true },
      ingress: { isolatedBy: [], rules: [], allowed: true },
      caveats: [],
    });
  });

  test('a pod and itself (S31)', () => {
    const deny = policyOf('p', 'x', {});
    const connectivity = buildConnectivity(specWorld, [deny]);
    expect(explainFlow(connectivity, podId('x/a'), podId('x/a'), http)).toMatchObject({
      self: true,
      verdict: 'allowed',
    });
  });

  test('what is permitted, or denied, in words', () => {
    const spec = {
      ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }] }],
    };
    expect(explainTo('x/a', 'x/b', spec)).toMatchObject({ verdict: 'allowed', ports: 'TCP 80 · UDP 53' });
    expect(explainTo('x/a', 'y/a', spec)).toMatchObject({ verdict: 'denied', ports: 'all ports' });
    expect(explainTo('x/a', 'x/b', spec, { protocol: 'TCP', port: 81 })).toMatchObject({
      verdict: 'denied',
      ports: 'TCP 81',
      permitted: [],
    });
  });

  test('partly, where the pods of a workload differ; the way is that of a denied pair', () => {
    const [web] = buildTestCluster({ x: {} }, { 'x/web': { labels: { app: 'a' } } }).workloads;
    if (!web) throw new Error('no workload');
    const pods = ['1', '2'].map((stage) => ({ labels: { app: 'a', stage }, addresses: [] }));
    const cluster = { ...specWorld, workloads: [...specWorld.workloads, { ...web, pods }] };
    const deny = policyOf('p', 'x', { podSelector: { matchLabels: { stage: '2' } } });
    expect(explainFlow(buildConnectivity(cluster, [deny]), podId('y/a'), podId('x/web'), http)).toMatchObject(
      {
        verdict: 'partly',
        permitted: [{ protocol: 'TCP', from: 80, to: 80 }],
        ingress: { allowed: false, isolatedBy: ['NetworkPolicy/x/p'] },
      },
    );
  });

  test('a workload that does not exist is a bug of the caller', () => {
    expect(() => explainFlow(buildConnectivity(specWorld, []), podId('x/nobody'), podId('x/a'))).toThrow();
  });
});

describe('what failed', () => {
  const from = (...peers: readonly unknown[]): unknown => ({
    podSelector: { matchLabels: { app: 'a' } },
    ingress: [{ from: peers, ports: [{ port: 80 }, { port: 443 }, { port: 'metrics' }] }],
  });

  test.each<[string, string, unknown, string]>([
    ['a label', 'x/b', { podSelector: { matchLabels: { app: 'api' } } }, 'wants app=api, has app=b'],
    [
      'an absent label',
      'x/c',
      { podSelector: { matchLabels: { app: 'api' } } },
      'wants app=api, has no label app',
    ],
    ['another namespace', 'y/a', { podSelector: {} }, 'other namespace: wants x, has y'],
    [
      'a label of the namespace',
      'y/a',
      { namespaceSelector: { matchLabels: { team: 'a' } } },
      'namespace: wants team=a, has team=b',
    ],
    [
      'an address',
      '203.0.113.7',
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
      'wants 10.0.0.0/8 except 10.1.0.0/16, has ',
    ],
    ['the address of a pod', 'x/b', { ipBlock: { cidr: '10.9.0.0/16' } }, 'wants 10.9.0.0/16, has 10.0.1.2'],
    [
      'an address where a pod is wanted',
      '203.0.113.7',
      { podSelector: { matchLabels: { app: 'b' } } },
      'wants app=b, has an address outside the cluster',
    ],
    [
      'the host network',
      'y/h',
      { namespaceSelector: {} },
      'selects pods, and never those on the host network',
    ],
  ])('%s', (_title, source, peer, expected) => {
    const [failure, ...others] = failuresOf(explainTo('x/a', source, from(peer), http));
    expect(failure?.slice(0, expected.length)).toBe(expected);
    expect(others).toEqual([]);
  });

  test('the port, where a peer matches', () => {
    const explanation = explainTo('x/a', 'x/b', from({ podSelector: {} }), { protocol: 'TCP', port: 5432 });
    expect(failuresOf(explanation)).toEqual(['port 5432 is not among 80, 443, metrics']);
  });

  test('every peer of a rule has its reason, and a rule that admits has none', () => {
    const spec = {
      podSelector: { matchLabels: { app: 'a' } },
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { app: 'z' } } },
            { namespaceSelector: { matchLabels: { team: 'b' } } },
          ],
        },
        {
          from: [
            { podSelector: { matchLabels: { app: 'z' } } },
            { podSelector: { matchLabels: { app: 'b' } } },
          ],
        },
      ],
    };
    const { rules } = explainTo('x/a', 'x/b', spec, http).ingress;
    expect(rules.map(({ rule, peer, failures }) => [rule, peer, failures.length])).toEqual([
      [0, undefined, 2],
      [1, 1, 0],
    ]);
  });
});

describe('caveats', () => {
  const about = (explanation: Explanation): string => explanation.caveats.join('\n');

  test.each<[string, string, string, unknown, FlowQuery, RegExp]>([
    [
      'S41 a pod by its address',
      'x/a',
      'x/b',
      [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
      http,
      /Cilium never/,
    ],
    [
      'S42 a node by its address',
      'x/a',
      'y/h',
      [{ from: [{ ipBlock: { cidr: '192.168.0.0/16' } }] }],
      http,
      /policyCIDRMatchMode/,
    ],
    ['S43 endPort', 'x/a', 'x/b', [{ ports: [{ port: 79, endPort: 81 }] }], http, /endPort/],
    ['S44 SCTP', 'x/a', 'x/b', [{}], { protocol: 'SCTP', port: 9 }, /SCTP/],
    ['S45 the host network', 'x/a', 'y/h', [{}], http, /y\/h uses the host network/],
    ['S46 ICMP', 'x/a', 'x/b', [{}], { protocol: 'other', port: 0 }, /ICMP/],
    [
      'S47 the source address',
      'x/a',
      '203.0.113.7',
      [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
      http,
      /load balancer/,
    ],
  ])('%s', (_title, destination, source, ingress, query, expected) => {
    const spec = { podSelector: { matchLabels: { app: 'a' } }, ingress };
    expect(about(explainTo(destination, source, spec, query))).toMatch(expected);
  });

  test('S48 a named port for egress', () => {
    const policy = policyOf('p', 'x', { policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] });
    const explanation = explainFlow(buildConnectivity(specWorld, [policy]), podId('x/b'), podId('x/a'), http);
    expect(about(explanation)).toMatch(/names its port/);
  });

  test('S24 an unknown address', () => {
    const policy = policyOf('p', 'x', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] });
    const cluster = buildTestCluster({ x: {} }, { 'x/a': {}, 'x/b': {} });
    const explanation = explainFlow(buildConnectivity(cluster, [policy]), podId('x/b'), podId('x/a'), http);
    expect(explanation.verdict).toBe('denied');
    expect(about(explanation)).toMatch(/address of x\/b is not known/);
  });

  test.each<[string, unknown, RegExp | undefined]>([
    ['as a subject', { podSelector: { matchLabels: { app: 'a', 'pod-template-hash': '1' } } }, /x\/a get/],
    [
      'as a peer',
      { ingress: [{ from: [{ podSelector: { matchLabels: { 'pod-template-hash': '1' } } }] }] },
      /pod-template-hash, which the pods of x\/b get/,
    ],
    ['of other pods', { podSelector: { matchLabels: { app: 'z', 'pod-template-hash': '1' } } }, undefined],
    ['of another kind', { podSelector: { matchLabels: { app: 'a', 'job-name': '1' } } }, undefined],
    [
      'as a peer of others',
      {
        podSelector: { matchLabels: { app: 'z' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { 'pod-template-hash': '1' } } }] }],
      },
      undefined,
    ],
  ])('S92 a label that a controller generates: %s', (_title, spec, expected) => {
    const pods = buildTestCluster({ x: {} }, { 'x/a': { labels: { app: 'a' } }, 'x/b': {} });
    const workloads = pods.workloads.map((workload) => ({ ...workload, kind: 'Deployment' }));
    const connectivity = buildConnectivity({ ...pods, workloads }, [policyOf('p', 'x', spec)]);
    const text = about(explainFlow(connectivity, podId('x/b'), podId('x/a'), http));
    if (expected) expect(text).toMatch(expected);
    else expect(text).toBe('');
  });

  test('none where nothing depends on the plugin', () => {
    const spec = { ingress: [{ from: [{ podSelector: {} }] }] };
    expect(explainTo('x/a', 'x/b', spec, http).caveats).toEqual([]);
  });
});

test('on any cluster, reasons and judgement agree', () => {
  fc.assert(
    fc.property(arbitraryWorld, ({ cluster, policies, tierPolicies, profile }) => {
      const all = [...policies, ...tierPolicies];
      const connectivity: Connectivity = buildConnectivity(cluster, all, profile);
      for (const source of connectivity.parties) {
        for (const destination of connectivity.parties) {
          if (!canMeet(source, destination)) continue;
          const explanation = explainFlow(connectivity, source, destination);
          const permitted = connectivity.permitted(source, destination);
          expect(connectionsOf(explanation.permitted)).toBe(permitted);
          for (const side of [explanation.egress, explanation.ingress]) {
            const [party, peer] = side.direction === 'egress' ? [source, destination] : [destination, source];
            const admitted = connectivity.admitted(party, side.direction, peer);
            expect(connectionsOf(side.admitted)).toBe(admitted);
            expectStagesToAgree(side, admitted);
            for (const { admits, failures } of side.rules)
              expect(failures.length > 0).toBe(admits.length === 0);
            for (const { decides, failures } of side.stages.flatMap(({ rules }) => rules))
              expect(failures.length > 0).toBe(decides.length === 0);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** Each stage takes what the one before it left, and together they allow just what the end admits. */
function expectStagesToAgree({ stages, rules }: SideExplanation, admitted: ConnectionSet): void {
  let reached = ALL;
  let allowed = NONE;
  for (const stage of stages) {
    const [came, passes, stops, left] = [stage.reached, stage.allowed, stage.denied, stage.left].map(
      (ranges) => connectionsOf(ranges),
    );
    if (came !== NONE) expect(came).toBe(reached);
    expect([passes, stops, left].map((set) => set ?? NONE).reduce(union)).toBe(came);
    const decides = stage.rules.map((rule) => connectionsOf(rule.decides));
    expect(decides.reduce(union, NONE)).toBe(
      stage.rules.length === 0 ? NONE : decides.reduce((all, set) => union(all, intersect(set, came!)), NONE),
    );
    if (stage.stage === 'NetworkPolicy') {
      const admits = rules.map((rule) => connectionsOf(rule.admits)).reduce(union, NONE);
      expect(admits).toBe(passes);
    }
    allowed = union(allowed, passes ?? NONE);
    if (came !== NONE) reached = left ?? NONE;
  }
  expect(allowed).toBe(admitted);
  if (stages.length > 0) expect(reached).toBe(NONE);
}
