import { useState } from 'react';
import { Arrivals } from '../panels/review/Arrivals';
import { ReviewFlows } from '../panels/review/ReviewFlows';
import { ReviewHead } from '../panels/review/ReviewHead';
import { referenceOf, useReference } from '../store/reference';
import { useReview } from '../store/review';
import { setReviewing } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { loadedLater } from '../ui/loadedLater';
import { notify } from '../ui/toast';
import { Select } from '../ui/Select';
import { compareFiles } from './compareFiles';
import { pickFiles } from './filePicker';
import styles from './ReviewPane.module.css';
import { showCentre } from './shell';

const TextDiffPane = loadedLater('The comparison of the texts', () => import('../editor/TextDiffPane'));

/** What changed since the import, or against other files: as flows and as text. */
export function ReviewPane() {
  const reference = useReference(referenceOfCached);
  const isChosen = useReference(({ chosen }) => chosen !== undefined);
  const review = useReview();
  const copy = (markdown: string) => {
    navigator.clipboard.writeText(markdown).then(
      () => notify({ tone: 'success', title: 'Copied the review as Markdown' }),
      () => notify({ tone: 'error', title: 'The browser did not allow copying' }),
    );
  };
  return (
    <section className={styles.pane} aria-label="Review">
      <ReviewHead
        reference={reference}
        isChosen={isChosen}
        review={review}
        onChoose={() => void chooseReference()}
        onCopy={copy}
        onShow={() => {
          setReviewing(true);
          showCentre('canvas');
        }}
      />
      <div className={styles.flows}>
        {review && (
          <>
            <Arrivals comparison={review.comparison} />
            <ReviewFlows comparison={review.comparison} />
          </>
        )}
      </div>
      <Texts before={reference.files} />
    </section>
  );
}

const referenceOfCached = (() => {
  let last: { readonly of: object; readonly reference: ReturnType<typeof referenceOf> } | undefined;
  return (state: Parameters<typeof referenceOf>[0]) => {
    if (last?.of !== state) last = { of: state, reference: referenceOf(state) };
    return last.reference;
  };
})();

async function chooseReference(): Promise<void> {
  const given = await pickFiles('files');
  if (given) await compareFiles(given);
}

/** The files that differ, one at a time. */
function Texts({ before }: { readonly before: ReturnType<typeof referenceOf>['files'] }) {
  const after = useWorkspace((state) => state.files);
  const [wanted, setWanted] = useState<string>();
  const textOf = (files: typeof before, name: string) => files.find((file) => file.name === name)?.text ?? '';
  const names = [...new Set([...after, ...before].map(({ name }) => name))].filter(
    (name) => textOf(before, name) !== textOf(after, name),
  );
  const shown = names.find((name) => name === wanted) ?? names[0];
  if (shown === undefined)
    return (
      <p className={styles.same}>
        The texts are the same. Once something is edited or drawn, what it adds, removes and changes stands
        here.
      </p>
    );
  return (
    <div className={styles.texts}>
      <div className={styles.files}>
        <Select
          name="File"
          value={shown}
          choices={names.map((name) => ({ value: name, title: name }))}
          onChange={setWanted}
        />
        <span className={styles.note}>
          {names.length === 1 ? 'The one file that differs' : `${names.length} files differ`}
        </span>
      </div>
      <TextDiffPane
        key={shown}
        fallback={<p className={styles.same}>Loading the texts…</p>}
        before={textOf(before, shown)}
        after={textOf(after, shown)}
      />
    </div>
  );
}
