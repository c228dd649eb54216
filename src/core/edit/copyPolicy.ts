import { applyEdits, shiftRange, type TextEdit } from '../text/edit';
import type { SourceFile } from '../text/workspace';
import { editsInFile } from '../yaml/editFile';
import type { YamlEdit } from '../yaml/editUnit';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import type { YamlRefusal, YamlUnit } from '../yaml/unit';
import { insertDocument } from './addDocument';
import { addPolicy, addTierPolicy } from './addPolicy';
import { placeAtStart, standingOf, step, type Draft, type Standing } from './draft';
import { refuse, type Refusal } from './refusal';
import { writtenValue } from './writtenValue';

/** What the API server writes into an object that it holds: a copy must not claim it. */
const liveKeys = ['uid', 'resourceVersion', 'creationTimestamp', 'generation', 'selfLink', 'managedFields'];

/**
 * Repeats a policy behind itself, with its comments and layout, under another name. One of a JSON file, or of a
 * list in flow style, is repeated as a document of its own.
 */
export function copyPolicy(
  draft: Draft,
  policy: { readonly id: string; readonly name: string; readonly namespace: string },
  name: string,
): Draft | Refusal {
  const standing = standingOf(draft, policy.id);
  const file = draft.files.find((known) => known.name === standing?.ref.file);
  if (!standing || !file) return refuse('staleText', `${policy.id} is not in the text any more.`);
  if (standing.broken)
    return refuse('notPossible', `${policy.name} cannot be read now: mend its text first.`);
  return repeatText(draft, file, standing, name) ?? repeatValue(draft, policy.namespace, standing, name);
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
  const copied = unit.kind === 'item' ? unit.text : body;
  const renamed = withName(copied, name);
  if ('refusal' in renamed) {
    const place = { file: ref.file, ...shiftRange(renamed.refusal, unit.from + unit.text.indexOf(copied)) };
    const reason = `This cannot be repeated: ${renamed.refusal.reason}.`;
    return refuse('notPossible', reason, placeAtStart(draft, place));
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
): { readonly edits: readonly (readonly TextEdit[])[] } | { readonly refusal: YamlRefusal } {
  const edits: (readonly TextEdit[])[] = [];
  let current = text;
  const isThere = (key: string) => writtenValue(text, ['metadata', key]) !== undefined;
  const steps: ((now: string) => YamlEdit)[] = [
    (now) => setKey(now, ['metadata'], 'name', name),
    ...liveKeys.filter(isThere).map((key) => (now: string) => removePath(now, ['metadata', key])),
  ];
  for (const next of steps) {
    // A refusal shows its place in the text as it stands.
    const asItStands = next(text);
    const result = 'refusal' in asItStands ? asItStands : next(current);
    if ('refusal' in result) return result;
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
