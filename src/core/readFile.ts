import { placeProblem } from './diagnose/place';
import type { Diagnostic } from './diagnose/diagnostic';
import { validateNetworkPolicy } from './diagnose/validate/networkPolicy';
import type { Problem } from './manifest/problem';
import { readResources } from './manifest/readResources';
import type { Resource } from './manifest/resource';
import { readNetworkPolicy } from './policy/networkPolicy';
import type { NetworkPolicy } from './policy/policy';
import type { SourceFile } from './text/workspace';
import { splitUnits } from './yaml/documents';
import { readUnit } from './yaml/read';
import type { YamlUnit } from './yaml/unit';

/** An object that was read. As long as the same is read again, it stays the same. */
export interface ReadObject {
  readonly resource: Resource;
  /** Of a NetworkPolicy that the API server accepts. */
  readonly policy?: NetworkPolicy;
}

/** A diagnostic with its range inside the unit. */
type UnitDiagnostic = Omit<Diagnostic, 'file'>;

/** What one unit says. */
export interface UnitReading {
  /** The unit does not parse now: the objects are those of its last good state. */
  readonly broken: boolean;
  readonly objects: readonly ReadObject[];
  readonly ignored: ReadonlyMap<string, number>;
  readonly diagnostics: readonly UnitDiagnostic[];
}

/** A file as it was read; `readings` are those of `units`. */
export interface ReadFile {
  readonly name: string;
  readonly text: string;
  readonly units: readonly YamlUnit[];
  readonly readings: readonly UnitReading[];
}

/** Reads a file. Units whose text stands in `before` are taken from there; nothing else is kept of it. */
export function readFile({ name, text }: SourceFile, before: ReadFile | undefined): ReadFile {
  if (before?.text === text) return { ...before, name };
  const units = splitUnits(text);
  return { name, text, units, readings: readUnits(units, before?.units ?? [], before?.readings ?? []) };
}

/**
 * Most edits leave the units before and after them as they are. The ones in between that differ are taken to be
 * successors of those that stood there: one to one where the numbers agree, else in proportion.
 */
function readUnits(
  units: readonly YamlUnit[],
  oldUnits: readonly YamlUnit[],
  oldReadings: readonly UnitReading[],
): UnitReading[] {
  const shorter = Math.min(units.length, oldUnits.length);
  let start = 0;
  while (start < shorter && units[start]?.text === oldUnits[start]?.text) start++;
  let same = 0;
  while (same < shorter - start && units.at(-1 - same)?.text === oldUnits.at(-1 - same)?.text) same++;

  const known = new Map<string, UnitReading>();
  for (let index = start; index < oldUnits.length - same; index++) {
    const [unit, reading] = [oldUnits[index], oldReadings[index]];
    if (unit && reading) known.set(unit.text, reading);
  }
  const middle = units.slice(start, units.length - same);
  const changed = middle.filter(({ text }) => !known.has(text));
  const texts = new Set(middle.map(({ text }) => text));
  const predecessors = [...known].flatMap(([text, reading]) => (texts.has(text) ? [] : [reading]));
  const share = predecessors.length / changed.length;
  let position = 0;
  const readings = middle.map(({ text }) => {
    const reading = known.get(text);
    if (reading) return reading;
    const [from, to] = [Math.floor(position * share), Math.ceil((position + 1) * share)];
    position++;
    return readUnitText(text, predecessors.slice(from, to));
  });
  return [...oldReadings.slice(0, start), ...readings, ...oldReadings.slice(oldReadings.length - same)];
}

function readUnitText(sliced: string, predecessors: readonly UnitReading[]): UnitReading {
  const text = detach(sliced);
  const content = readUnit(text);
  if (content.state === 'empty') return { broken: false, objects: [], ignored: new Map(), diagnostics: [] };
  if (content.state === 'broken') {
    return {
      broken: true,
      objects: predecessors.flatMap(({ objects }) => objects),
      ignored: new Map(),
      diagnostics: content.problems.map((problem) => ({ ...problem, code: 'syntax', severity: 'error' })),
    };
  }
  const { resources, ignored, problems } = readResources(content.value);
  const diagnostics: UnitDiagnostic[] = [
    ...content.duplicateKeys.map(
      (problem): UnitDiagnostic => ({ ...problem, code: 'V42', severity: 'warning' }),
    ),
    ...problems.map((problem) => toDiagnostic(text, problem)),
  ];
  const old = new Map(
    predecessors.flatMap(({ objects }) => objects).map((object) => [object.resource.id, object]),
  );
  const objects = resources.map((resource): ReadObject => {
    const isPolicy = resource.type === 'networkPolicy';
    const found = isPolicy ? validateNetworkPolicy(resource.value) : resource.problems;
    for (const problem of found) diagnostics.push(toDiagnostic(text, problem, resource));
    const before = old.get(resource.id);
    if (before && isSame(before.resource, resource)) return before;
    if (!isPolicy || found.some(({ blocking }) => blocking)) return { resource };
    return { resource, policy: readNetworkPolicy(resource.value) };
  });
  return { broken: false, objects, ignored, diagnostics };
}

/** Whether two readings of an object differ in nothing: an edit of comments, spaces or quotes. */
function isSame(a: Resource, b: Resource): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function toDiagnostic(text: string, problem: Problem, resource?: Resource): UnitDiagnostic {
  const path = [...(resource?.path ?? []), ...problem.path];
  return {
    ...placeProblem(text, { ...problem, path }),
    code: problem.code,
    severity: problem.blocking ? 'error' : 'warning',
    message: problem.message,
    ...(resource ? { resource: resource.id } : {}),
  };
}

/**
 * The same text in memory of its own. Engines keep a slice as a view of the whole, and all names and labels read
 * from it too: every changed unit would keep a whole version of its file alive.
 */
function detach(text: string): string {
  return String(JSON.parse(JSON.stringify(text)));
}
