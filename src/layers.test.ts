/** The architecture as a test: who may import whom. Type imports count. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { describe, expect, test } from 'vitest';

/** The rooms of src, and which other rooms each may import. Files directly in src are the room `main`. */
const layers: Rooms = {
  core: [],
  cli: ['core'],
  bench: ['core'],
  worker: ['core'],
  store: ['core', 'worker'],
  ui: [],
  verbs: ['core', 'worker', 'store', 'ui'],
  canvas: ['core', 'worker', 'store', 'ui', 'verbs'],
  editor: ['core', 'worker', 'store', 'ui'],
  panels: ['core', 'worker', 'store', 'ui', 'verbs'],
  app: ['core', 'worker', 'store', 'ui', 'verbs', 'canvas', 'editor', 'panels'],
  main: ['ui', 'app'],
};

/** The rooms of src/core: one wing knows no YAML, one knows no Kubernetes, and both meet in `manifest`. */
const judgement = ['model', 'policy', 'evaluate'];
const bothWings = [...judgement, 'explain', 'graph', 'layout', 'text', 'yaml', 'manifest'];
const coreRooms: Rooms = {
  model: [],
  policy: ['model'],
  evaluate: ['model', 'policy'],
  explain: judgement,
  graph: judgement,
  layout: [...judgement, 'graph'],
  text: [],
  yaml: ['text'],
  manifest: ['text', 'yaml', 'model', 'policy'],
  edit: bothWings,
  compare: [...judgement, 'graph', 'edit'],
  assist: bothWings,
  diagnose: [...bothWings, 'edit'],
  testing: [...bothWings, 'edit', 'compare', 'assist', 'diagnose', 'main'], // what only tests import
  main: [...bothWings, 'edit', 'compare', 'assist', 'diagnose'], // analyze.ts, index.ts
};

/** The packages a room may import; a room that is not named may import any. */
const packages: Rooms = {
  core: ['js-yaml', 'yaml', 'fflate'],
  cli: ['node', 'sarif'], // the latter has types only
  'core/model': [],
  'core/policy': [],
  'core/evaluate': [],
  'core/explain': [],
  'core/graph': [],
  'core/layout': [],
};

const coreDoor = 'core/index';
/** Benchmarks measure what the tests of the core prepare for them. */
const isCoreDoor = (from: string, to: string) =>
  to === `${coreDoor}.ts` || (roomOf(from) === 'bench' && to.startsWith('core/testing/'));
/** The aim is 300 lines; this is far over it. */
const maximumLines = 400;

type Rooms = Record<string, readonly string[]>;
/** Path below src → text. */
type Sources = ReadonlyMap<string, string>;

const isTest = (file: string) => /\.(test|bench)\.tsx?$/.test(file) || file.startsWith('core/testing/');

/** The room of a path below src (or below src/core): its first folder. */
function roomOf(path: string): string {
  const [room, ...rest] = path.split('/');
  return room !== undefined && rest.length > 0 ? room : 'main';
}

const insideCore = (path: string) => posix.relative('core', path);

/** All module specifiers of a file: imports, re-exports, `import()`, `import('…').Type`, `new URL('…')`. */
function readSpecifiers(file: string, text: string): string[] {
  const specifiers: string[] = [];
  const add = (node: { type: string; value?: unknown } | null) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') specifiers.push(node.value);
  };
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'URL') add(node.arguments[0] ?? null);
    },
  }).visit(program);
  return specifiers.map((specifier) => specifier.replace(/\?.*$/, ''));
}

const isRelative = (specifier: string) => specifier.startsWith('.');

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The path below src that a relative specifier means, without an extension that may be left out. */
function resolve(from: string, specifier: string, sources: Sources): string {
  const path = posix.join(posix.dirname(from), specifier);
  return ['', '.ts', '.tsx', '/index.ts'].map((end) => path + end).find((file) => sources.has(file)) ?? path;
}

function directionProblem(from: string, to: string): string | undefined {
  const [source, target] = [roomOf(from), roomOf(to)];
  if (source !== target) {
    if (layers[source]?.includes(target) !== true) return `${source} may not import ${target}`;
    if (target === 'core' && !isCoreDoor(from, to)) return `core is imported through ${coreDoor} only`;
  } else if (source === 'core' && !isTest(from)) {
    const [room, other] = [roomOf(insideCore(from)), roomOf(insideCore(to))];
    if (room !== other && coreRooms[room]?.includes(other) !== true) {
      return `core/${room} may not import core/${other}`;
    }
  }
  return undefined;
}

function packageProblem(from: string, name: string): string | undefined {
  if (isTest(from)) return undefined;
  const room = [`core/${roomOf(insideCore(from))}`, roomOf(from)].find((key) => key in packages);
  return room === undefined || packages[room]?.includes(name) ? undefined : `${room} may not import ${name}`;
}

function fileProblems(file: string, text: string): string[] {
  const problems: string[] = [];
  if (!(roomOf(file) in layers)) problems.push(`${file}: src/layers.test.ts knows no room ${roomOf(file)}`);
  if (roomOf(file) === 'core' && !(roomOf(insideCore(file)) in coreRooms)) {
    problems.push(`${file}: src/layers.test.ts knows no room core/${roomOf(insideCore(file))}`);
  }
  const lines = text.split('\n').length - 1;
  if (!isTest(file) && lines > maximumLines)
    problems.push(`${file}: ${lines} lines, more than ${maximumLines}`);
  return problems;
}

/** The files of a cycle, or nothing. Every file is visited once. */
function findCycle(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const cycle = visit(next, [...way, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

function findProblems(sources: Sources): string[] {
  const problems: string[] = [];
  const imports = new Map<string, string[]>();
  for (const [file, text] of sources) {
    problems.push(...fileProblems(file, text));
    const targets: string[] = [];
    for (const specifier of readSpecifiers(file, text)) {
      const target = isRelative(specifier) ? resolve(file, specifier, sources) : undefined;
      if (target?.startsWith('../')) continue; // outside src: an example, a fixture
      const problem =
        target === undefined ? packageProblem(file, packageOf(specifier)) : directionProblem(file, target);
      if (problem !== undefined) problems.push(`${file} → ${specifier}: ${problem}`);
      if (target !== undefined) targets.push(target);
    }
    imports.set(file, targets);
  }
  const cycle = findCycle(imports);
  if (cycle) problems.push(`a cycle: ${cycle.join(' → ')}`);
  return problems;
}

function readSources(): Sources {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file));
  return new Map(files.map((file) => [file, readFileSync(posix.join(import.meta.dirname, file), 'utf8')]));
}

describe('the layers of src', () => {
  test('imports go one way, without cycles, between files of a readable length', () => {
    expect(findProblems(readSources())).toEqual([]);
  });

  const planted: [title: string, sources: Record<string, string>, problem: string | undefined][] = [
    ['downwards', { 'store/a.ts': "import { b } from '../core';", 'core/index.ts': '' }, undefined],
    ['a worker by its URL', { 'store/a.ts': "import W from '../worker/main?worker';" }, undefined],
    ['an example', { 'app/a.ts': "import text from '../../public/examples/a.yaml?raw';" }, undefined],
    [
      'in a comment',
      { 'core/model/a.ts': "// import '../yaml/b';\nexport const s = 'from ../yaml/b';" },
      undefined,
    ],
    ['a test across the wings', { 'core/model/a.test.ts': "import '../yaml/b';" }, undefined],
    ['upwards', { 'store/a.ts': "import '../panels/b';" }, 'store may not import panels'],
    [
      'sideways, a type',
      { 'canvas/a.ts': "import type { B } from '../editor/b';" },
      'canvas may not import editor',
    ],
    [
      'dynamically',
      { 'panels/a.ts': "const b = () => import('../canvas/b');" },
      'panels may not import canvas',
    ],
    ['an inline type', { 'ui/a.ts': "type B = import('../core/index').B;" }, 'ui may not import core'],
    ['a re-export', { 'editor/a.ts': "export * from '../panels/b';" }, 'editor may not import panels'],
    ['a worker', { 'ui/a.ts': "new Worker(new URL('../worker/b.ts', import.meta.url));" }, 'import worker'],
    [
      'a style sheet',
      { 'panels/a.tsx': "import s from '../canvas/b.module.css';" },
      'panels may not import canvas',
    ],
    ['a benchmark', { 'bench/a.ts': "import '../core/testing/b';" }, undefined],
    ['a benchmark past the door', { 'bench/a.ts': "import '../core/model/b';" }, 'through core/index only'],
    ['past the door', { 'store/a.ts': "import '../core/text/edit';" }, 'through core/index only'],
    [
      'past the door, a test',
      { 'store/a.test.ts': "import '../core/text/edit';" },
      'through core/index only',
    ],
    [
      'a test between layers',
      { 'core/model/a.test.ts': "import '../../store/b';" },
      'core may not import store',
    ],
    [
      'judgement to text',
      { 'core/evaluate/a.ts': "import '../text/b';" },
      'core/evaluate may not import core/text',
    ],
    [
      'text to judgement',
      { 'core/yaml/a.ts': "import '../model/b';" },
      'core/yaml may not import core/model',
    ],
    ['back to the roof', { 'core/edit/a.ts': "import '../analyze';" }, 'core/edit may not import core/main'],
    ['test helpers', { 'core/edit/a.ts': "import '../testing/b';" }, 'core/edit may not import core/testing'],
    [
      'a library of YAML',
      { 'core/model/a.ts': "import { load } from 'js-yaml';" },
      'core/model may not import js-yaml',
    ],
    [
      'a view library',
      { 'core/text/a.ts': "import { useState } from 'react';" },
      'core may not import react',
    ],
    ['an unknown room', { 'utils/a.ts': '' }, 'knows no room utils'],
    ['an unknown room of the core', { 'core/helpers/a.ts': '' }, 'knows no room core/helpers'],
    ['a long file', { 'ui/a.ts': '\n'.repeat(401) }, '401 lines'],
    [
      'a cycle of types',
      { 'ui/a.ts': "import type { B } from './b';", 'ui/b.tsx': "export { A } from './a';" },
      'a cycle: ui/a.ts → ui/b.tsx → ui/a.ts',
    ],
  ];
  test.each(planted)('%s', (_title, sources, problem) => {
    expect(findProblems(new Map(Object.entries(sources)))).toEqual(
      problem === undefined ? [] : [expect.stringContaining(problem)],
    );
  });
});
