/** The judgements of the public oracles, see the corpus' README; where it differs from ours on purpose, so do the tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  admits,
  type Analysis,
  analyze,
  DEFAULT_PROFILE,
  explainFlow,
  pairsBetween,
  type Profile,
  type Protocol,
} from '../core/index';
import { type ConnectionRow, toConnectionRows } from './connectionRows';
import { findEnd } from './ends';
import { readInput } from './input';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
if (!existsSync(corpus)) console.warn(`Tests against the oracles are skipped: ${corpus} is absent.`);

interface Check {
  readonly src: string;
  readonly dst: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly allowed: boolean;
}
type Conn = ConnectionRow['conn'] | 'No Connections';
interface Row {
  readonly src: string;
  readonly dst: string;
  readonly conn: Conn;
}
interface Comparison {
  diff(expected: readonly Row[], actual: readonly Row[], options: object): Record<string, readonly unknown[]>;
  normConn(connections: Conn): string;
}

/** Folders of a part of the corpus that have an expectation, with it. */
function readCases<Expected>(part: string, name = 'expected.json'): (readonly [folder: string, Expected])[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(join(corpus, part))
    .map((folder) => join(corpus, part, folder))
    .filter((folder) => existsSync(join(folder, name)))
    .map((folder) => [folder, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Expected] as const);
}

function analyzeAt(paths: readonly string[], profile: Profile = DEFAULT_PROFILE): Analysis {
  return analyze(readInput(paths), undefined, profile);
}

function wrongChecks({ connectivity }: Analysis, checks: readonly Check[]): Check[] {
  return checks.filter(({ src, dst, protocol, port, allowed }) => {
    const [source, destination] = [findEnd(connectivity, src), findEnd(connectivity, dst)];
    const { verdict } = explainFlow(connectivity, source.subject, destination.subject, { protocol, port });
    return verdict !== (allowed ? 'allowed' : 'denied');
  });
}

/** Name of a case: the last part of its folder. */
const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('/') + 1);

describe.skipIf(!existsSync(corpus))('tutorials', () => {
  interface Tutorial {
    readonly flows: readonly {
      from: string;
      to: string;
      protocol: Protocol;
      port: number;
      verdict: string;
    }[];
    readonly invalid?: readonly string[];
  }
  const tutorials = readCases<Tutorial>('tutorials', 'expect.json');

  test('are all here', () => {
    expect(tutorials.length).toBeGreaterThanOrEqual(39);
    expect(tutorials.flatMap(([, { flows }]) => flows).length).toBeGreaterThanOrEqual(146);
  });

  test.each(tutorials.map(([folder, tutorial]) => [nameOf(folder), folder, tutorial] as const))(
    '%s',
    (_name, folder, { flows, invalid = [] }) => {
      const analysis = analyzeAt([join(folder, 'cluster.yaml'), join(folder, 'policies.yaml')]);
      const checks = flows.map(({ from, to, verdict, ...rest }) => ({
        ...rest,
        src: from,
        dst: to,
        allowed: verdict === 'allow',
      }));
      expect(wrongChecks(analysis, checks)).toEqual([]);
      const unknownFields = analysis.diagnostics.filter(({ code }) => code === 'V40');
      for (const field of invalid) {
        expect(unknownFields.map(({ message }) => message)).toContainEqual(
          expect.stringContaining(`"${field}"`),
        );
      }
    },
  );
});

describe.skipIf(!existsSync(corpus))('netpol-analyzer', async () => {
  interface Expected {
    readonly scope: string;
    readonly kinds: Readonly<Record<string, number>>;
    readonly connections: readonly Row[] | null;
    readonly checks?: readonly Check[];
    readonly pairChecks?: readonly Row[];
  }
  /** It never matches pods by address, and reads no hostNetwork. */
  const profile: Profile = { ipBlock: 'external-only', hostNetwork: 'pod' };
  const otherPolicies = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'];
  /** Jobs whose pods have succeeded: it counts them, in a cluster they hold no connections (S36). */
  const finished = /ingress-nginx-admission-(create|patch)\[Job\]/;

  const cases = readCases<Expected>('netpol-analyzer').filter(
    ([, { scope, kinds }]) => scope.startsWith('pure') && otherPolicies.every((kind) => !(kind in kinds)),
  );
  const compare: Comparison = existsSync(corpus) ? await import(join(corpus, 'tools/compare.mjs')) : {};

  const listed = cases.filter(([, { connections }]) => connections !== null);
  test('are all here', () => expect(listed.length).toBeGreaterThanOrEqual(70));

  test.each(listed.map(([folder, { connections }]) => [nameOf(folder), folder, connections ?? []] as const))(
    '%s',
    (_name, folder, connections) => {
      const { connectivity } = analyzeAt([join(folder, 'manifests')], profile);
      const rows = toConnectionRows(connectivity, { ipv6: false });
      const expected = connections.filter(({ src, dst }) => !finished.test(src) && !finished.test(dst));
      const differences = compare.diff(expected, rows, { dropIngressController: true });
      expect(differences).toEqual({ missing: [], extra: [], different: [] });
    },
  );

  const checked = cases.filter(
    ([, { checks = [], pairChecks = [] }]) => checks.length + pairChecks.length > 0,
  );
  test.each(checked.map(([folder, expected]) => [nameOf(folder), folder, expected] as const))(
    '%s: single verdicts',
    (_name, folder, { checks = [], pairChecks = [] }) => {
      const analysis = analyzeAt([join(folder, 'manifests')], profile);
      expect(wrongChecks(analysis, checks)).toEqual([]);
      const { connectivity } = analysis;
      for (const { src, dst, conn } of pairChecks) {
        const [pair] = pairsBetween(findEnd(connectivity, src).parties, findEnd(connectivity, dst).parties);
        if (!pair) throw new Error(`${src} and ${dst} cannot meet`);
        const ranges = connectivity.permitted(...pair).ranges.filter(({ protocol }) => protocol !== 'other');
        const permitted = ranges.map(({ protocol, from, to }) => ({
          protocol,
          ports: [[from, to] as const],
        }));
        expect([src, dst, compare.normConn(permitted)]).toEqual([src, dst, compare.normConn(conn)]);
      }
    },
  );
});

describe.skipIf(!existsSync(corpus)).each([
  ['cyclonus', 131],
  ['k8s-e2e', 29],
])('%s', (part, least) => {
  interface Table {
    readonly protocol: Protocol;
    readonly port: number;
    readonly allowed: readonly string[];
    readonly ingress?: readonly string[];
    readonly egress?: readonly string[];
  }
  interface Step {
    readonly step: number;
    readonly cluster: string;
    readonly policies: string | null;
    readonly pods: readonly string[];
    readonly expected: readonly Table[];
  }
  const cases = readCases<{ steps?: readonly Step[] }>(part).filter(([, { steps }]) => steps);
  test('are all here', () => expect(cases.length).toBeGreaterThanOrEqual(least));

  test.each(cases.map(([folder, { steps = [] }]) => [nameOf(folder), folder, steps] as const))(
    '%s',
    (_name, folder, steps) => {
      for (const step of steps) {
        const paths = [step.cluster, step.policies].flatMap((path) => path ?? []);
        const analysis = analyzeAt(paths.map((path) => join(folder, path)));
        expect({
          step: step.step,
          wrong: step.expected.flatMap((table) => wrongCells(analysis, step, table)),
        }).toEqual({
          step: step.step,
          wrong: [],
        });
      }
    },
  );

  /** Cells that we see otherwise. A pod and itself: not compared, as it is always allowed (S31). */
  function wrongCells({ connectivity }: Analysis, { pods }: Step, table: Table): string[] {
    const { protocol, port } = table;
    const ends = pods.map((pod) => findEnd(connectivity, pod));
    return ends.flatMap((from, row) =>
      ends.flatMap((to, column) => {
        const cell = (cells: readonly string[] | undefined) => cells?.[row]?.[column] ?? '#';
        if (row === column) return [];
        const [pair] = pairsBetween(from.parties, to.parties);
        if (!pair) throw new Error(`${from.title} and ${to.title} cannot meet`);
        const [source, destination] = pair;
        const seen = [
          connectivity.permitted(source, destination),
          connectivity.admitted(destination, 'ingress', source),
          connectivity.admitted(source, 'egress', destination),
        ].map((connections) => admits(connections, protocol, port));
        const stated = [table.allowed, table.ingress, table.egress].map(cell);
        const agrees = stated.every((state, index) => state === '#' || (state === '.') === seen[index]);
        return agrees
          ? []
          : [`${from.title} to ${to.title} ${protocol} ${port}: ${stated.join('')} ${seen.join()}`];
      }),
    );
  }
});

describe.skipIf(!existsSync(corpus))('recipes', () => {
  interface State {
    readonly cluster: string;
    readonly policies: string | null;
    readonly checks: readonly Check[];
  }
  const cases = readCases<{ states: readonly State[] }>('recipes');
  test('are all here', () => expect(cases.length).toBeGreaterThanOrEqual(11));

  test.each(cases.map(([folder, { states }]) => [nameOf(folder), folder, states] as const))(
    '%s',
    (_name, folder, states) => {
      for (const { cluster, policies, checks } of states) {
        const paths = [cluster, policies].flatMap((path) => path ?? []);
        expect(wrongChecks(analyzeAt(paths.map((path) => join(folder, path))), checks)).toEqual([]);
      }
    },
  );
});
