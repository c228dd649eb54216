import type { NetworkPolicy } from '../policy/policy';
import { applyEdits, type TextEdit } from '../text/edit';
import type { FileChange } from '../text/workspace';
import { removeUnit } from '../yaml/editFile';
import { removePath } from '../yaml/removePath';
import { editPolicy, standingOf, step, type Draft } from './draft';
import { refuse, type Refusal } from './refusal';

/** Takes a policy's whole document out, or its item of a list; a file of which nothing is left goes too. */
export function removePolicy(draft: Draft, policy: NetworkPolicy): Draft | Refusal {
  const standing = standingOf(draft, policy.id);
  if (!standing) return refuse('staleText', `${policy.name} is no longer in the text.`);
  const { ref } = standing;
  if (ref.path.length > 0) return editPolicy(draft, policy, (text) => removePath(text, ref.path), []);

  const text = draft.files.find(({ name }) => name === ref.file)?.text ?? '';
  const edits = withLineEnd(text, removeUnit(text, ref.unit));
  const isLeft = applyEdits(text, edits).trim() !== '';
  const change: FileChange = isLeft
    ? { type: 'edit', file: ref.file, edits }
    : { type: 'remove', file: ref.file };
  const place = { file: ref.file, from: edits[0]?.from ?? 0, to: edits[0]?.from ?? 0 };
  return step(draft, change, () => (isLeft ? place : undefined));
}

/** A text without a final line end has none either when its last document is gone. */
function withLineEnd(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const last = edits.at(-1);
  if (!last || last.to < text.length || text.endsWith('\n') || text[last.from - 1] !== '\n') return edits;
  return [...edits.slice(0, -1), { ...last, from: last.from - 1 }];
}
