import type { EngineFigures, Spread } from '../core/testing/measureEngine';
import type { KeystrokeFigures } from '../core/testing/measureKeystroke';
import type { LoadFigures } from '../core/testing/measureLoad';
import type { NaiveFigures } from '../core/testing/measureNaive';

/** Milliseconds, or what else is measured, as short as is worth reading. */
export const round = (value: number): string => (value < 10 ? value.toPrecision(2) : `${Math.round(value)}`);

const spread = (times: Spread | undefined): string =>
  times ? `${round(times.p50)} / ${round(times.p95)} / ${round(times.max)}` : '–';

/** A table in Markdown. */
function toTable(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [titles, titles.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const engineTitles = [
  'shape',
  'pods',
  'policies',
  'classes',
  'JSON.parse (MB)',
  'first',
  'build',
  'sweep',
  'build + sweep ÷ JSON.parse',
  'edit to delta',
  'edit, laid out anew',
  'opens and closes',
  'of all policies',
  'provenance',
  'memory, MB',
];

/** What the engine takes; times are milliseconds, three of them p50 / p95 / longest. */
export function engineTable(all: readonly EngineFigures[]): string {
  const rows = all.map((figures) => [
    figures.shape,
    figures.pods,
    figures.policies,
    figures.classes,
    `${round(figures.parse)} (${figures.parsedMegabytes.toFixed(1)})`,
    round(figures.first),
    round(figures.build),
    round(figures.sweep),
    ((figures.build + figures.sweep) / figures.parse).toFixed(2),
    `${spread(figures.edit)} (${figures.edits})`,
    figures.anew ? `${spread(figures.anew)} (${figures.editsAnew})` : '–',
    spread(figures.opensCloses),
    round(figures.allPolicies),
    spread(figures.provenance),
    figures.memory === undefined ? '–' : figures.memory.toFixed(1),
  ]);
  return toTable(engineTitles, rows);
}

/** What the plain transcription of the rules takes beside the engine. */
export function naiveTable(
  all: readonly { readonly engine: EngineFigures; readonly naive: NaiveFigures }[],
): string {
  const rows = all.map(({ engine: { shape, pods, build, sweep }, naive: { milliseconds, sources } }) => [
    shape,
    `${round(milliseconds)} (${sources < pods ? `from ${sources} of ${pods} sources` : 'all sources'})`,
    round(build + sweep),
    `${round(milliseconds / (build + sweep))} times`,
  ]);
  return toTable(['shape', 'plain transcription, one port', 'engine, all ports', 'faster'], rows);
}

/** What loading a dump takes, beside libraries that only parse it. */
export function loadTable({ pods, yamlMegabytes, jsonMegabytes, ...times }: LoadFigures): string {
  return toTable(
    [
      'pods',
      'YAML, MB',
      'YAML to judged cluster',
      'js-yaml',
      'JSON, MB',
      'JSON to judged cluster',
      'JSON.parse',
    ],
    [
      [
        pods,
        yamlMegabytes.toFixed(1),
        round(times.yaml),
        round(times.jsYaml),
        jsonMegabytes.toFixed(1),
        round(times.json),
        round(times.parse),
      ],
    ],
  );
}

/** What a keystroke takes from the text to the delta. */
export function keystrokeTable(all: readonly KeystrokeFigures[]): string {
  const rows = all.map(({ shape, documents, megabytes, first, keystroke }) => [
    shape,
    documents,
    megabytes.toFixed(1),
    round(first),
    spread(keystroke),
  ]);
  return toTable(['shape', 'documents', 'MB', 'first', 'keystroke to delta'], rows);
}

/** All figures of one run. */
export interface Run {
  readonly engines: readonly EngineFigures[];
  readonly load?: LoadFigures;
  readonly keystrokes?: readonly KeystrokeFigures[];
}

/** The goals that a run can tell of, and whether it meets them. */
export function goalTable({ engines, load, keystrokes = [] }: Run): string {
  const of = (shape: string) => engines.find((figures) => figures.shape === shape);
  const rows: string[][] = [];
  const add = (goal: string, title: string, limit: number, value: number | undefined, unit = 'ms'): void => {
    if (value === undefined) return;
    const factor = value / limit;
    const verdict = factor <= 1 ? `met (${round(factor)} of it)` : `missed ${factor.toFixed(1)} times`;
    rows.push([goal, title, `${Number(limit.toPrecision(2))} ${unit}`, `${round(value)} ${unit}`, verdict]);
  };
  const warm = (figures: EngineFigures | undefined) => figures && figures.build + figures.sweep;
  const d = of('d');
  if (d && load) {
    const whole = (milliseconds: number) => (milliseconds / load.pods) * d.pods;
    add('G1', 'd ÷ JSON.parse of what kubectl prints', 5, (100 * warm(d)!) / whole(load.parse), '%');
    add('G1', 'd ÷ loading what kubectl prints, YAML', 15, (100 * warm(d)!) / whole(load.yaml), '%');
    add('G9', 'loading 150,000 pods, YAML', 2000, whole(load.yaml));
    add('G9', 'its share of js-yaml', 100 / 30, (100 * load.yaml) / load.jsYaml, '%');
  }
  for (const [shape, limit] of [
    ['c', 25],
    ['r', 50],
    ['d', 200],
    ['f', 1000],
  ] as const) {
    add('G2', `${shape}, warm`, limit, warm(of(shape)));
  }
  add('G2', 'd, first', 500, d?.first);
  add('G3', 'edit to delta at d, p50', 0.4, d?.edit.p50);
  add('G3', 'p95', 3, d?.edit.p95);
  add('G3', 'longest', 16, d?.edit.max);
  add('G4', 'keystroke to delta at d, p95', 8, keystrokes.find(({ shape }) => shape === 'd')?.keystroke.p95);
  add('G5', 'memory at d', 64, d?.memory, 'MB');
  add('G6', 'opens and closes at d, p95', 1, d?.opensCloses.p95);
  add('G6', 'of all policies at d', 1000, d?.allPolicies);
  add('G7', 'provenance at d, p50', 0.01, d?.provenance.p50);
  for (const [shape, limit] of [
    ['a', 10],
    ['b', 20],
    ['c', 100],
  ] as const) {
    add('G11', `${shape}, first`, limit, of(shape)?.first);
  }
  return toTable(['goal', 'of', 'limit', 'measured', ''], rows);
}
