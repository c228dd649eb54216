import type { Connectivity } from '../evaluate/connectivity';
import type { ResourceRef } from '../manifest/resource';
import type { NetworkPolicy, Policy } from '../policy/policy';
import { applyEdits, shiftRange } from '../text/edit';
import { applyChanges, invertChanges, type FileChange, type Place, type SourceFile } from '../text/workspace';
import { editsInFile } from '../yaml/editFile';
import type { YamlEdit } from '../yaml/editUnit';
import { locateNearest } from '../yaml/locate';
import type { YamlPath, YamlUnit } from '../yaml/unit';
import { isRefusal, refuse, type Refusal } from './refusal';
import { movePlaces, revealsOf } from './reveal';

/** What a plan needs to know of the text; `Analysis` is one. */
export interface Reading {
  readonly files: readonly {
    readonly name: string;
    readonly units: readonly YamlUnit[];
    readonly broken: readonly number[];
  }[];
  readonly connectivity: Connectivity;
  readonly resources: ReadonlyMap<string, ResourceRef>;
  /** Ids of policies that the API server would refuse. */
  readonly refused: ReadonlySet<string>;
}

/**
 * The workspace while a plan is made. Every step is applied at once and read when somebody asks, so that the next
 * one is planned on the text as it will be.
 */
export interface Draft {
  /** The text before all steps, as the user sees it. */
  readonly start: readonly SourceFile[];
  readonly files: readonly SourceFile[];
  readonly reading: Reading;
  readonly read: (files: readonly SourceFile[]) => Reading;
  /** The steps so far. */
  readonly changes: readonly FileChange[];
  /** What the steps wrote, in the text as it is now. */
  readonly reveal: readonly Place[];
}

/** A resource with the unit that holds it. */
export interface Standing {
  readonly ref: ResourceRef;
  readonly unit: YamlUnit;
  /** The unit does not parse now. */
  readonly broken: boolean;
}

/** A draft without steps. */
export function startDraft(
  files: readonly SourceFile[],
  reading: Reading,
  read: (files: readonly SourceFile[]) => Reading,
): Draft {
  return { start: files, files, reading, read, changes: [], reveal: [] };
}

/** Makes steps. They speak one after the other of the text that the one before leaves. */
export function step(draft: Draft, ...changes: readonly FileChange[]): Draft {
  let known: Reading | undefined;
  const { start, read } = draft;
  const files = applyChanges(draft.files, changes);
  return {
    start,
    files,
    get reading() {
      return (known ??= read(files));
    },
    read,
    changes: [...draft.changes, ...changes],
    reveal: revealsOf(draft.files, changes, draft.reveal),
  };
}

/** Where an object stands in the draft; undefined: it does not. */
export function standingOf({ reading }: Draft, id: string): Standing | undefined {
  const ref = reading.resources.get(id);
  const file = ref && reading.files.find(({ name }) => name === ref.file);
  const unit = ref && file?.units[ref.unit];
  return unit && { ref, unit, broken: file.broken.includes(ref.unit) };
}

/** A NetworkPolicy as the draft reads it now. */
export function policyOf({ reading }: Draft, id: string): NetworkPolicy | undefined {
  return reading.connectivity.policies.find((policy) => policy.id === id);
}

/** A policy of any kind as the draft reads it now. */
export function anyPolicyOf(draft: Draft, id: string): Policy | undefined {
  return policyOf(draft, id) ?? draft.reading.connectivity.tierPolicies.find((policy) => policy.id === id);
}

/** What an edit speaks of: its id, and what it is called where it cannot be edited. */
interface Edited {
  readonly id: string;
  readonly name: string;
}

/**
 * Edits an object's own text with primitives of yaml/, one after the other. Refused with the place where the text
 * cannot be edited.
 */
export function editObject(
  draft: Draft,
  { id, name }: Edited,
  ...edits: readonly ((text: string, objectPath: YamlPath) => YamlEdit)[]
): Draft | Refusal {
  const standing = standingOf(draft, id);
  if (!standing) return refuse('staleText', `${name} is no longer in the text.`);
  const { ref } = standing;
  let { unit } = standing;
  const changes: FileChange[] = [];
  for (const edit of edits) {
    const result = edit(unit.text, ref.path);
    if ('refusal' in result) {
      const place = { file: ref.file, ...shiftRange(result.refusal, unit.from) };
      const reason = `${name} cannot be changed here: ${result.refusal.reason}.`;
      return refuse('notPossible', reason, placeAtStart(draft, place, changes));
    }
    if (result.edits.length === 0) continue;
    changes.push({ type: 'edit', file: ref.file, edits: editsInFile(unit, result.edits) });
    const text = applyEdits(unit.text, result.edits);
    unit = { ...unit, text, to: unit.from + text.length };
  }
  return changes.length > 0 ? step(draft, ...changes) : draft;
}

/** Where a path inside an object stands; what stands nearest to it where it does not exist. */
export function placeOf(draft: Draft, id: string, path: YamlPath): Place | undefined {
  const standing = standingOf(draft, id);
  if (!standing) return undefined;
  const { ref, unit } = standing;
  const { item, key, value } = locateNearest(unit.text, [...ref.path, ...path]);
  const { from } = item ?? key ?? value;
  return placeAtStart(draft, { file: ref.file, ...shiftRange({ from, to: value.to }, unit.from) });
}

/**
 * A place in the text of a draft as the user sees it, before all steps; undefined where nothing stood.
 * @param further changes behind those of the draft
 */
export function placeAtStart(
  { start, changes }: Draft,
  place: Place,
  further: readonly FileChange[] = [],
): Place | undefined {
  return movePlaces([place], invertChanges(start, [...changes, ...further]))[0];
}

/** Runs steps one after the other until one is refused. */
export function inOrder<Item>(
  draft: Draft,
  items: readonly Item[],
  next: (draft: Draft, item: Item) => Draft | Refusal,
): Draft | Refusal {
  let result: Draft | Refusal = draft;
  for (const item of items) {
    if (isRefusal(result)) return result;
    result = next(result, item);
  }
  return result;
}
