import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import type { Connectivity, Party } from '../evaluate/connectivity';
import type { FlowState } from '../evaluate/pairParts';
import { type RulePiece, visitPieceParts } from '../evaluate/rulePiece';
import { type ConnectionSet, describeConnections, NONE, subtract } from '../model/connections';
import { readClusterNetworkPolicy } from '../policy/clusterNetworkPolicy';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { Direction, NetworkPolicy, Policy } from '../policy/policy';
import { arbitraryTieredCrowd } from '../testing/arbitraryCrowd';
import { arbitraryWorld } from '../testing/arbitraryWorld';
import { podId, specWorld } from '../testing/specWorld';
import { buildGraph } from './buildGraph';
import { buildPieceGraph } from './buildPolicyGraph';
import { rulesOfEdge } from './edgeRules';
import { membersOf } from './members';

const policyOf = (name: string, ...peers: readonly object[]): NetworkPolicy =>
  readNetworkPolicy({
    metadata: { name, namespace: 'x' },
    spec: {
      podSelector: { matchLabels: { app: 'a' } },
      ingress: [{ from: peers, ports: [{ port: 80 }, { port: 443 }] }],
    },
  });
const b = { podSelector: { matchLabels: { app: 'b' } } };
const teamB = { namespaceSelector: { matchLabels: { team: 'b' } } };
const piece = (more: Partial<RulePiece> = {}): RulePiece => ({
  policy: 'NetworkPolicy/x/p',
  direction: 'ingress',
  rule: 0,
  ...more,
});

function linesOf(policies: readonly Policy[], asked: RulePiece): readonly string[] {
  const connectivity = buildConnectivity(specWorld, policies);
  const { edges } = buildPieceGraph(connectivity, buildGraph(connectivity), asked);
  return edges.map(({ name }) => name).toSorted();
}

describe('the flows of a line', () => {
  test('of a rule: those that it alone opens', () => {
    expect(linesOf([policyOf('p', b, teamB)], piece())).toEqual([
      'x/b to x/a, TCP 80, 443, opened',
      'y/a to x/a, TCP 80, 443, opened',
      'y/d to x/a, TCP 80, 443, opened',
    ]);
  });

  test('of a peer and of a port', () => {
    const policies = [policyOf('p', b, teamB)];
    expect(linesOf(policies, piece({ peer: 0 }))).toEqual(['x/b to x/a, TCP 80, 443, opened']);
    expect(linesOf(policies, piece({ port: 1 }))).toEqual([
      'x/b to x/a, TCP 443, opened',
      'y/a to x/a, TCP 443, opened',
      'y/d to x/a, TCP 443, opened',
    ]);
  });

  test('shared with another policy, or with another peer of the rule', () => {
    expect(linesOf([policyOf('p', b), policyOf('q', b)], piece())).toEqual([
      'x/b to x/a, TCP 80, 443, also opened',
    ]);
    expect(linesOf([policyOf('p', b, { podSelector: {} })], piece({ peer: 0 }))).toEqual([
      'x/b to x/a, TCP 80, 443, also opened',
    ]);
  });

  test('in vain, where the other end denies', () => {
    const deny = readNetworkPolicy({
      metadata: { name: 'deny', namespace: 'x' },
      spec: { podSelector: { matchLabels: { app: 'b' } }, policyTypes: ['Egress'] },
    });
    expect(linesOf([policyOf('p', b), deny], piece())).toEqual(['x/b to x/a, TCP 80, 443, allowed in vain']);
  });

  test('of a tier rule that denies', () => {
    const tier = readClusterNetworkPolicy({
      metadata: { name: 'c' },
      spec: {
        tier: 'Admin',
        priority: 1,
        subject: {
          pods: {
            podSelector: { matchLabels: { app: 'a' } },
            namespaceSelector: { matchLabels: { team: 'a' } },
          },
        },
        ingress: [{ action: 'Deny', from: [{ pods: { podSelector: { matchLabels: { app: 'd' } } } }] }],
      },
    });
    const asked = { policy: 'ClusterNetworkPolicy/c', direction: 'ingress', rule: 0 } as const;
    expect(linesOf([tier], asked)).toEqual(['y/d to x/a, all ports, closed']);
    expect(linesOf([tier, policyOf('p', b)], asked)).toEqual(['y/d to x/a, all ports, also closed']);
  });

  test('of what is not there: none', () => {
    const policies = [policyOf('p', b)];
    for (const asked of [
      piece({ rule: 1 }),
      piece({ peer: 1 }),
      piece({ port: 2 }),
      piece({ policy: 'gone' }),
    ])
      expect(linesOf(policies, asked)).toEqual([]);
    expect(linesOf(policies, piece({ direction: 'egress' }))).toEqual([]);
  });

  test('on any cluster they are what would change without the rule', () => {
    fc.assert(
      fc.property(arbitraryWorld, fc.nat(), ({ cluster, policies, tierPolicies, profile }, pick) => {
        const all = [...policies, ...tierPolicies];
        const connectivity = buildConnectivity(cluster, all, profile);
        const rules = all.flatMap((policy) =>
          (['ingress', 'egress'] as const).flatMap((direction) =>
            policy[direction].map((_, rule) => ({ policy, direction, rule })),
          ),
        );
        const asked = rules[pick % rules.length];
        if (!asked) return;
        const others = all.map((policy) => (policy === asked.policy ? withoutRule(asked) : policy));
        const without = buildConnectivity(cluster, others, profile);
        const found = partsOf(connectivity, { ...asked, policy: asked.policy.id });
        for (const source of connectivity.parties) {
          for (const destination of connectivity.parties) {
            if (source === destination) continue;
            const [from, to] = [sameIn(without, source), sameIn(without, destination)];
            if (!from || !to) continue;
            const [now, then] = [connectivity.permitted(source, destination), without.permitted(from, to)];
            const own = found.get(`${source.index} ${destination.index}`);
            expect(own?.get('opens') ?? NONE).toBe(subtract(now, then));
            expect(own?.get('closes') ?? NONE).toBe(subtract(then, now));
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

function withoutRule({
  policy,
  direction,
  rule,
}: {
  policy: Policy;
  direction: Direction;
  rule: number;
}): Policy {
  return { ...policy, [direction]: policy[direction].filter((_, index) => index !== rule) };
}

function partsOf(connectivity: Connectivity, asked: RulePiece) {
  const found = new Map<string, Map<FlowState, ConnectionSet>>();
  visitPieceParts(connectivity, asked, (source, destination, parts) => {
    found.set(
      `${source.index} ${destination.index}`,
      new Map(parts.map(({ state, connections }) => [state, connections])),
    );
  });
  return found;
}

/** A party that holds all of another one, where the other side has one: fewer rules tell fewer apart. */
function sameIn(connectivity: Connectivity, party: Party): Party | undefined {
  if (party.type === 'addresses') {
    return connectivity.addressRanges.find(({ intervals }) =>
      intervals.some(
        ({ family, first, last }) =>
          family === party.intervals[0]?.family &&
          first <= party.intervals[0].first &&
          party.intervals[0].first <= last,
      ),
    );
  }
  const groups = connectivity.podGroups(party.workload.id);
  return groups.length === 1 ? groups[0] : undefined;
}

describe('the lines of a flow', () => {
  test('are those of all policies that admit it, at both ends', () => {
    const out = readNetworkPolicy({
      metadata: { name: 'out', namespace: 'x' },
      spec: {
        podSelector: { matchLabels: { app: 'b' } },
        policyTypes: ['Egress'],
        egress: [{ ports: [{ port: 9 }] }, { ports: [{ port: 80 }] }],
      },
    });
    const connectivity = buildConnectivity(specWorld, [policyOf('p', b), policyOf('q', teamB, b), out]);
    const graph = buildGraph(connectivity);
    const edge = graph.edges.find(
      ({ source, destination }) => source === podId('x/b') && destination === podId('x/a'),
    );
    const rules = rulesOfEdge(connectivity, edge!, membersOf(connectivity, graph, edge!));
    expect(
      rules
        .map(({ policy, direction, rule, peer }) => `${policy} ${direction} ${rule} ${peer ?? ''}`)
        .toSorted(),
    ).toEqual([
      'NetworkPolicy/x/out egress 1 ',
      'NetworkPolicy/x/p ingress 0 0',
      'NetworkPolicy/x/q ingress 0 1',
    ]);
  });

  test('on any cluster, each flow of a rule has the rule among its lines', () => {
    fc.assert(
      fc.property(arbitraryTieredCrowd, fc.nat(), (connectivity, pick) => {
        const policy = connectivity.policies[pick % connectivity.policies.length];
        const rule = policy?.ingress[0];
        if (!policy || !rule) return;
        const graph = buildGraph(connectivity);
        const asked = { policy: policy.id, direction: 'ingress', rule: 0 } as const;
        const { edges } = buildPieceGraph(connectivity, graph, asked);
        for (const edge of edges) {
          expect(describeConnections(edge.connections)).not.toBe('no ports');
          const members = membersOf(connectivity, graph, edge).filter(
            ({ source, destination }) =>
              connectivity.podGroups(source).length > 0 && connectivity.podGroups(destination).length > 0,
          );
          if (members.length === 0 || edge.source.startsWith('Anywhere')) continue;
          const rules = rulesOfEdge(connectivity, edge, members);
          expect(rules.some((found) => found.policy === policy.id && found.rule === 0)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
