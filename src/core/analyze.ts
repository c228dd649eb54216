import type { Diagnostic } from './diagnose/diagnostic';
import { placeProblem } from './diagnose/place';
import type { ServerVersion } from './diagnose/validate/serverVersion';
import { buildConnectivity } from './evaluate/buildConnectivity';
import { type Connectivity, isSameProfile } from './evaluate/connectivity';
import { buildCluster } from './manifest/buildCluster';
import { ownerIdOf } from './manifest/buildWorkloads';
import { resolveDuplicates } from './manifest/duplicates';
import type { Resource, ResourceRef } from './manifest/resource';
import type { Cluster } from './model/cluster';
import { inferWorkloads } from './policy/inferWorkloads';
import { type ReadFile, type ReadObject, readFile, type UnitReading } from './readFile';
import { DEFAULT_SETTINGS, type Settings } from './settings';
import { finish, type Steps } from './text/steps';
import type { SourceFile } from './text/workspace';
import { shiftRange, type TextRange } from './text/edit';
import { lineColumn, lineStarts } from './text/lines';
import type { YamlUnit } from './yaml/unit';

/** What was read of one file. */
interface FileReading {
  readonly name: string;
  readonly units: readonly YamlUnit[];
  /** Indices of units that do not parse now. */
  readonly broken: readonly number[];
  /** Those of them that still stand for what they said when they parsed last; nothing is known of the others. */
  readonly outdated: readonly number[];
  /** Kind (`CustomResourceDefinition`) → how many objects were ignored. */
  readonly ignored: Readonly<Record<string, number>>;
}

/** Everything derived from the text of the workspace. */
export interface Analysis {
  readonly files: readonly FileReading[];
  readonly connectivity: Connectivity;
  /** Where each object stands, by id. A workload made of pods that are loaded alone stands where the first one does. */
  readonly resources: ReadonlyMap<string, ResourceRef>;
  /** Ids of policies that the API server would refuse: reported and left out. */
  readonly refused: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
  /** How it was read. */
  readonly settings: Settings;
}

/** What an analysis keeps for the next one. */
interface Past {
  readonly files: ReadonlyMap<string, ReadFile>;
  /** What was judged. */
  readonly resources: readonly Resource[];
  readonly loaded: LoadedCluster;
}

/** What the manifests say exists, and what they say it with. */
interface LoadedCluster {
  readonly cluster: Cluster;
  /** All but policies. */
  readonly resources: readonly Resource[];
  /** Namespaces exist also where only policies mention them. */
  readonly policyNamespaces: readonly string[];
}

const pasts = new WeakMap<Analysis, Past>();

/**
 * The one pipeline: the texts of the workspace → what they say exists, what is permitted, and what is wrong.
 * Never throws for any text. With the `previous` analysis only changed units are parsed and validated, one that
 * does not parse keeps its last good state (law 6), and where all says what it said before the connectivity stays
 * the same object. What `settings` leaves out is as it was for `previous`, at first as in `DEFAULT_SETTINGS`.
 */
export function analyze(
  files: readonly SourceFile[],
  previous?: Analysis,
  settings: Partial<Settings> = {},
): Analysis {
  return finish(analyzeInSteps(files, previous, settings));
}

/** `analyze` for large texts: tells how much is read after each unit, and lets others work in between. */
export function* analyzeInSteps(
  files: readonly SourceFile[],
  previous?: Analysis,
  settings: Partial<Settings> = {},
): Steps<Analysis> {
  const chosen = { ...(previous?.settings ?? DEFAULT_SETTINGS), ...settings };
  const { serverVersion, ipBlock, hostNetwork } = chosen;
  const profile = { ipBlock, hostNetwork };
  const past = previous && pasts.get(previous);
  const read = yield* readFiles(files, past?.files ?? new Map(), serverVersion);
  const objects = read.flatMap(collectObjects);
  const accepted = objects.filter(({ object }) => !isRefused(object));
  const { winners, overridden } = resolveDuplicates(withoutOutdated(accepted));
  const winnerIds = new Set(winners.map(({ id }) => id));
  const refused = objects.filter(({ id, object }) => isRefused(object) && !winnerIds.has(id));

  const resources = [...winners, ...refused].map(({ object }) => object.resource);
  const known =
    previous && haveSameItems(resources, past?.resources ?? []) ? previous.connectivity : undefined;
  const policies = winners.flatMap(({ object }) => object.policy ?? []);
  const loaded = loadCluster(resources, past?.loaded);
  const analysis: Analysis = {
    files: read.map(toFileReading),
    connectivity:
      known && isSameProfile(known.profile, profile)
        ? known
        : buildConnectivity(
            inferWorkloads(loaded.cluster, policies),
            policies,
            profile,
            previous?.connectivity,
          ),
    resources: locateResources([...refused, ...winners]),
    refused: new Set(refused.map(({ id }) => id)),
    diagnostics: [...read.flatMap(collectDiagnostics), ...toDuplicates(overridden)].sort(byPlace(files)),
    settings: chosen,
  };
  pasts.set(analysis, { files: new Map(read.map((file) => [file.name, file])), resources, loaded });
  return analysis;
}

function* readFiles(
  files: readonly SourceFile[],
  before: ReadonlyMap<string, ReadFile>,
  serverVersion: ServerVersion,
): Steps<readonly ReadFile[]> {
  const renamed = findRenamed(files, before);
  const total = files.reduce((sum, { text }) => sum + text.length, 0);
  const read: ReadFile[] = [];
  let earlier = 0;
  for (const file of files) {
    const steps = readFile(file, before.get(file.name) ?? renamed.get(file.text), serverVersion);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield { done: earlier + step.value.done, total };
    read.push(step.value);
    earlier += file.text.length;
  }
  return read;
}

/** While only policies change, the cluster stays the same object, so that only they are judged again. */
function loadCluster(all: readonly Resource[], before: LoadedCluster | undefined): LoadedCluster {
  const resources = all.filter(({ type }) => type !== 'policy');
  const policies = all.filter(({ type }) => type === 'policy');
  const policyNamespaces = [...new Set(policies.map(({ namespace }) => namespace))];
  const isSame =
    before &&
    haveSameItems(resources, before.resources) &&
    haveSameItems(policyNamespaces, before.policyNamespaces);
  return isSame ? before : { cluster: buildCluster(all), resources, policyNamespaces };
}

function haveSameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** An object with the place where it stands. */
interface StandingObject {
  readonly id: string;
  readonly object: ReadObject;
  readonly file: ReadFile;
  readonly unit: number;
  /** From the last good state of a unit that does not parse now. */
  readonly outdated: boolean;
}

function collectObjects(file: ReadFile): StandingObject[] {
  return file.readings.flatMap(({ objects, broken }, unit) =>
    objects.map((object) => ({ id: object.resource.id, object, file, unit, outdated: broken })),
  );
}

function isRefused({ resource, policy }: ReadObject): boolean {
  return resource.type === 'policy' && policy === undefined;
}

/** What is written now prevails over what was written once. */
function withoutOutdated(objects: readonly StandingObject[]): readonly StandingObject[] {
  if (!objects.some(({ outdated }) => outdated)) return objects;
  const seen = new Set(objects.flatMap(({ id, outdated }) => (outdated ? [] : [id])));
  return objects.filter(({ id, outdated }) => {
    if (!outdated) return true;
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew;
  });
}

/** The files whose names are gone, by their text: under another name they are the same. */
function findRenamed(
  files: readonly SourceFile[],
  before: ReadonlyMap<string, ReadFile>,
): Map<string, ReadFile> {
  const names = new Set(files.map(({ name }) => name));
  return new Map([...before.values()].flatMap((old) => (names.has(old.name) ? [] : [[old.text, old]])));
}

function toFileReading({ name, units, readings }: ReadFile): FileReading {
  const ignored: Record<string, number> = Object.create(null);
  for (const reading of readings) {
    for (const [kind, count] of reading.ignored) ignored[kind] = (ignored[kind] ?? 0) + count;
  }
  const broken = [...readings.keys()].filter((unit) => readings[unit]?.broken);
  const outdated = broken.filter((unit) => readings[unit]!.objects.length > 0);
  return { name, units, broken, outdated, ignored };
}

function locateResources(objects: readonly StandingObject[]): Map<string, ResourceRef> {
  const refs = new Map<string, ResourceRef>();
  for (const { id, object, file, unit } of objects) {
    refs.set(id, { id, file: file.name, unit, path: object.resource.path });
  }
  for (const { id, object } of objects) {
    const ownerId = object.resource.type === 'pod' ? ownerIdOf(object.resource) : id;
    const ref = refs.get(id);
    if (ref && !refs.has(ownerId)) refs.set(ownerId, { ...ref, id: ownerId });
  }
  return refs;
}

function collectDiagnostics({ name, units, readings }: ReadFile): Diagnostic[] {
  return readings.flatMap(({ diagnostics }, index) => {
    const offset = units[index]?.from ?? 0;
    return diagnostics.map((diagnostic) => ({
      ...diagnostic,
      file: name,
      ...shiftRange(diagnostic, offset),
    }));
  });
}

function toDuplicates(overridden: readonly (readonly [StandingObject, StandingObject])[]): Diagnostic[] {
  const starts = new Map<ReadFile, readonly number[]>();
  return overridden.map(([loser, winner]) => {
    const { text } = winner.file;
    const lines = starts.get(winner.file) ?? lineStarts(text);
    starts.set(winner.file, lines);
    const { line } = lineColumn(text, nameRange(winner).from, lines);
    const where = winner.file === loser.file ? `line ${line}` : `${winner.file.name}, line ${line}`;
    const { kind, namespace, name } = loser.object.resource;
    const title = namespace === '' ? name : `${namespace}/${name}`;
    return {
      ...nameRange(loser),
      file: loser.file.name,
      code: 'duplicate',
      severity: 'warning',
      message:
        `${kind} ${title} is written again in ${where}: the last one counts, this one has no effect. ` +
        'Rename or remove one.',
      resource: loser.id,
    };
  });
}

/** Ranges inside units, by reading and path: places are found once, not with every keystroke elsewhere. */
const nameRanges = new WeakMap<UnitReading, Map<string, TextRange>>();

function nameRange({ object, file, unit }: StandingObject): TextRange {
  const { from = 0, text = '' } = file.units[unit] ?? {};
  const reading = file.readings[unit];
  const ranges = (reading && nameRanges.get(reading)) ?? new Map<string, TextRange>();
  if (reading) nameRanges.set(reading, ranges);
  const path = [...object.resource.path, 'metadata', 'name'];
  const range = ranges.get(path.join()) ?? placeProblem(text, { path });
  ranges.set(path.join(), range);
  return shiftRange(range, from);
}

function byPlace(files: readonly SourceFile[]): (a: Diagnostic, b: Diagnostic) => number {
  const order = new Map(files.map(({ name }, index) => [name, index]));
  return (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.from - b.from;
}
