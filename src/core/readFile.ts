import { placeProblem } from './diagnose/place';
import type { Diagnostic } from './diagnose/diagnostic';
import { validatePolicy } from './diagnose/validate/policy';
import type { ServerVersion } from './diagnose/validate/serverVersion';
import type { Problem } from './manifest/problem';
import { readManifest } from './manifest/readManifest';
import { readResources } from './manifest/readResources';
import type { Resource } from './manifest/resource';
import type { Policy } from './policy/policy';
import { readPolicy } from './policy/readPolicy';
import { ownText } from './text/intern';
import type { Steps } from './text/steps';
import type { SourceFile } from './text/workspace';
import { splitUnits } from './yaml/documents';
import type { YamlUnit } from './yaml/unit';

/** An object that was read. As long as the same is read again, it stays the same. */
export interface ReadObject {
  readonly resource: Resource;
  /** Of a policy that the API server accepts. */
  readonly policy?: Policy;
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
  /** For which server the policies were validated. */
  readonly serverVersion: ServerVersion;
}

/**
 * Reads a file, unit by unit, its policies as a server of a version takes them; progress is told of this file. Units
 * whose text stands in `known` are taken from there; nothing else is kept of it.
 */
export function* readFile(
  { name, text }: SourceFile,
  known: ReadFile | undefined,
  serverVersion: ServerVersion,
): Steps<ReadFile> {
  const before = known && known.serverVersion !== serverVersion ? validateAnew(known, serverVersion) : known;
  if (before?.text === text) return { ...before, name };
  const units = splitUnits(text);
  const readings = yield* readUnits(units, before?.units ?? [], before?.readings ?? [], serverVersion);
  return { name, text, units, readings, serverVersion };
}

/** Units that do not parse keep what their last good state was accepted as. */
function validateAnew(file: ReadFile, serverVersion: ServerVersion): ReadFile {
  const readings = file.readings.map((reading, index) => {
    const { text = '' } = file.units[index] ?? {};
    const hasPolicies = reading.objects.some(({ resource }) => resource.type === 'policy');
    return hasPolicies && !reading.broken ? readUnitText(text, [reading], serverVersion) : reading;
  });
  return { ...file, readings, serverVersion };
}

/**
 * Most edits leave the units before and after them as they are. The ones in between that differ are taken to be
 * successors of those that stood there: one to one where the numbers agree, else in proportion.
 */
function* readUnits(
  units: readonly YamlUnit[],
  oldUnits: readonly YamlUnit[],
  oldReadings: readonly UnitReading[],
  serverVersion: ServerVersion,
): Steps<UnitReading[]> {
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
  const alike = new Map([...known].map(([text, reading]) => [bodyOf(text), reading]));
  const bodies = new Set(alike.size > 0 ? middle.map(({ text }) => bodyOf(text)) : []);
  const changed = middle.filter(({ text }) => alike.size === 0 || !alike.has(bodyOf(text)));
  const predecessors = [...alike].flatMap(([text, reading]) => (bodies.has(text) ? [] : [reading]));
  const share = predecessors.length / changed.length;
  const total = units.at(-1)?.to ?? 0;
  const readings: UnitReading[] = [];
  let position = 0;
  for (const { text, to } of middle) {
    const reading = known.get(text);
    if (reading) {
      readings.push(reading);
      continue;
    }
    const like = alike.size > 0 ? alike.get(bodyOf(text)) : undefined;
    const [from, until] = [Math.floor(position * share), Math.ceil((position + 1) * share)];
    if (!like) position++;
    // Else each unit that is changed would keep a whole version of its file alive.
    const kept = oldUnits.length === 0 ? text : ownText(text);
    readings.push(readUnitText(kept, like ? [like] : predecessors.slice(from, until), serverVersion));
    yield { done: to, total };
  }
  return [...oldReadings.slice(0, start), ...readings, ...oldReadings.slice(oldReadings.length - same)];
}

/** Its marker and final line end are not a unit's own: they come and go with the units around it. */
const bodyOf = (text: string): string => text.replace(/^---[ \t]*\n/, '').trimEnd();

function readUnitText(
  text: string,
  predecessors: readonly UnitReading[],
  serverVersion: ServerVersion,
): UnitReading {
  const content = readManifest(text);
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
    const isPolicy = resource.type === 'policy';
    const found = isPolicy ? validatePolicy(resource.kind, resource.value, serverVersion) : resource.problems;
    for (const problem of found) diagnostics.push(toDiagnostic(text, problem, resource));
    const before = old.get(resource.id);
    const isAccepted = isPolicy && !found.some(({ blocking }) => blocking);
    const wasAccepted = before?.policy !== undefined;
    if (before && isSame(before.resource, resource) && wasAccepted === isAccepted) return before;
    return isAccepted ? { resource, policy: readPolicy(resource.kind, resource.value) } : { resource };
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
    severity: problem.blocking || problem.tolerated ? 'error' : 'warning',
    message: problem.message,
    ...(problem.consequence === undefined ? {} : { consequence: problem.consequence }),
    ...(resource ? { resource: resource.id } : {}),
  };
}
