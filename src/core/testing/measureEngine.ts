import { attributePolicies } from '../evaluate/attribution';
import { buildConnectivity } from '../evaluate/buildConnectivity';
import { onCommonGround } from '../evaluate/commonGround';
import type { Connectivity } from '../evaluate/connectivity';
import { deltaSize, isOnOneGround } from '../evaluate/connectivityDelta';
import { countPermitted } from '../evaluate/countPermitted';
import type { Workload } from '../model/cluster';
import { ALL } from '../model/connections';
import type { NetworkPolicy } from '../policy/policy';
import { editKinds, editPolicy } from './editPolicy';
import { clusterShapes, generateCluster, type ShapeName } from './generateCluster';
import { writtenPolicy } from './measureNaive';

/** Milliseconds, from the shortest to the longest. */
export interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What the engine takes for one shape of cluster, in milliseconds. */
export interface EngineFigures {
  readonly shape: ShapeName;
  readonly pods: number;
  readonly policies: number;
  readonly classes: number;
  /** The yardstick of the same run: JSON.parse of the pods and policies as short as the API takes them. */
  readonly parse: number;
  readonly parsedMegabytes: number;
  /** The first evaluation of all pairs, with code that never ran before if the shape is the first; and later ones. */
  readonly first: number;
  readonly build: number;
  readonly sweep: number;
  /** From the edited policy to the exact delta of all pairs, where parties stay; alike ones at once. */
  readonly edit: Spread;
  /** The same where an edit tells other parties apart: all is laid out anew. */
  readonly anew: Spread | undefined;
  readonly edits: number;
  readonly editsAnew: number;
  /** What one policy opens and closes, keeps open and so on: its part in all pairs, with all six states. */
  readonly opensCloses: Spread;
  /** The same of all policies, one by one; of more than a thousand, from a thousand. */
  readonly allPolicies: number;
  /** Which rules admit or deny one flow. */
  readonly provenance: Spread;
  /** Megabytes that the engine keeps beside the cluster and the policies; undefined: nobody can tell. */
  readonly memory: number | undefined;
}

/**
 * Measures a shape. Runs anywhere that has a clock: in Node and in a browser's worker.
 *
 * @param heap how many megabytes are in use, after all garbage was collected
 */
export function measureEngine(shape: ShapeName, now: () => number, heap?: () => number): EngineFigures {
  const { cluster, policies } = generateCluster(clusterShapes[shape]);
  const time = (act: () => void): number => {
    const start = now();
    act();
    return now() - start;
  };
  let connectivity = buildConnectivity({ ...cluster, workloads: [] }, []);
  const judge = () => (connectivity = buildConnectivity({ ...cluster }, policies));
  const empty = heap?.() ?? 0;
  const first = time(() => countPermitted(judge()));
  const memory = heap && heap() - empty;
  const repeats = policies.length > 5000 ? 5 : 15;
  const build = spreadOf(repeats, () => time(judge));
  const sweep = spreadOf(repeats, () => {
    judge();
    return time(() => countPermitted(connectivity));
  });
  const edits = measureEdits(connectivity, policies, time);
  const some = (i: number) => policies[(i * 7919) % policies.length]!;
  const askedPolicies = Math.min(policies.length, 1000);
  const opensCloses = spreadOf(askedPolicies, (i) => time(() => attributeOne(connectivity, some(i))));
  const { parties } = connectivity;
  const provenance = spreadOf(50, (i) => time(() => explainSome(connectivity, i, parties.length)) / 20);
  const json = kubectlJson(cluster.workloads, policies);
  const parse = spreadOf(3, () => time(() => JSON.parse(json)));
  return {
    shape,
    pods: clusterShapes[shape].pods,
    policies: policies.length,
    classes: connectivity.classes.length,
    parse: parse.p50,
    parsedMegabytes: json.length / 1e6,
    first,
    build: build.p50,
    sweep: sweep.p50,
    ...edits,
    opensCloses,
    allPolicies: opensCloses.mean * policies.length,
    provenance,
    memory,
  };
}

function measureEdits(
  before: Connectivity,
  policies: readonly NetworkPolicy[],
  time: (act: () => void) => number,
): Pick<EngineFigures, 'edit' | 'anew' | 'edits' | 'editsAnew'> {
  const [kept, anew]: [number[], number[]] = [[], []];
  let changed = 0;
  for (let number = 0; number < 40 * editKinds; number++) {
    const at = (number * 7919) % policies.length;
    const next = editPolicy(policies[at]!, number, number);
    const others = next ? policies.with(at, next) : policies.toSpliced(at, 1);
    let after = before;
    const took = time(() => {
      after = buildConnectivity(before.cluster, others, before.profile, before);
      const ground = onCommonGround(before, after);
      const { opened, closed } = deltaSize(ground.before, ground.after);
      changed += opened + closed;
    });
    (isOnOneGround(before, after) ? kept : anew).push(took);
    if (anew.length > 10 && policies.length > 5000) break;
  }
  if (changed === 0) throw new Error('no edit changed anything');
  return {
    edit: toSpread(kept),
    anew: anew.length > 0 ? toSpread(anew) : undefined,
    edits: kept.length,
    editsAnew: anew.length,
  };
}

function attributeOne(connectivity: Connectivity, policy: NetworkPolicy): void {
  attributePolicies(connectivity, [policy]).forEachSingledOut(() => undefined);
}

function explainSome(connectivity: Connectivity, i: number, parties: number): void {
  for (let j = 0; j < 20; j++) {
    const source = connectivity.parties[(i * 104_729 + j * 7919) % parties]!;
    const destination = connectivity.parties[(i * 15_485_863 + j * 31) % parties]!;
    connectivity.matches(source, 'egress', destination);
    connectivity.matches(destination, 'ingress', source);
    if (connectivity.permitted(source, destination) === ALL) connectivity.isolating(destination, 'ingress');
  }
}

export function spreadOf(count: number, measure: (i: number) => number): Spread {
  return toSpread(Array.from({ length: count }, (_, i) => measure(i)));
}

function toSpread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return { mean, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** A list of all pods, each with nothing but what policies need, and of the policies. */
function kubectlJson(workloads: readonly Workload[], policies: readonly NetworkPolicy[]): string {
  const pods = workloads.flatMap(({ namespace, name, labels, ports, replicas = 1 }) =>
    Array.from({ length: replicas }, (_, i) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-${i}`, namespace, labels },
      spec: { containers: [{ name: 'main', image: 'registry.example/app:1', ports }] },
      status: { phase: 'Running' },
    })),
  );
  return JSON.stringify({ kind: 'List', items: [...pods, ...policies.map(writtenPolicy)] });
}
