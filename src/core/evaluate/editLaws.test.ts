/** What holds of changes: what an edit opens and closes, and that an analysis after edits is that of the text alone. */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { analyze, type Analysis } from '../analyze';
import { onCommonGround } from './commonGround';
import { flowDifference } from '../edit/flowDifference';
import { type ConnectionSet, NONE, subtract, union } from '../model/connections';
import { readNetworkPolicy } from '../policy/networkPolicy';
import type { Policy } from '../policy/policy';
import { arbitraryPolicy } from '../testing/arbitraryPolicy';
import { arbitraryTierPolicy } from '../testing/arbitraryTierPolicy';
import type { World } from '../testing/arbitraryWorld';
import { attributePolicy } from '../testing/attributePolicy';
import { engine } from '../testing/compareJudges';
import { readTierPolicy } from '../testing/readTierPolicy';
import { pairsIn, partiesAt, permittedIn, separateWorld } from '../testing/seats';
import { viewOf } from '../testing/viewOf';
import { writeWorld } from '../testing/writeWorld';
import { readSourceFile } from '../text/workspace';
import type { Connectivity } from './connectivity';

vi.setConfig({ testTimeout: 60_000 });

const added = fc.oneof(
  arbitraryPolicy('new').map(readNetworkPolicy),
  arbitraryTierPolicy('tier-0').map(readTierPolicy),
);

const policiesOf = ({ policies, tierPolicies }: World): readonly Policy[] => [...policies, ...tierPolicies];

function withPolicies(world: World, policies: readonly Policy[]): World {
  return {
    ...world,
    policies: policies.filter((policy) => policy.kind === 'NetworkPolicy'),
    tierPolicies: policies.filter((policy) => policy.kind !== 'NetworkPolicy'),
  };
}

/** What was found to open and close between the ends of a world, or nothing, against what it should be. */
function wrongPairs(
  { cluster }: World,
  judged: Connectivity,
  found: ReadonlyMap<string, { readonly opened?: ConnectionSet; readonly closed?: ConnectionSet }>,
  [was, is]: readonly [readonly ConnectionSet[], readonly ConnectionSet[]],
): readonly unknown[] {
  const parties = partiesAt(cluster, judged);
  return pairsIn(cluster).filter(([source, destination], i) => {
    const { opened = NONE, closed = NONE } = found.get(keyOf(parties[source]!, parties[destination]!)) ?? {};
    return opened !== subtract(is[i]!, was[i]!) || closed !== subtract(was[i]!, is[i]!);
  });
}

const keyOf = (source: { readonly index: number }, destination: { readonly index: number }): string =>
  `${source.index} ${destination.index}`;

test('the delta of an edit is the difference of two full evaluations', () => {
  let changed = 0;
  fc.assert(
    fc.property(separateWorld, added, fc.nat(), (world, policy, choice) => {
      const policies = policiesOf(world);
      const old = policies[choice % (policies.length + 1)];
      const others = policies.filter((other) => other !== old);
      const edits: readonly (readonly Policy[])[] = [
        old?.kind === policy.kind ? [...others, { ...policy, id: old.id }] : [...others, policy],
        [...policies, policy],
        others,
      ];
      for (const edited of edits) {
        const [before, after] = [engine(world), engine(withPolicies(world, edited))];
        const ground = onCommonGround(before, after);
        const found = flowDifference(ground).map(
          (difference) => [keyOf(difference.source, difference.destination), difference] as const,
        );
        const [was, is] = [permittedIn(world.cluster, before), permittedIn(world.cluster, after)];
        changed += is.filter((set, i) => set !== was[i]).length;
        expect(wrongPairs(world, ground.after, new Map(found), [was, is])).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(100);
});

/** Whether each of the policies of a world is among those that are deleted. */
const someChoices = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });

test('what policies open and close together is what deleting them would change', () => {
  let changed = 0;
  fc.assert(
    fc.property(separateWorld, someChoices, (world, choices) => {
      const policies = policiesOf(world);
      const groups = [...policies.map((policy) => [policy]), policies.filter((_policy, i) => choices[i])];
      const judged = engine(world);
      const is = permittedIn(world.cluster, judged);
      for (const group of groups) {
        const others = policies.filter((policy) => !group.includes(policy));
        const without = permittedIn(world.cluster, engine(withPolicies(world, others)));
        const found = new Map<string, { opened: ConnectionSet; closed: ConnectionSet }>();
        for (const { source, destination, state, connections } of attributePolicy(judged, ...group)) {
          const { opened, closed } = found.get(keyOf(source, destination)) ?? { opened: NONE, closed: NONE };
          found.set(keyOf(source, destination), {
            opened: state === 'opens' ? union(opened, connections) : opened,
            closed: state === 'closes' ? union(closed, connections) : closed,
          });
        }
        changed += is.filter((set, i) => set !== without[i]).length;
        expect(wrongPairs(world, judged, found, [without, is])).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
  expect(changed).toBeGreaterThan(100);
});

/** A document of a world by what it is about. */
function documentsOf(world: World): ReadonlyMap<string, string> {
  const documents = writeWorld(world).split('---\n');
  return new Map(
    documents.map((text) => {
      const { kind, metadata } = JSON.parse(text) as { kind: string; metadata: { name: string } };
      return [`${kind} ${metadata.name}`, text];
    }),
  );
}

test('an analysis after any edits is that of the text alone', () => {
  let changed = 0;
  fc.assert(
    fc.property(
      separateWorld,
      separateWorld,
      fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 3 }),
      (world, other, choices, fileCount) => {
        const versions = [documentsOf(world), documentsOf(other)] as const;
        const names = [...new Set(versions.flatMap((version) => [...version.keys()]))];
        const isEdited = new Set<string>();
        const write = () =>
          Array.from({ length: fileCount }, (_, file) => {
            const texts = names
              .filter((_name, i) => i % fileCount === file)
              .flatMap((name) => versions[isEdited.has(name) ? 1 : 0].get(name) ?? []);
            return readSourceFile(`${file}.yaml`, texts.join('---\n'));
          });
        let analysis: Analysis = analyze(write(), undefined, world.profile);
        for (const choice of choices) {
          // Each edit makes one document the other world's, or what it was: changed, new or gone.
          const name = names[choice % names.length]!;
          if (!isEdited.delete(name)) isEdited.add(name);
          const before = analysis.connectivity;
          analysis = analyze(write(), analysis, world.profile);
          if (analysis.connectivity !== before) changed++;
          const fresh = analyze(write(), undefined, world.profile);
          expect(viewOf(analysis.connectivity)).toEqual(viewOf(fresh.connectivity));
        }
      },
    ),
    { numRuns: 40 },
  );
  expect(changed).toBeGreaterThan(50);
});
