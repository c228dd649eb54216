import { applyEdits, type TextEdit } from '../../text/edit';
import type { SourceFile } from '../../text/workspace';
import { editsInFile } from '../../yaml/editFile';
import type { YamlEdit } from '../../yaml/editUnit';
import { removePath } from '../../yaml/removePath';
import { setKey } from '../../yaml/setKey';
import type { YamlUnit } from '../../yaml/unit';
import { insertDocument } from '../addDocument';
import { addPolicy, addTierPolicy } from '../addPolicy';
import { anyPolicyOf, standingOf, step, type Draft, type Standing } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseName } from '../objectName';
import { freeName } from '../policyName';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { toStatedPlan } from '../verify';
import { writtenValue } from '../writtenValue';
import { renamedId } from './renamePolicy';

/** What the API server writes into an object that it holds: a copy must not claim it. */
const liveKeys = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'selfLink', 'managedFields'];

/**
 * Repeats a policy behind itself, with its comments and layout, under another name. One of a JSON file, or of a
 * list in flow style, is repeated as a document of its own.
 */
export function duplicatePolicy(draft: Draft, intent: IntentOf<'duplicatePolicy'>): Plan {
  const { policy: id } = intent;
  const policy = anyPolicyOf(draft, id);
  const standing = standingOf(draft, id);
  const file = draft.files.find((known) => known.name === standing?.ref.file);
  if (!policy || !standing || !file) return refuse('staleText', `${id} is not in the text any more.`);
  const isTaken = (name: string) => draft.reading.resources.has(renamedId(id, name));
  const name = intent.name ?? freeName(policy.name, isTaken);
  const refusal = refuseName(name, 'object');
  if (refusal) return refusal;
  if (isTaken(name)) return refuse('notPossible', `There is a policy ${name} already: choose another name.`);
  if (standing.broken)
    return refuse('notPossible', `${policy.name} cannot be read now: mend its text first.`);
  const after =
    repeatText(draft, file, standing, name) ?? repeatValue(draft, policy.namespace, standing, name);
  if (isRefusal(after)) return after;
  const end = { action: 'newPolicy', policy: name, summary: `new policy ${name}` } as const;
  return toStatedPlan(draft, after, { label: `Duplicate policy ${policy.name}`, ends: [end] });
}

/** The text of the unit again; undefined where it is JSON, or more than the policy. */
function repeatText(
  draft: Draft,
  file: SourceFile,
  { ref, unit }: Standing,
  name: string,
): Draft | Refusal | undefined {
  const body = bodyOf(unit);
  if (body === undefined || ref.path.length > 0) return undefined;
  const renamed = withName(unit.kind === 'item' ? unit.text : body, name);
  if ('reason' in renamed) {
    const place = { file: ref.file, from: unit.from, to: unit.from };
    return refuse('notPossible', `This cannot be repeated: ${renamed.reason}.`, place);
  }
  const edit =
    unit.kind === 'item'
      ? repeatItem(file, unit, renamed.edits)
      : insertDocument({ file, unit }, applyAll(body, renamed.edits));
  return step(draft, { type: 'edit', file: file.name, edits: [edit] });
}

/** Without the marker before it and the end behind it. undefined: not in block style. */
function bodyOf({ text }: YamlUnit): string | undefined {
  if (/^\s*[[{]/.test(text)) return undefined;
  const marker = /^(?:[ \t]*(?:#.*)?\n|%.*\n)*---[ \t]*(?:#.*)?\n/.exec(text)?.[0] ?? '';
  const body = text.slice(marker.length).replace(/^\.\.\.(?=\s|$)[^]*/m, '');
  return /^(?:---|%)/m.test(body) ? undefined : `${body.trimEnd()}\n`;
}

function repeatItem({ text }: SourceFile, unit: YamlUnit, edits: readonly (readonly TextEdit[])[]): TextEdit {
  let copy = text.slice(unit.from, unit.to);
  let own = unit.text;
  for (const each of edits) {
    copy = applyEdits(copy, editsInFile({ ...unit, text: own, from: 0, to: own.length }, each));
    own = applyEdits(own, each);
  }
  const isWhole = unit.to === 0 || text[unit.to - 1] === '\n';
  const insert = isWhole ? `${copy.trimEnd()}\n` : `\n${copy.trimEnd()}`;
  return { from: unit.to, to: unit.to, insert };
}

/** The edits that rename a copy and take out what only a living object has, each of the text that the one before leaves. */
function withName(
  text: string,
  name: string,
): { readonly edits: readonly (readonly TextEdit[])[] } | { readonly reason: string } {
  const edits: (readonly TextEdit[])[] = [];
  let current = text;
  const isThere = (key: string) => writtenValue(text, ['metadata', key]) !== undefined;
  const steps: ((now: string) => YamlEdit)[] = [
    (now) => setKey(now, ['metadata'], 'name', name),
    ...liveKeys.filter(isThere).map((key) => (now: string) => removePath(now, ['metadata', key])),
  ];
  for (const next of steps) {
    const result = next(current);
    if ('refusal' in result) return { reason: result.refusal.reason };
    edits.push(result.edits);
    current = applyEdits(current, result.edits);
  }
  return { edits };
}

const applyAll = (text: string, edits: readonly (readonly TextEdit[])[]): string =>
  edits.reduce((current, each) => applyEdits(current, each), text);

function repeatValue(draft: Draft, namespace: string, { ref, unit }: Standing, name: string): Draft {
  const written = writtenValue(unit.text, ref.path) as { readonly metadata?: object };
  const metadata = Object.entries(written.metadata ?? {}).filter(([key]) => !liveKeys.includes(key));
  const value = { ...written, metadata: { ...Object.fromEntries(metadata), name } };
  return namespace === '' ? addTierPolicy(draft, value) : addPolicy(draft, namespace, value);
}
