import { expect } from 'vitest';
import type { Intent } from '../edit/intent';
import { objectsOfUnit, type WrittenObject } from '../edit/writtenObjects';
import { applyChanges, invertChanges, writeSourceFile } from '../text/workspace';
import { checkConsequence } from './checkConsequence';
import type { AcceptedPlan, CarriedOut, Workspace } from './planned';

/** What holds of every plan: it can be undone, breaks nothing, keeps what it does not speak of, and says what it does. */
export function checkPlan(made: CarriedOut): void {
  checkUndo(made);
  checkSoundness(made);
  checkOthers(made);
  checkUnread(made);
  checkInsertions(made);
  checkComments(made);
  checkConsequence(made);
}

function checkUndo({ before, after, plan }: CarriedOut): void {
  const { changes } = plan.transaction;
  const back = applyChanges(after.files, invertChanges(before.files, changes));
  expect(back.map((file) => [file.name, writeSourceFile(file)])).toEqual(
    before.files.map((file) => [file.name, writeSourceFile(file)]),
  );
  for (const { name, bom, eol } of before.files) {
    const now = after.files.find((file) => file.name === name);
    if (now) expect([now.bom, now.eol]).toEqual([bom, eol]);
  }
  expect(plan.transaction.label).not.toBe('');
  expect(plan.ends.length).toBeGreaterThan(0);
  for (const { file, from, to } of plan.reveal) {
    const text = after.files.find(({ name }) => name === file)?.text ?? '';
    expect(0 <= from && from <= to && to <= text.length).toBe(true);
  }
}

/** Verbs that only write: what they replace is nothing. */
const writing = new Set<Intent['type']>([
  'addNamespace',
  'addTierRule',
  'addWorkload',
  'allowDns',
  'allowFlow',
  'createPolicy',
  'duplicatePolicy',
  'isolate',
  'isolateAndAllow',
]);

function checkInsertions({ before, intent, plan }: CarriedOut): void {
  if (!writing.has(intent.type)) return;
  let { files } = before;
  for (const change of plan.transaction.changes) {
    if (change.type === 'edit') {
      const { text } = files.find(({ name }) => name === change.file)!;
      for (const { from, to } of change.edits)
        expect(text.slice(from, to)).toMatch(/^\s*(?:\[\s*\]|\{\s*\}|null|~)?\s*$/);
    } else expect(change.type).toBe('add');
    files = applyChanges(files, [change]);
  }
}

/** What cannot be read, and what holds no object, stays byte for byte in its file, if that stays. */
function checkUnread({ before, after }: CarriedOut): void {
  for (const { name, units } of before.analysis.files) {
    const now = after.files.find((file) => file.name === name)?.text;
    for (const [index, unit] of units.entries()) {
      if (readObjects(name, unit, index).some(({ kind, path }) => kind !== '' || path.length > 0)) continue;
      if (now !== undefined) expect(now).toContain(textOf({ unit }));
    }
  }
}

/** Everything parses as before, and the API server refuses nothing more. */
function checkSoundness({ before, after }: CarriedOut): void {
  const broken = ({ analysis }: Workspace) =>
    analysis.files.reduce((sum, file) => sum + file.broken.length, 0);
  expect(broken(after)).toBe(broken(before));
  expect([...after.analysis.refused].filter((id) => !before.analysis.refused.has(id))).toEqual([]);
}

/** Objects that the plan does not speak of have the same value, in the same text. */
function checkOthers({ before, after, intent, plan }: CarriedOut): void {
  const [was, is] = [objectsOf(before), objectsOf(after)];
  for (const [key, object] of was) {
    const now = is.get(key);
    if (now && isSameText(object, now)) continue;
    if (mayTouch(intent, plan, object)) continue;
    expect(now?.value, key).toEqual(object.value);
    if (object.path.length === 0 && now?.path.length === 0) expect(textOf(now)).toBe(textOf(object));
  }
  for (const [key, object] of is) {
    if (!was.has(key)) expect([key, mayTouch(intent, plan, object)]).toEqual([key, true]);
  }
}

const isSameText = (a: WrittenObject, b: WrittenObject) =>
  a.unit.text === b.unit.text && a.path.join() === b.path.join();
/** Comments between two documents may be told to belong to the one or the other. */
const textOf = ({ unit }: Pick<WrittenObject, 'unit'>) =>
  unit.text
    .replace(/^(?:[#%].*\n|\s*\n)*---\n/, '')
    .replace(/^\.\.\.(?=\s|$)[^]*/m, '')
    .trimEnd();

/** What is read of a text, as most stay the same from plan to plan. */
const known = new Map<string, readonly WrittenObject[]>();

function objectsOf({ analysis }: Workspace): Map<string, WrittenObject> {
  if (known.size > 10_000) known.clear();
  const objects = analysis.files.flatMap(({ name, units }) =>
    units.flatMap((unit, index) => readObjects(name, unit, index)),
  );
  // Where something is written twice, the last one counts and is spoken of.
  return new Map(
    objects.map((object) => [`${object.kind}/${object.namespace || 'default'}/${object.name}`, object]),
  );
}

function readObjects(file: string, unit: WrittenObject['unit'], index: number): readonly WrittenObject[] {
  const objects = known.get(unit.text) ?? objectsOfUnit(file, unit, index);
  known.set(unit.text, objects);
  return objects;
}

function mayTouch(
  intent: Intent,
  plan: AcceptedPlan,
  { kind, name, namespace, value }: WrittenObject,
): boolean {
  if (plan.ends.some((end) => end.policy === name) && kind.endsWith('NetworkPolicy')) return true;
  const home = namespace || 'default';
  const is = (id: string) => id === `${kind}/${home}/${name}` || id === `${kind}/${name}`;
  switch (intent.type) {
    case 'renamePolicy':
    case 'duplicatePolicy':
      return is(intent.policy);
    case 'addNamespace':
      return kind === 'Namespace' && name === intent.name;
    case 'renameNamespace':
      return (
        namespace === intent.namespace ||
        namespace === intent.name ||
        kind === 'Namespace' ||
        JSON.stringify(value).includes(`"${intent.namespace}"`)
      );
    case 'removeNamespace':
      return namespace === intent.namespace || (kind === 'Namespace' && name === intent.namespace);
    case 'addWorkload':
      return kind === 'Deployment' && name === intent.name;
    case 'renameWorkload':
      return is(intent.workload) || (intent.workload.startsWith(`${kind}/`) && name === intent.name);
    case 'removeWorkload':
      return is(intent.workload) || JSON.stringify(value).includes('"ownerReferences":');
    case 'changeContainerPorts':
    case 'changeReplicas':
      return is(intent.workload);
    case 'changeLabels':
      return is(intent.subject);
    case 'changeBlock':
      return JSON.stringify(value).includes(intent.block.slice('Addresses/'.length).split(' ')[0]!);
    default:
      return false;
  }
}

/** Verbs that take nothing out of the text. */
const keeping = new Set<Intent['type']>([
  ...writing,
  'changePriority',
  'changeReplicas',
  'renameNamespace',
  'renamePolicy',
  'renameWorkload',
  'splitRule',
]);

/** Comments survive. */
function checkComments({ before, after, intent }: CarriedOut): void {
  if (!keeping.has(intent.type)) return;
  const count = ({ files }: Workspace) =>
    files.reduce((sum, { text }) => sum + (text.match(/(?:^|\s)# /gm)?.length ?? 0), 0);
  expect(count(after)).toBeGreaterThanOrEqual(count(before));
}
