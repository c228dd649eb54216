import type { Analysis } from './analyze';
import { complete, type Proposals } from './assist/complete';
import { hover, type Hover } from './assist/hover';
import { labelAt, renameLabel, type LabelUse } from './assist/renameLabel';
import { readDraft } from './assist/scope';
import { selectedAt } from './assist/selectorAt';
import { shiftRange, type TextRange } from './text/edit';
import type { FileChange, Transaction } from './text/workspace';
import { editsInFile } from './yaml/editFile';
import { pathAt } from './yaml/pathAt';
import { readUnit } from './yaml/read';
import type { YamlUnit } from './yaml/unit';

/** The unit of a file that holds an offset: of two that meet there, the one that ends, unless it ends with a line. */
function unitAt(
  analysis: Analysis,
  file: string,
  offset: number,
): { unit: YamlUnit; at: number } | undefined {
  const units = analysis.files.find(({ name }) => name === file)?.units ?? [];
  const unit = units.find(({ from, to }) => from <= offset && offset < to) ?? units.at(-1);
  if (!unit || offset < unit.from || offset > unit.to) return undefined;
  return { unit, at: offset - unit.from };
}

/** What can be written at an offset of a file (`complete`); ranges are those of the file. */
export function completeAt(analysis: Analysis, file: string, offset: number): Proposals | undefined {
  const place = unitAt(analysis, file, offset);
  const { cluster } = analysis.connectivity;
  if (!place) return complete('', 0, cluster);
  const found = complete(place.unit.text, place.at, cluster);
  return found && { ...found, range: shiftRange(found.range, place.unit.from) };
}

/** What stands at an offset of a file (`hover`); ranges are those of the file. */
export function hoverAt(analysis: Analysis, file: string, offset: number): Hover | undefined {
  const place = unitAt(analysis, file, offset);
  const found = place && hover(place.unit.text, place.at, analysis.connectivity.cluster);
  return found && { ...found, range: shiftRange(found.range, place.unit.from) };
}

/** Ids of the workloads or namespaces that the selector at an offset of a file selects now. */
export function definitionsAt(analysis: Analysis, file: string, offset: number): readonly string[] {
  const place = unitAt(analysis, file, offset);
  if (!place) return [];
  const content = readUnit(place.unit.text);
  const path = pathAt(place.unit.text, place.at)?.path;
  if (content.state !== 'read' || path?.[0] !== 'spec') return [];
  const selected = selectedAt(analysis.connectivity.cluster, readDraft(content.value), path);
  if (!selected) return [];
  return selected.type === 'workloads'
    ? selected.workloads.map(({ id }) => id)
    : selected.namespaces.map(({ name }) => `Namespace/${name}`);
}

/** A label of a selector at an offset of a file, that can be given another name in all policies. */
export function renamableAt(
  analysis: Analysis,
  file: string,
  offset: number,
): { readonly label: LabelUse; readonly range: TextRange } | undefined {
  const place = unitAt(analysis, file, offset);
  const found = place && labelAt(place.unit.text, place.at);
  return found && { ...found, range: shiftRange(found.range, place.unit.from) };
}

/** Gives a label, or one value of it, another name in the selectors of all policies. */
export function planLabelRename(analysis: Analysis, label: LabelUse, name: string): Transaction {
  const { policies, tierPolicies } = analysis.connectivity;
  const changes = new Map<string, FileChange & { type: 'edit' }>();
  for (const { id } of [...policies, ...tierPolicies]) {
    const ref = analysis.resources.get(id);
    const unit = ref && analysis.files.find((file) => file.name === ref.file)?.units[ref.unit];
    if (!ref || !unit) continue;
    const edits = editsInFile(unit, renameLabel(unit.text, label, name));
    if (edits.length === 0) continue;
    const before = changes.get(ref.file)?.edits ?? [];
    changes.set(ref.file, {
      type: 'edit',
      file: ref.file,
      edits: [...before, ...edits].toSorted((a, b) => a.from - b.from),
    });
  }
  const from = label.value === undefined ? label.key : `${label.key}=${label.value}`;
  const to = label.value === undefined ? name : `${label.key}=${name}`;
  return { origin: 'canvas', label: `Rename ${from} to ${to}`, changes: [...changes.values()] };
}
