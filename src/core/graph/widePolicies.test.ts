import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryTieredCrowd } from '../testing/arbitraryCrowd';
import { buildPolicyEffect } from './policyEffect';
import { flowsOf } from './policyFlows';
import { buildWideFlows, type WideFlow } from './widePolicies';

const isOutside = (id: string) => /^(Addresses|Anywhere)\//.test(id);

test('by namespace, each flow counts once and in its state, and what is not said of all is partial', () => {
  fc.assert(
    fc.property(arbitraryTieredCrowd, (connectivity) => {
      const { workloads } = connectivity.cluster;
      const nodeOf = new Map(workloads.map(({ id, namespace }) => [id, `Namespace/${namespace}`]));
      for (const policy of [...connectivity.policies, ...connectivity.tierPolicies]) {
        const effect = buildPolicyEffect(connectivity, [policy]);
        const wide = new Map(
          buildWideFlows(connectivity, effect).map((flow) => [
            `${flow.source} ${flow.destination} ${flow.state}`,
            flow,
          ]),
        );
        const counts = new Map<string, number>();
        for (const { source, destination, parts } of flowsOf(connectivity, effect)) {
          const ends = isOutside(destination)
            ? `${nodeOf.get(source)} Anywhere/destination`
            : `Anywhere/source ${nodeOf.get(destination)}`;
          for (const { state, connections, partial } of parts) {
            const key = `${ends} ${state}`;
            counts.set(key, (counts.get(key) ?? 0) + 1);
            const flow = wide.get(key);
            if (!flow?.partial) expect([connections, partial]).toEqual([flow?.connections, false]);
          }
        }
        const pairsOf = ([key, { pairs }]: [string, WideFlow]) => [key, pairs] as const;
        expect(new Map([...wide].map(pairsOf))).toEqual(counts);
      }
    }),
    { numRuns: 40 },
  );
});
