import type { SourceFile } from '../text/workspace';
import { splitUnits } from '../yaml/documents';
import { allowDns } from './allowDns';
import { allowFlow } from './allowFlow';
import { changePorts } from './changePorts';
import { addNamespace } from './cluster/addNamespace';
import { addWorkload } from './cluster/addWorkload';
import { changeBlock } from './cluster/changeBlock';
import { changeContainerPorts } from './cluster/changeContainerPorts';
import { changeLabels } from './cluster/changeLabels';
import { changeReplicas } from './cluster/changeReplicas';
import { removeBlock } from './cluster/removeBlock';
import { removeNamespace } from './cluster/removeNamespace';
import { removeWorkload } from './cluster/removeWorkload';
import { renameNamespace } from './cluster/renameNamespace';
import { renameWorkload } from './cluster/renameWorkload';
import { startDraft, type Draft, type Reading } from './draft';
import type { Intent, IntentOf, Plan } from './intent';
import { isolate } from './isolate';
import { isolateAndAllow } from './isolateAndAllow';
import { changeSelector } from './policies/changeSelector';
import { createPolicy } from './policies/createPolicy';
import { deletePolicy } from './policies/deletePolicy';
import { duplicatePolicy } from './policies/duplicatePolicy';
import { renamePolicy } from './policies/renamePolicy';
import { splitRule } from './policies/splitRule';
import { refuse, type Refusal } from './refusal';
import { removeFlow } from './removeFlow';
import { addTierRule } from './tiers/addTierRule';
import { changePriority } from './tiers/changePriority';
import { removeTierRule } from './tiers/removeTierRule';
import { unisolate } from './unisolate';

/** How each wish is planned: one verb, one file. */
const verbs: { readonly [Type in Intent['type']]: (draft: Draft, intent: IntentOf<Type>) => Plan } = {
  addNamespace,
  addTierRule,
  addWorkload,
  allowDns,
  allowFlow,
  changeBlock,
  changeContainerPorts,
  changeLabels,
  changePorts,
  changePriority,
  changeReplicas,
  changeSelector,
  createPolicy,
  deletePolicy,
  duplicatePolicy,
  isolate,
  isolateAndAllow,
  removeBlock,
  removeFlow,
  removeNamespace,
  removeTierRule,
  removeWorkload,
  renameNamespace,
  renamePolicy,
  renameWorkload,
  splitRule,
  unisolate,
};

/** What an intent would write into a draft, checked by judging the edited text, or why it is not done. */
export function planOn<Type extends Intent['type']>(draft: Draft, intent: IntentOf<Type>): Plan {
  const verb: (draft: Draft, intent: IntentOf<Type>) => Plan = verbs[intent.type];
  return verb(draft, intent);
}

/**
 * A draft of files that were read; refused where the text is newer.
 * @param read reads files, in the same way as `reading` was made
 */
export function draftOf(
  files: readonly SourceFile[],
  reading: Reading,
  read: (files: readonly SourceFile[]) => Reading,
): Draft | Refusal {
  if (isReadingOf(reading, files)) return startDraft(files, reading, read);
  return refuse('staleText', 'The text has changed in the meantime: try again.');
}

/** Whether the units that were read are those of the text now. */
export function isReadingOf(reading: Reading, files: readonly SourceFile[]): boolean {
  return (
    reading.files.length === files.length &&
    files.every(({ name, text }, index) => {
      const read = reading.files[index];
      if (read?.name !== name) return false;
      const units = splitUnits(text);
      return (
        units.length === read.units.length &&
        units.every((unit, i) => unit.from === read.units[i]?.from && unit.text === read.units[i]?.text)
      );
    })
  );
}
