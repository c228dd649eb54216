import { addPolicy } from '../../edit/addPolicy';
import { step, type Draft, type Reading } from '../../edit/draft';
import { toFlowChanges } from '../../edit/flowChanges';
import { onCommonGround } from '../../evaluate/commonGround';
import { flowDifference } from '../../edit/flowDifference';
import type { Plan } from '../../edit/intent';
import { draftOf } from '../../edit/planOnReading';
import { freeName } from '../../edit/policyName';
import type { Party } from '../../evaluate/connectivity';
import { isRefusal, refuse, type Refusal } from '../../edit/refusal';
import { applyEdits, shiftRange } from '../../text/edit';
import type { SourceFile } from '../../text/workspace';
import { editsInFile } from '../../yaml/editFile';
import type { YamlPath, YamlUnit } from '../../yaml/unit';
import type { Diagnostic } from '../diagnostic';
import type { Fix, FixStep } from './fix';
import { stepEdits, type UnitStep } from './stepEdits';

/** A fix of a diagnostic, to be made. */
export interface ChosenFix {
  readonly diagnostic: Pick<Diagnostic, 'file' | 'from' | 'resource'>;
  readonly fix: Fix;
}

/**
 * What fixes would write together and what that would do to the flows, or why it is not done. A fix among several
 * that cannot be made is left out; of a single one the reason is given. Changes nothing.
 * @param reading what was read of exactly these files; refused with `staleText` when it is older
 * @param read reads files, in the same way as `reading` was made
 */
export function planFixesOnReading(
  files: readonly SourceFile[],
  reading: Reading,
  chosen: readonly ChosenFix[],
  label: string,
  read: (files: readonly SourceFile[]) => Reading,
): Plan {
  const before = draftOf(files, reading, read);
  if (isRefusal(before)) return before;
  const after = applyFixes(before, chosen);
  if (isRefusal(after)) return after;
  const broken = newlyRefused(before, after);
  if (broken !== undefined) {
    return refuse('notPossible', `${broken} would not be accepted by the API server: mend it by hand.`);
  }
  if (losesObject(before, after)) {
    return refuse('notPossible', 'Another object has this name already, and one would replace the other.');
  }
  const ground = onCommonGround(reading.connectivity, after.reading.connectivity);
  const stayed = flowDifference(ground).filter(
    ({ source, destination }) => isThere(source, reading, after) && isThere(destination, reading, after),
  );
  return {
    type: 'plan',
    transaction: { changes: after.changes, origin: 'canvas', label },
    ends: [],
    changes: toFlowChanges(stayed, ground.after),
    reveal: after.reveal,
  };
}

/** Whether a party was there and still is: what stands for a selector that matched nothing may come and go. */
function isThere(party: Party, before: Reading, { reading: after }: Draft): boolean {
  if (party.type !== 'pods' || party.workload.origin === 'loaded') return true;
  const { id } = party.workload;
  return [before, after].every(({ connectivity }) => connectivity.podGroups(id).length > 0);
}

/** An object that is refused, or a document that does not parse, only afterwards. */
function newlyRefused(before: Draft, after: Draft): string | undefined {
  const known = before.reading.refused;
  if (countBroken(after) > countBroken(before)) return 'The document';
  return [...after.reading.refused].find((id) => !known.has(id));
}

/** Whether two objects have become one. Of a document that did not parse, what it once held may be gone. */
function losesObject(before: Draft, after: Draft): boolean {
  const isFewer = after.reading.resources.size < before.reading.resources.size;
  return isFewer && countBroken(after) === countBroken(before);
}

function countBroken({ reading }: Draft): number {
  return reading.files.reduce((sum, { broken }) => sum + broken.length, 0);
}

interface PlacedFix extends ChosenFix {
  readonly file: string;
  readonly unit: YamlUnit;
  readonly root: YamlPath;
}

/** From the last one in a file to the first: a change never moves what the next one speaks of. */
function applyFixes(draft: Draft, chosen: readonly ChosenFix[]): Draft | Refusal {
  const placed = chosen
    .flatMap((each) => placeFix(draft.reading, each) ?? [])
    .sort((a, b) => b.unit.from - a.unit.from || b.diagnostic.from - a.diagnostic.from);
  if (placed.length === 0) return refuse('staleText', 'This is no longer in the text: try again.');
  const texts = new Map<YamlUnit, string>();
  let now = draft;
  let refusal: Refusal | undefined;
  for (const each of placed) {
    const result = applyUnitSteps(now, each, texts.get(each.unit) ?? each.unit.text);
    if (isRefusal(result)) {
      refusal ??= result;
      continue;
    }
    texts.set(each.unit, result.text);
    now = result.draft;
  }
  for (const { fix } of placed) {
    for (const each of fix.steps) if (each.type === 'addPolicy') now = addNewPolicy(now, each);
  }
  if (now.changes.length > 0) return now;
  return refusal ?? refuse('alreadySo', 'The text says so already.');
}

function placeFix({ files, resources }: Reading, chosen: ChosenFix): PlacedFix | undefined {
  const { diagnostic, fix } = chosen;
  const ref = resources.get(fix.resource ?? diagnostic.resource ?? '');
  const name = ref?.file ?? diagnostic.file;
  const units = files.find((file) => file.name === name)?.units ?? [];
  const unit = ref
    ? units[ref.unit]
    : units.find(({ from, to }) => from <= diagnostic.from && diagnostic.from < to);
  return unit && { ...chosen, file: name, unit, root: ref?.path ?? [] };
}

function applyUnitSteps(
  draft: Draft,
  { file, unit, root, fix }: PlacedFix,
  text: string,
): { readonly draft: Draft; readonly text: string } | Refusal {
  let now = text;
  const changes: { type: 'edit'; file: string; edits: ReturnType<typeof editsInFile> }[] = [];
  for (const each of fix.steps) {
    if (each.type === 'addPolicy') continue;
    const result = stepEdits(now, root, each satisfies UnitStep);
    if ('refusal' in result) {
      const place = { file, ...shiftRange(result.refusal, unit.from) };
      return refuse('notPossible', `This cannot be changed here: ${result.refusal.reason}.`, place);
    }
    if (result.edits.length === 0) continue;
    changes.push({ type: 'edit', file, edits: editsInFile({ ...unit, text: now }, result.edits) });
    now = applyEdits(now, result.edits);
  }
  return { draft: changes.length > 0 ? step(draft, ...changes) : draft, text: now };
}

function addNewPolicy(
  draft: Draft,
  { name, namespace, spec }: Extract<FixStep, { type: 'addPolicy' }>,
): Draft {
  const free = freeName(name, (taken) => draft.reading.resources.has(`NetworkPolicy/${namespace}/${taken}`));
  return addPolicy(draft, namespace, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: free, namespace },
    spec,
  });
}
