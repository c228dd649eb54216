import { useState } from 'react';
import type { TrafficQuery } from '../../core/index';
import { useAnalysis } from '../../store/analysis';
import { ask } from '../../store/session';
import { keepTest, testKey } from '../../store/tests';
import { select, useView } from '../../store/view';
import { count } from '../../ui/count';
import { moveFocus } from '../moveFocus';
import { TestForm } from './TestForm';
import { TestRow } from './TestRow';
import styles from './TestsPanel.module.css';
import { isFailing, useVerdicts } from './useVerdicts';

/** Connections that are tested, anew after every change of the text. */
export function TestsPanel() {
  const view = useAnalysis((state) => state.view);
  const tests = useVerdicts();
  const selection = useView((state) => state.selection);
  const shown = selection?.type === 'traffic' ? testKey(selection.query) : undefined;
  const [edited, setEdited] = useState<TrafficQuery>();

  const run = async (query: TrafficQuery) => {
    select({ type: 'traffic', query });
    const tested = await ask('traffic', query);
    if (tested?.answer.answer.type === 'answer') keepTest({ query, expected: tested.answer.answer.verdict });
  };
  if (!view) return undefined;
  const failing = tests.filter(isFailing).length;
  return (
    <div className={styles.panel}>
      <TestForm
        key={edited && testKey(edited)}
        view={view}
        initial={edited}
        onTest={(query) => void run(query)}
      />
      {tests.length === 0 ? (
        <p className={styles.note}>
          What you test is kept here with its verdict, and tested again after every edit.
        </p>
      ) : (
        <>
          <output className={styles.summary}>
            {failing === 0
              ? `${count(tests.length, 'test')}, all as expected`
              : `${failing} of ${count(tests.length, 'test')} not as expected`}
          </output>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move among the buttons inside */}
          <ul className={styles.tests} aria-label="Tests" onKeyDown={moveFocus}>
            {tests.map((test) => (
              <TestRow
                key={testKey(test.query)}
                view={view}
                test={test}
                verdict={test.verdict}
                isShown={testKey(test.query) === shown}
                onChoose={() => {
                  select({ type: 'traffic', query: test.query });
                  setEdited(test.query);
                }}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
