import { applyEdits } from '../text/edit';
import type { FileChange } from '../text/workspace';
import { removeUnit } from '../yaml/editFile';
import { removePath } from '../yaml/removePath';
import { editObject, standingOf, step, type Draft } from './draft';
import { refuse, type Refusal } from './refusal';
import { withLineEnd } from './writtenObjects';

/** Takes an object's whole document out, or its item of a list; a file of which nothing is left goes too. */
export function removeObject(
  draft: Draft,
  object: { readonly id: string; readonly name: string },
): Draft | Refusal {
  const standing = standingOf(draft, object.id);
  if (!standing) return refuse('staleText', `${object.name} is no longer in the text.`);
  const { ref } = standing;
  if (ref.path.length > 0) return editObject(draft, object, (text) => removePath(text, ref.path));

  const text = draft.files.find(({ name }) => name === ref.file)?.text ?? '';
  const edits = withLineEnd(text, removeUnit(text, ref.unit));
  const isLeft = applyEdits(text, edits).trim() !== '';
  const change: FileChange = isLeft
    ? { type: 'edit', file: ref.file, edits }
    : { type: 'remove', file: ref.file };
  return step(draft, change);
}
