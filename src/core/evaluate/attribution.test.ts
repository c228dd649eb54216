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
import type { NetworkPolicy } from '../policy/policy';
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

describe('on any cluster', () => {
  test('opens and closes are what deleting the policy would change', () => {
    fc.assert(
      fc.property(arbitraryWorld, (world) => {
        const { cluster } = explodePods(world.cluster);
        const before = buildConnectivity(cluster, world.policies, world.profile);
        const pods = before.parties.filter((party) => party.type === 'pods');
        for (const policy of world.policies) {
          const others = world.policies.filter((other) => other !== policy);
          const after = buildConnectivity(cluster, others, world.profile);
          const parts = attributePolicy(before, policy);
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
      fc.property(arbitraryWorld, ({ cluster, policies, profile }) => {
        const connectivity = buildConnectivity(cluster, policies, profile);
        for (const policy of policies) {
          const seen = new Map<string, ConnectionSet>();
          for (const { source, destination, state, connections } of attributePolicy(connectivity, policy)) {
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

  test('keeps open is where the policy alone isolates', () => {
    fc.assert(
      fc.property(arbitraryWorld, ({ cluster, policies, profile }) => {
        const connectivity = buildConnectivity(cluster, policies, profile);
        for (const policy of policies) {
          const isAlone = (party: Party, direction: 'ingress' | 'egress'): boolean => {
            const isolating = connectivity.isolating(party, direction);
            return isolating.length === 1 && isolating[0] === policy;
          };
          for (const { source, destination, state } of attributePolicy(connectivity, policy)) {
            if (state === 'keepsOpen')
              expect(isAlone(source, 'egress') || isAlone(destination, 'ingress')).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

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
  function statesOf(...policies: readonly [NetworkPolicy, ...NetworkPolicy[]]): readonly string[] {
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

  test('of a lone pod and itself there is nothing to say', () => {
    const policy = deny('p');
    const connectivity = buildConnectivity(specWorld, [policy]);
    const parts = attributePolicy(connectivity, policy);
    expect(parts.filter(({ source, destination }) => !canMeet(source, destination))).toEqual([]);
    expect(parts.every(({ connections }) => connections === ALL)).toBe(true);
  });
});
