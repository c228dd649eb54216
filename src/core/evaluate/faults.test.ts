/**
 * Mistakes planted in the way in which an edit revises a judgement and in the delta that it has: each in one module,
 * behind its door. What the differential tests compare has to show every one of them.
 */
import * as fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Policy } from '../policy/policy';
import type { World } from '../testing/arbitraryWorld';
import type { Connectivity } from './connectivity';
import { needsOf } from './needs';

vi.setConfig({ testTimeout: 120_000 });

/** What a module lets out otherwise than it should. */
interface Fault {
  readonly title: string;
  readonly module: string;
  readonly distort: (real: never) => object;
}

function fault<Module extends object>(
  title: string,
  module: string,
  distort: (real: Module) => Partial<Module>,
): Fault {
  return { title, module, distort };
}

const inRevisions: readonly Fault[] = [
  fault<typeof import('./policyDifference')>(
    'a policy that is gone is not noticed',
    './policyDifference',
    ({ policyDifference }) => ({
      policyDifference: (before, after) => ({ ...policyDifference(before, after), gone: [] }),
    }),
  ),
  fault<typeof import('./policyDifference')>(
    'a new policy is not noticed',
    './policyDifference',
    ({ policyDifference }) => ({
      policyDifference: (before, after) => ({ ...policyDifference(before, after), added: [] }),
    }),
  ),
  revisionFault('what is gone stays', (revise, index, _gone, added) => revise(index, [], added)),
  revisionFault('what is new is left out', (revise, index, gone) => revise(index, gone, [])),
  revisionFault('only ingress is revised', (revise, index, gone, added) => ({
    ...revise(index, gone, added),
    egress: index.egress,
  })),
  revisionFault('only egress is revised', (revise, index, gone, added) => ({
    ...revise(index, gone, added),
    ingress: index.ingress,
  })),
  stale('what isolates a pod', 'isolation'),
  stale('what anyone is admitted', 'fromAnyone'),
  stale('the rules for a peer', 'rulesWithPeers'),
  stale('the rules for anyone with names', 'namesForAnyone'),
  groundFault('labels that nobody asked for are told apart', { isToldApart: () => true }),
  groundFault('ports that nobody named are told apart', { isPortToldApart: () => true }),
  groundFault('pods of one workload are all alike', { isVarying: () => false }),
  fault<typeof import('./ground')>(
    'addresses that nobody named are told apart',
    './ground',
    ({ isFineEnoughFor }) => ({
      isFineEnoughFor: (ground, policies) => {
        const named = policies.flatMap((policy) => needsOf(policy).addressSets);
        return isFineEnoughFor({ ...ground, addressSets: new Set(named) }, policies);
      },
      isMadeFor: () => true,
    }),
  ),
  fault<typeof import('./compiledPolicies')>(
    'a policy that is edited is compiled once',
    './compiledPolicies',
    ({ compilePolicy }) => {
      const known = new WeakMap<object, Map<string, ReturnType<typeof compilePolicy>>>();
      return {
        compilePolicy: (policy, ground) => {
          const byId = known.get(ground) ?? new Map<string, ReturnType<typeof compilePolicy>>();
          known.set(ground, byId);
          const compiled = byId.get(policy.id) ?? compilePolicy(policy, ground);
          byId.set(policy.id, compiled);
          return compiled;
        },
      };
    },
  ),
  fault<typeof import('./tiers')>('the tiers stay as they were', './tiers', ({ buildTiers }) => {
    const known = new WeakMap<object, ReturnType<typeof buildTiers>>();
    return {
      buildTiers: (policies, ground) => {
        const tiers = known.get(ground) ?? buildTiers(policies, ground);
        known.set(ground, tiers);
        return tiers;
      },
    };
  }),
];

const inDeltas: readonly Fault[] = [
  fault<typeof import('./policyDifference')>(
    'what is gone changes nothing',
    './policyDifference',
    ({ policyDifference }) => ({
      policyDifference: (before, after) => ({ ...policyDifference(before, after), gone: [] }),
    }),
  ),
  fault<typeof import('./policyDifference')>(
    'what is new changes nothing',
    './policyDifference',
    ({ policyDifference }) => ({
      policyDifference: (before, after) => ({ ...policyDifference(before, after), added: [] }),
    }),
  ),
  sweepFault('peers that no rule singles out are forgotten', (real, at, visit) =>
    real.visitEnd(at, visit, () => {}),
  ),
  sweepFault('peers that a rule singles out are forgotten', (real, at, _visit, visitUsual) =>
    real.visitEnd(at, () => {}, visitUsual),
  ),
  sweepFault('peers that a rule singles out are counted twice', (real, at, visit, visitUsual) =>
    real.visitEnd(at, visit, (end, was, is, peers) =>
      visitUsual(end, was, is, { ...peers, weight: peers.weight + 1 }),
    ),
  ),
  sweepFault('what the other end admits is as it was', (real, at, visit, visitUsual) =>
    real.visitEnd(
      at,
      (end, peer, was, is, otherWas) => visit(end, peer, was, is, otherWas, otherWas),
      visitUsual,
    ),
  ),
  fault<typeof import('./rows')>('what rules single out at peers is forgotten', './rows', () => ({
    forEachSubject: () => {},
  })),
  fault<typeof import('./rows')>('what rules single out at the end is forgotten', './rows', () => ({
    forEachPeer: () => {},
  })),
];

type Revise = typeof import('./policyIndex').reviseIndex;
type Index = Parameters<Revise>[0];

function revisionFault(
  title: string,
  revise: (real: Revise, ...given: Parameters<Revise>) => ReturnType<Revise>,
): Fault {
  return fault<typeof import('./policyIndex')>(title, './policyIndex', ({ reviseIndex }) => ({
    reviseIndex: (...given) => revise(reviseIndex, ...given),
  }));
}

/** A part of the index stays as it was before the edit. */
function stale(title: string, part: keyof Index['ingress']): Fault {
  return revisionFault(`${title} stays as it was`, (revise, index, gone, added) => {
    const { ingress, egress, ...rest } = revise(index, gone, added);
    return {
      ...rest,
      ingress: { ...ingress, [part]: index.ingress[part] },
      egress: { ...egress, [part]: index.egress[part] },
    };
  });
}

/** A ground is taken for finer than it is. */
function groundFault(title: string, belief: Partial<import('./ground').Ground>): Fault {
  return fault<typeof import('./ground')>(title, './ground', ({ isFineEnoughFor, isMadeFor }) => ({
    isFineEnoughFor: (ground, ...rest) => isFineEnoughFor({ ...ground, ...belief }, ...rest),
    isMadeFor: (ground, ...rest) => isMadeFor({ ...ground, ...belief }, ...rest),
  }));
}

type Sweep = import('./changeSweep').ChangeSweep;

function sweepFault(
  title: string,
  visitEnd: (real: Pick<Sweep, 'visitEnd'>, ...given: Parameters<Sweep['visitEnd']>) => void,
): Fault {
  return fault<typeof import('./changeSweep')>(title, './changeSweep', ({ ChangeSweep }) => ({
    ChangeSweep: class extends ChangeSweep {
      override visitEnd(...given: Parameters<Sweep['visitEnd']>): void {
        visitEnd({ visitEnd: (...real) => super.visitEnd(...real) }, ...given);
      }
    },
  }));
}

/** The engine and what it is compared with, the fault planted; all anew, so that nothing is remembered of others. */
async function load(planted?: Fault) {
  vi.resetModules();
  if (planted) {
    vi.doMock(planted.module, async (original) => {
      const real: object = await original();
      return { ...real, ...planted.distort(real as never) };
    });
  }
  // One after the other: imports at a time now and then share a module that was loaded before the fault was planted.
  const { buildConnectivity } = await import('./buildConnectivity');
  const { arbitraryWorld } = await import('../testing/arbitraryWorld');
  const { compareJudges, engine } = await import('../testing/compareJudges');
  const { compareDelta } = await import('../testing/compareDelta');
  const { reviser } = await import('../testing/reviser');
  if (planted) vi.doUnmock(planted.module);
  return { arbitraryWorld, compareJudges, engine, compareDelta, reviser, buildConnectivity };
}

type Modules = Awaited<ReturnType<typeof load>>;

/** How many there are to be told apart, and how many that policies do tell apart. */
const sizes = ({ parties, classes }: Connectivity): readonly number[] => [parties.length, classes.length];

/** The world without the policies that name addresses: with every new one a ground is laid out anew. */
function withoutAddresses(world: World): World {
  const { policies, tierPolicies } = world;
  const isKept = (policy: Policy | undefined): boolean => !policy || needsOf(policy).addressSets.length === 0;
  return {
    ...world,
    written: world.written.filter((_, i) => isKept(policies[i])),
    policies: policies.filter(isKept),
    writtenTiers: world.writtenTiers.filter((_, i) => isKept(tierPolicies[i])),
    tierPolicies: tierPolicies.filter(isKept),
  };
}

function whatRevisionsShow({ arbitraryWorld, compareJudges, engine, reviser }: Modules, numRuns: number) {
  const worlds = fc.oneof(arbitraryWorld, arbitraryWorld.map(withoutAddresses));
  const property = fc.property(worlds, (world) => {
    expect(sizes(reviser(world))).toEqual(sizes(engine(world)));
    expect(compareJudges(world, reviser).disagreement).toBeUndefined();
  });
  return fc.check(property, { numRuns, endOnFailure: true });
}

/** Half of the policies of one world go, and half of those of another come. */
function whatDeltasShow({ arbitraryWorld, compareDelta, buildConnectivity }: Modules, numRuns: number) {
  const property = fc.property(arbitraryWorld, arbitraryWorld, fc.boolean(), (world, other, hasTiers) => {
    const { cluster, profile } = world;
    const [old, now] = [world, other].map(({ policies, tierPolicies }) => [
      ...policies,
      ...(hasTiers ? tierPolicies : []),
    ]);
    const stay = old!.slice(Math.ceil(old!.length / 2));
    const come = now!
      .slice(Math.ceil(now!.length / 2))
      .map((policy) => ({ ...policy, id: `${policy.id} too` }));
    const before = buildConnectivity(cluster, old!, profile);
    const after = buildConnectivity(cluster, [...stay, ...come], profile);
    expect(compareDelta(before, after).disagreement).toBeUndefined();
  });
  return fc.check(property, { numRuns, endOnFailure: true });
}

afterAll(() => vi.resetModules());

describe.each([
  { where: 'in what an edit leaves', faults: inRevisions, show: whatRevisionsShow },
  { where: 'in the delta of an edit', faults: inDeltas, show: whatDeltasShow },
])('$where', ({ faults, show }) => {
  test('nothing is noticed where no fault is planted', async () => {
    expect(show(await load(), 100)).toMatchObject({ failed: false });
  });

  test.each(faults)('a fault is noticed: $title', async (planted) => {
    expect(show(await load(planted), 2000)).toMatchObject({ failed: true });
  });
});
