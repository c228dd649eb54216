/**
 * The engine against a plain transcription of the rules, on random clusters with every feature of the APIs: other
 * ones in every run. `npm run fuzz` goes on for minutes. A failure prints the manifests and how to see it again.
 */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { analyze } from '../analyze';
import { readSourceFile } from '../text/workspace';
import { arbitraryWorld, type World } from '../testing/arbitraryWorld';
import { compareJudges, engine, type Judge } from '../testing/compareJudges';
import { networkPolicyFaults } from '../testing/faults/networkPolicyFaults';
import { tierFaults } from '../testing/faults/tierFaults';
import { reviser } from '../testing/reviser';
import { writeWorld } from '../testing/writeWorld';

vi.setConfig({ testTimeout: 60_000 });

const minimumCells = 12_000_000;
const worldsAtOnce = 250;
const seed = Number(process.env.DRAWBRIDGE_SEED ?? Date.now() % 2 ** 31);
const minutes = import.meta.env.MODE === 'fuzz' ? Number(process.env.DRAWBRIDGE_MINUTES ?? 10) : 0;
const timeout = (minutes + 2) * 60_000;

/** Compares a judge with the rules on some worlds of a seed. */
function compare(judge: Judge, parameters: fc.Parameters<[World]>, worlds = arbitraryWorld) {
  let cells = 0;
  const property = fc.property(worlds, (world) => {
    const comparison = compareJudges(world, judge);
    cells += comparison.cells;
    if (comparison.disagreement !== undefined) throw new Error(comparison.disagreement);
  });
  const { failed, errorInstance, numRuns } = fc.check(property, parameters);
  return { cells, worlds: numRuns, ...(failed && { disagreement: String(errorInstance) }) };
}

/** The number of cells in which a judge and the rules agree; throws the simplest disagreement. */
function countAgreed(judge: Judge, from: number, numRuns: number): number {
  const { cells, disagreement } = compare(judge, { seed: from, numRuns });
  if (disagreement !== undefined) throw new Error(`again with DRAWBRIDGE_SEED=${from}: ${disagreement}`);
  return cells;
}

test('every cell of millions is what the rules say', { timeout }, () => {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  let cells = 0;
  let worlds = 0;
  for (let batch = 0; cells < minimumCells || seconds() < minutes * 60; batch++) {
    cells += countAgreed(engine, seed + batch, worldsAtOnce);
    worlds += worldsAtOnce;
  }
  const speed = Math.round(cells / seconds() / 1000);
  console.info(`DRAWBRIDGE_SEED=${seed}: ${cells} cells of ${worlds} worlds agree, ${speed} a millisecond`);
  expect(cells).toBeGreaterThanOrEqual(minimumCells);
});

test('and so are those of the same worlds as text, read by all readers', { timeout }, () => {
  const reader: Judge = (world) =>
    analyze([readSourceFile('world.yaml', writeWorld(world))], undefined, world.profile).connectivity;
  expect(countAgreed(reader, seed, minutes > 0 ? 2000 : 100)).toBeGreaterThan(100_000);
});

test('and so are those of judgements that edits have revised', { timeout }, () => {
  expect(countAgreed(reviser, seed, minutes > 0 ? 4000 : 200)).toBeGreaterThan(1_000_000);
});

/** Worlds in which a mistake about NetworkPolicies can show, as no tier is in the way. */
const withoutTiers = arbitraryWorld.map((world): World => ({ ...world, writtenTiers: [], tierPolicies: [] }));
const faults = [
  ...networkPolicyFaults.map((fault) => ({ ...fault, worlds: withoutTiers })),
  ...tierFaults.map((fault) => ({ ...fault, worlds: arbitraryWorld })),
];

// The one that hides best needs 60 worlds in the middle.
test.each(faults)('a fault is noticed within some worlds: $title', ({ judge, worlds }) => {
  const { disagreement } = compare(judge, { seed, numRuns: 1000, endOnFailure: true }, worlds);
  expect(disagreement).toBeDefined();
});
