import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ALL,
  type ConnectionSet,
  describeConnections,
  intersect,
  NONE,
  subtract,
  union,
} from '../model/connections';
import type { Direction, NetworkPolicy, Policy } from '../policy/policy';
import { readClusterNetworkPolicy } from '../policy/clusterNetworkPolicy';
import { readNetworkPolicy } from '../policy/networkPolicy';
import { attributePolicy, type PartInFlow } from '../testing/attributePolicy';
import { arbitraryWorld, explodePods } from '../testing/arbitraryWorld';
import { podId, specWorld } from '../testing/specWorld';
import type { FlowState } from './attribution';
import { buildConnectivity } from './buildConnectivity';
import type { Connectivity, Party } from './connectivity';
import { canMeet } from './flows';

const isPermittedState = (state: FlowState): boolean =>
  state === 'opens' || state === 'keepsOpen' || state === 'alsoOpens';

function partsOfPair(
  parts: readonly PartInFlow[],
  source: Party,
  destination: Party,
): ReadonlyMap<FlowState, ConnectionSet> {
  return new Map(
    parts
      .filter((part) => part.source === source && part.destination === destination)
      .map(({ state, connections }) => [state, connections]),
  );
}

/** The policies of a world one by one, and some of them together. */
function subjectsOf(policies: readonly Policy[]): readonly (readonly Policy[])[] {
  const every = (step: number) => policies.filter((_, i) => i % step === 0);
  return [...policies.map((policy) => [policy]), every(1), every(2)].filter(({ length }) => length > 0);
}

describe('on any cluster', () => {
  test('opens and closes are what deleting the policies would change', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const { cluster } = explodePods(world.cluster);
        const all = [...world.policies, ...world.tierPolicies];
        const before = buildConnectivity(cluster, all, world.profile);
        const pods = before.parties.filter((party) => party.type === 'pods');
        for (const judged of subjectsOf(all)) {
          const others = all.filter((other) => !judged.includes(other));
          const after = buildConnectivity(cluster, others, world.profile);
          const parts = attributePolicy(before, ...judged);
          for (const source of pods) {
            for (const destination of pods) {
              if (source === destination) continue;
              const states = partsOfPair(parts, source, destination);
              const now = before.permitted(source, destination);
              const then = after.permitted(source, destination);
              expect(states.get('opens') ?? NONE).toBe(subtract(now, then));
              expect(states.get('closes') ?? NONE).toBe(subtract(then, now));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the states of a pair are disjoint, not empty, and on the right side of the verdict', () => {
    fc.assert(
      fc.property(arbitraryWorld, ({ cluster, policies, tierPolicies, profile }) => {
        const all = [...policies, ...tierPolicies];
        const connectivity = buildConnectivity(cluster, all, profile);
        for (const judged of subjectsOf(all)) {
          const seen = new Map<string, ConnectionSet>();
          for (const { source, destination, state, connections } of attributePolicy(
            connectivity,
            ...judged,
          )) {
            const key = `${source.index} ${destination.index}`;
            const permitted = connectivity.permitted(source, destination);
            expect(connections).not.toBe(NONE);
            expect(intersect(connections, permitted)).toBe(isPermittedState(state) ? connections : NONE);
            expect(intersect(seen.get(key) ?? NONE, connections)).toBe(NONE);
            seen.set(key, union(seen.get(key) ?? NONE, connections));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('each state has its cause: what a policy allows, denies or alone isolates at an end', () => {
    fc.assert(
      fc.property(arbitraryWorld, ({ cluster, policies, tierPolicies, profile }) => {
        const all = [...policies, ...tierPolicies];
        const connectivity = buildConnectivity(cluster, all, profile);
        for (const policy of all) {
          for (const { source, destination, state, connections } of attributePolicy(connectivity, policy)) {
            const ends = [
              causeAt(connectivity, policy, source, 'egress', destination),
              causeAt(connectivity, policy, destination, 'ingress', source),
            ];
            const together = (of: (end: Cause) => ConnectionSet) => ends.map(of).reduce(union);
            const isWithin = (whole: ConnectionSet) => expect(subtract(connections, whole)).toBe(NONE);
            if (state === 'keepsOpen') isWithin(together((end) => (end.isAlone ? end.allows : NONE)));
            if (state === 'alsoOpens' || state === 'allowsInVain') isWithin(together((end) => end.allows));
            if (state === 'alsoCloses') isWithin(together((end) => end.denies));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

interface Cause {
  readonly allows: ConnectionSet;
  readonly denies: ConnectionSet;
  readonly isAlone: boolean;
}

/** What a policy decides at one end, as the lists of matches say. */
function causeAt(
  connectivity: Connectivity,
  policy: Policy,
  party: Party,
  direction: Direction,
  peer: Party,
): Cause {
  const { left } = connectivity.tierVerdict(party, direction, peer);
  const isolating = connectivity.isolating(party, direction);
  if (policy.kind === 'NetworkPolicy') {
    const own = connectivity.matches(party, direction, peer).filter((match) => match.policy === policy);
    const isIsolating = isolating.includes(policy);
    return {
      allows: intersect(left, own.map(({ connections }) => connections).reduce(union, NONE)),
      denies: isIsolating ? subtract(left, connectivity.admitted(party, direction, peer)) : NONE,
      isAlone: isIsolating && isolating.length === 1,
    };
  }
  const reached = policy.tier === 'Admin' ? ALL : isolating.length > 0 ? NONE : left;
  const decided = (action: string) =>
    connectivity
      .tierMatches(party, direction, peer)
      .filter((match) => match.policy === policy && policy[direction][match.rule]?.action === action)
      .map(({ connections }) => intersect(reached, connections))
      .reduce(union, NONE);
  return { allows: decided('Accept'), denies: decided('Deny'), isAlone: false };
}

describe('the states of the product', () => {
  const deny = (name: string, app = 'a', policyTypes = ['Ingress']): NetworkPolicy =>
    policyOf(name, { podSelector: { matchLabels: { app } }, policyTypes });
  const fromB = (name: string): NetworkPolicy =>
    policyOf(name, {
      podSelector: { matchLabels: { app: 'a' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'b' } } }], ports: [{ port: 80 }] }],
    });

  function policyOf(name: string, spec: unknown): NetworkPolicy {
    return readNetworkPolicy({ metadata: { name, namespace: 'x' }, spec });
  }

  /** The parts of the first policy from x/b to x/a. */
  function statesOf(...policies: readonly [Policy, ...Policy[]]): readonly string[] {
    const connectivity: Connectivity = buildConnectivity(specWorld, policies);
    const [source] = connectivity.podGroups(podId('x/b'));
    const [destination] = connectivity.podGroups(podId('x/a'));
    return attributePolicy(connectivity, policies[0]).flatMap((part) => {
      if (part.source !== source || part.destination !== destination) return [];
      return [`${part.state} ${describeConnections(part.connections)}`];
    });
  }

  test.each<[string, readonly [NetworkPolicy, ...NetworkPolicy[]], readonly string[]]>([
    ['opens what nobody else does', [fromB('p'), deny('q')], ['opens TCP 80', 'alsoCloses all but TCP 80']],
    ['keeps open what it alone guards', [fromB('p')], ['keepsOpen TCP 80', 'closes all but TCP 80']],
    ['also opens with another', [fromB('p'), fromB('q')], ['alsoOpens TCP 80', 'alsoCloses all but TCP 80']],
    ['closes alone', [deny('p')], ['closes all ports']],
    ['also closes with another', [deny('p'), deny('q')], ['alsoCloses all ports']],
    [
      'also closes what the other end denies too',
      [deny('p'), deny('q', 'b', ['Egress'])],
      ['alsoCloses all ports'],
    ],
    [
      'allows in vain',
      [fromB('p'), deny('q', 'b', ['Egress'])],
      ['alsoCloses all but TCP 80', 'allowsInVain TCP 80'],
    ],
  ])('%s', (_title, policies, expected) => {
    expect(statesOf(...policies)).toEqual(expected);
  });

  describe('with tiers around', () => {
    const tier = (name: string, action: string, spec: object = {}): Policy =>
      readClusterNetworkPolicy({
        metadata: { name },
        spec: {
          tier: 'Admin',
          priority: 10,
          subject: { pods: { podSelector: { matchLabels: { app: 'a' } } } },
          ingress: [{ action, from: [{ namespaces: {} }] }],
          ...spec,
        },
      });
    const baseline = { tier: 'Baseline' };

    test.each<[string, readonly [Policy, ...Policy[]], readonly string[]]>([
      [
        'a NetworkPolicy opens against the baseline',
        [fromB('p'), tier('q', 'Deny', baseline)],
        ['opens TCP 80', 'alsoCloses all but TCP 80'],
      ],
      ['what the Admin tier accepts is nobody else’s', [fromB('p'), tier('q', 'Accept')], []],
      ['nor what it denies', [fromB('p'), tier('q', 'Deny')], []],
      ['Accept opens what a NetworkPolicy denies', [tier('p', 'Accept'), deny('q')], ['opens all ports']],
      [
        'Accept also opens what is allowed anyway',
        [tier('p', 'Accept'), fromB('q')],
        ['opens all but TCP 80', 'alsoOpens TCP 80'],
      ],
      ['Accept in vain', [tier('p', 'Accept'), deny('q', 'b', ['Egress'])], ['allowsInVain all ports']],
      ['Deny closes', [tier('p', 'Deny')], ['closes all ports']],
      ['Deny also closes', [tier('p', 'Deny'), deny('q')], ['alsoCloses all ports']],
      ['a baseline that is not asked has no part', [tier('p', 'Deny', baseline), fromB('q')], []],
      [
        'Pass opens what a later rule would deny',
        [tier('p', 'Pass', { priority: 1 }), tier('q', 'Deny')],
        ['opens all ports'],
      ],
    ])('%s', (_title, policies, expected) => {
      expect(statesOf(...policies)).toEqual(expected);
    });
  });

  test('two that isolate the same pod close together what neither closes alone', () => {
    const connectivity = buildConnectivity(specWorld, [deny('p'), deny('q')]);
    const closed = attributePolicy(connectivity, ...connectivity.policies).filter(
      ({ state }) => state === 'closes',
    );
    expect(closed.length).toBeGreaterThan(0);
    expect(attributePolicy(connectivity, connectivity.policies[0]!).map(({ state }) => state)).not.toContain(
      'closes',
    );
  });

  test('of a lone pod and itself there is nothing to say', () => {
    const policy = deny('p');
    const connectivity = buildConnectivity(specWorld, [policy]);
    const parts = attributePolicy(connectivity, policy);
    expect(parts.filter(({ source, destination }) => !canMeet(source, destination))).toEqual([]);
    expect(parts.every(({ connections }) => connections === ALL)).toBe(true);
  });
});
