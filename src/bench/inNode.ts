/**
 * Prints what the engine takes for the shapes named as arguments, by default all but the stress: `npm run bench`.
 * Each shape is measured in a process of its own, so that its first evaluation runs cold code. With `--cpu` times are
 * those of the processor, all threads together, which say more where others use the machine too.
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import type { ShapeName } from '../core/testing/generateCluster';
import { type EngineFigures, measureEngine } from '../core/testing/measureEngine';
import { measureKeystroke } from '../core/testing/measureKeystroke';
import { measureLoad } from '../core/testing/measureLoad';
import { measureNaive } from '../core/testing/measureNaive';
import { engineTable, goalTable, keystrokeTable, loadTable, naiveTable } from './figures';
import { askedShapes } from './shapes';

const podsInDump = 2000;
const inCpuTime = process.argv.includes('--cpu');

function now(): number {
  if (!inCpuTime) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function heapInMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

const alone = '--alone';

function measureAlone(shape: ShapeName): EngineFigures {
  const [script = ''] = process.argv.slice(1);
  const given = ['--expose-gc', script, shape, alone, ...(inCpuTime ? ['--cpu'] : [])];
  const printed = execFileSync(process.execPath, given, { encoding: 'utf8' });
  return JSON.parse(printed);
}

function measureAll(shapes: readonly ShapeName[]): void {
  const print = (title: string, table: string) => console.log(`\n${title}\n\n${table}`);
  const clock = inCpuTime ? ', in time of the processor' : '';
  console.log(`Node ${process.versions.node}${clock}, load ${loadavg()[0]?.toFixed(1)} at the start`);
  const engines = shapes.map(measureAlone);
  print('Engine', engineTable(engines));
  const small = engines.filter(({ pods }) => pods <= 10_000 && pods !== 5413);
  print(
    'Plain transcription',
    naiveTable(small.map((engine) => ({ engine, naive: measureNaive(engine.shape, now) }))),
  );
  const load = measureLoad(podsInDump, now);
  print('Loading', loadTable(load));
  const keystrokes = engines.flatMap(({ shape }) =>
    shape === 'c' || shape === 'd' ? measureKeystroke(shape, now) : [],
  );
  if (keystrokes.length > 0) print('Typing', keystrokeTable(keystrokes));
  print('Goals', goalTable({ engines, load, keystrokes }));
  console.log(`\nload ${loadavg()[0]?.toFixed(1)} at the end`);
}

const shapes = askedShapes();
if (process.argv.includes(alone))
  console.log(JSON.stringify(measureEngine(shapes[0]!, now, heapInMegabytes)));
else measureAll(shapes);
