import { applyEdits, minimalEdit, shiftEdits, type TextEdit } from '../text/edit';
import type { Steps } from '../text/steps';
import { splitUnits } from '../yaml/documents';
import { leaveOutOfJson } from '../yaml/jsonFields';
import { type Fields, leaveOutOfPlain, type LeavingOut } from '../yaml/plain';
import { readUnit } from '../yaml/read';
import { removePath } from '../yaml/removePath';
import type { YamlPath, YamlUnit } from '../yaml/unit';
import { all, type FieldNames, inTemplates, toFields } from './fields';
import { isMapping, itemsOf, textAt, valueAt } from './value';

/** What was left out of a dump, as policies don't need it: how many of each. */
export interface LeftOut {
  readonly secrets: number;
  /** Fields with the data of ConfigMaps and the like. */
  readonly data: number;
  /** Fields with environment variables, commands and their arguments. */
  readonly environments: number;
  /** Managed fields and last applied configurations, which repeat all the rest. */
  readonly records: number;
}

const record = 'kubectl.kubernetes.io/last-applied-configuration';
const container = all('args', 'command', 'env', 'envFrom');
const podSpec: FieldNames = {
  containers: container,
  initContainers: container,
  ephemeralContainers: container,
};
const metadata: FieldNames = { managedFields: 'all', annotations: all(record) };
const ofObjects: FieldNames = {
  ...all('data', 'binaryData', 'stringData'),
  metadata,
  spec: { ...podSpec, ...inTemplates({ metadata, spec: podSpec }) },
};
const privateFields = toFields({ ...ofObjects, items: ofObjects });

const countedAs: Readonly<Record<string, keyof LeftOut>> = {
  data: 'data',
  binaryData: 'data',
  stringData: 'data',
  managedFields: 'records',
  [record]: 'records',
};

/**
 * How to leave out of a text what a cluster has told of itself and policies don't need: Secrets, data, environment
 * and the copies of them in the metadata. Only of objects that a server has served; manifests that somebody wrote
 * stay as they are. All the rest stays byte for byte.
 */
export function* planLeavingOut(
  text: string,
): Steps<{ readonly edits: readonly TextEdit[]; readonly leftOut: LeftOut }> {
  const leftOut = { secrets: 0, data: 0, environments: 0, records: 0 };
  const edits: TextEdit[] = [];
  const units = splitUnits(text);
  for (const [index, unit] of units.entries()) {
    if (isServed(unit.text)) {
      if (isSecret(unit.text)) {
        leftOut.secrets += 1;
        edits.push(removeUnit(text, unit, units[index + 1]));
      } else {
        const found = leaveOutOfUnit(unit.text);
        for (const key of found.keys) leftOut[countedAs[key] ?? 'environments'] += 1;
        edits.push(...shiftEdits(found.edits, unit.from));
      }
    }
    yield { done: unit.to, total: text.length };
  }
  return { edits, leftOut };
}

const isJson = (text: string) => /^\s*\{/.test(text);

/** Under `metadata`, what only a server writes, in the style of kubectl. */
const servedYaml = /^( *)metadata:\n(?:\1 .*\n)*?\1 +(?:uid|resourceVersion): "?[^"\s]/m;
const servedJson = /"(?:uid|resourceVersion)"\s*:\s*"[^"]/;
const mayBeServed = /uid|resourceVersion/;
const mayBeSecret = /kind"?\s*:\s*["']?Secret\b/;

function isServed(text: string): boolean {
  if (!mayBeServed.test(text)) return false;
  if (isJson(text)) return servedJson.test(text);
  if (servedYaml.test(text)) return true;
  const content = readUnit(text);
  if (content.state !== 'read') return false;
  const objects = [content.value, ...itemsOf(valueAt(content.value, 'items'))];
  return objects.some((object) =>
    ['uid', 'resourceVersion'].some((key) => textAt(object, 'metadata', key) !== ''),
  );
}

function isSecret(text: string): boolean {
  if (!mayBeSecret.test(text)) return false;
  const content = readUnit(text);
  return content.state === 'read' && textAt(content.value, 'kind') === 'Secret';
}

/** A unit goes whole; of JSON with the comma behind it, or the one before. */
function removeUnit(text: string, { from, to, kind }: YamlUnit, next: YamlUnit | undefined): TextEdit {
  if (kind === 'document' || text[from] !== '{') return { from, to, insert: '' };
  if (next !== undefined && text.slice(to, next.from).trim() === ',')
    return { from, to: next.from, insert: '' };
  const before = /,\s*$/.exec(text.slice(Math.max(0, from - 1000), from))?.[0].length ?? 0;
  return { from: from - before, to, insert: '' };
}

function leaveOutOfUnit(text: string): LeavingOut {
  const found = isJson(text) ? leaveOutOfSoundJson(text) : leaveOutOfPlain(text, privateFields);
  return found ?? leaveOutByPaths(text);
}

function leaveOutOfSoundJson(text: string): LeavingOut | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return leaveOutOfJson(text, privateFields);
}

/** For YAML of another style than kubectl's: one field after the other, by the library. */
function leaveOutByPaths(text: string): LeavingOut {
  const content = readUnit(text);
  const paths = content.state === 'read' ? findFields(content.value, privateFields, []) : [];
  const keys: string[] = [];
  let rest = text;
  for (const path of paths) {
    const removal = removePath(rest, path);
    if (!('edits' in removal)) continue;
    rest = applyEdits(rest, removal.edits);
    keys.push(String(path.at(-1)));
  }
  const edit = minimalEdit(text, rest);
  return { keys, edits: edit ? [edit] : [] };
}

function findFields(value: unknown, fields: Fields, path: YamlPath): YamlPath[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => findFields(item, fields, [...path, index]));
  if (!isMapping(value)) return [];
  return [...fields].flatMap(([key, below]) => {
    if (!Object.hasOwn(value, key)) return [];
    return below === 'all' ? [[...path, key]] : findFields(valueAt(value, key), below, [...path, key]);
  });
}
