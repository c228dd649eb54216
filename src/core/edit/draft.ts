import type { Connectivity } from '../evaluate/connectivity';
import type { ResourceRef } from '../manifest/resource';
import type { NetworkPolicy } from '../policy/policy';
import { mapOffset, shiftRange } from '../text/edit';
import { applyChanges, type FileChange, type Place, type SourceFile } from '../text/workspace';
import { editsInFile } from '../yaml/editFile';
import type { YamlEdit } from '../yaml/editUnit';
import { locateNearest } from '../yaml/locate';
import type { YamlPath, YamlUnit } from '../yaml/unit';
import { isRefusal, refuse, type Refusal } from './refusal';

/** What a plan needs to know of the text; `Analysis` is one. */
export interface Reading {
  readonly files: readonly {
    readonly name: string;
    readonly units: readonly YamlUnit[];
    readonly broken: readonly number[];
  }[];
  readonly connectivity: Connectivity;
  readonly resources: ReadonlyMap<string, ResourceRef>;
}

/**
 * The workspace while a plan is made. Every step is applied and read at once, so that the next one is planned on
 * the text as it will be.
 */
export interface Draft {
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

/** Where an object stands in the draft; undefined: it does not. */
export function standingOf({ reading }: Draft, id: string): Standing | undefined {
  const ref = reading.resources.get(id);
  const file = ref && reading.files.find(({ name }) => name === ref.file);
  const unit = ref && file?.units[ref.unit];
  return unit && { ref, unit, broken: file.broken.includes(ref.unit) };
}

/** A policy as the draft reads it now. */
export function policyOf({ reading }: Draft, id: string): NetworkPolicy | undefined {
  return reading.connectivity.policies.find((policy) => policy.id === id);
}

/** Makes a step, and shows what it wrote. */
export function step(draft: Draft, change: FileChange, reveal: (after: Draft) => Place | undefined): Draft {
  const files = applyChanges(draft.files, [change]);
  const after: Draft = {
    ...draft,
    files,
    reading: draft.read(files),
    changes: [...draft.changes, change],
    reveal: draft.reveal.flatMap((place) => movePlace(place, change)),
  };
  const place = reveal(after);
  return place ? { ...after, reveal: [...after.reveal, place] } : after;
}

function movePlace(place: Place, change: FileChange): Place[] {
  if (change.type === 'remove' && change.file === place.file) return [];
  if (change.type !== 'edit' || change.file !== place.file) return [place];
  const from = mapOffset(place.from, change.edits);
  return [{ ...place, from, to: Math.max(from, mapOffset(place.to, change.edits)) }];
}

/**
 * Edits a policy's own text with a primitive of yaml/, and reveals what then stands at `shown`, a path inside the
 * policy. Refused with the place where the text cannot be edited.
 */
export function editPolicy(
  draft: Draft,
  policy: NetworkPolicy,
  edit: (text: string, policyPath: YamlPath) => YamlEdit,
  shown: YamlPath,
): Draft | Refusal {
  const standing = standingOf(draft, policy.id);
  if (!standing) return refuse('staleText', `${policy.name} is no longer in the text.`);
  const { ref, unit } = standing;
  const result = edit(unit.text, ref.path);
  if ('refusal' in result) {
    const place = { file: ref.file, ...shiftRange(result.refusal, unit.from) };
    const reason = `${policy.name} cannot be changed here: ${result.refusal.reason}.`;
    return refuse('notPossible', reason, place);
  }
  const change: FileChange = { type: 'edit', file: ref.file, edits: editsInFile(unit, result.edits) };
  return step(draft, change, (after) => placeOf(after, policy.id, shown));
}

/** Where a path inside an object stands; what stands nearest to it where it does not exist. */
export function placeOf(draft: Draft, id: string, path: YamlPath): Place | undefined {
  const standing = standingOf(draft, id);
  if (!standing) return undefined;
  const { ref, unit } = standing;
  const { item, key, value } = locateNearest(unit.text, [...ref.path, ...path]);
  const { from } = item ?? key ?? value;
  return { file: ref.file, ...shiftRange({ from, to: value.to }, unit.from) };
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
