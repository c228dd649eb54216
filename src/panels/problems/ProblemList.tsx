import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useAnalysis } from '../../store/analysis';
import { openVerb, useVerb } from '../../store/verb';
import { useWorkspace } from '../../store/workspace';
import { withIndex } from '../withIndex';
import { lineFinder } from './lineFinder';
import { ProblemItem } from './ProblemItem';
import type { Problem, ProblemRow } from './problemRows';
import styles from './Problems.module.css';
import { showProblem } from './showProblem';
import { kindOf } from './titles';

/** About as high as rows are before they are measured. */
const estimates = { group: 31, problem: 84 };

/** The problems; only those in sight are in the page. The arrows walk through them and show each. */
export function ProblemList({ rows }: { readonly rows: readonly ProblemRow[] }) {
  const files = useWorkspace((state) => state.files);
  const lineOf = useMemo(() => lineFinder(files), [files]);
  const fixable = useFixable();
  const scroller = useRef<HTMLDivElement>(null);
  /** The problem that was shown last, and where it stood. */
  const [chosen, setChosen] = useState<{ readonly key: string; readonly index: number }>();
  const open = chosen ? rows.findIndex(({ key }) => key === chosen.key) : -1;
  const current = open >= 0 ? open : nearest(rows, chosen?.index ?? 0, 1);
  const wantsFocus = useRef(false);
  const hasFocus = useRef(false);
  // oxlint-disable-next-line react/incompatible-library -- its functions are not handed to anything memoised
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => estimates[rows[index]?.type ?? 'problem'],
    overscan: 6,
    rangeExtractor: withIndex(current),
  });

  useEffect(() => {
    // A mended problem takes its row away, and with it the focus.
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (!wantsFocus.current && !isLost) return;
    const row = scroller.current?.querySelector<HTMLElement>(`button[data-index="${current}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const choose = (index: number) => {
    const row = rows[index];
    if (row?.type !== 'problem') return;
    setChosen({ key: row.key, index });
    showProblem(row.problem);
  };

  const pressKey = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.index === undefined) return;
    if (event.key === '.' && (event.ctrlKey || event.metaKey)) {
      const row = rows[current];
      if (row?.type === 'problem') openFix(row.problem);
    } else {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const next = nextIndex(event.key, rows, current);
      if (next === undefined) return;
      choose(next);
      wantsFocus.current = true;
      virtualizer.scrollToIndex(next);
    }
    event.preventDefault();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys move among the buttons inside
    <div
      ref={scroller}
      className={styles.scroller}
      onKeyDown={pressKey}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        // A dialog gives the focus back, if it can.
        hasFocus.current = currentTarget.contains(relatedTarget) || useVerb.getState().verb !== undefined;
      }}
    >
      <ul className={styles.list} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.type === 'group' ? (
                <h2 className={styles.group}>
                  <span className={styles.name}>{row.title}</span>
                  <span className={styles.amount}>{row.amount}</span>
                </h2>
              ) : (
                <ProblemItem
                  problem={row.problem}
                  index={index}
                  line={lineOf(row.problem.file, row.problem.from)}
                  isOpen={index === open}
                  isCurrent={index === current}
                  fixable={fixable.get(kindOf(row.problem)) ?? 0}
                  onChoose={() => choose(index)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** How many problems of each kind have a fix. */
function useFixable(): ReadonlyMap<string, number> {
  const diagnostics = useAnalysis((state) => state.view?.diagnostics);
  return useMemo(() => {
    const amounts = new Map<string, number>();
    for (const diagnostic of diagnostics ?? []) {
      const kind = kindOf(diagnostic);
      if (diagnostic.fixes?.[0]) amounts.set(kind, (amounts.get(kind) ?? 0) + 1);
    }
    return amounts;
  }, [diagnostics]);
}

function openFix(problem: Problem): void {
  const [fix] = problem.fixes ?? [];
  if (fix && !('reason' in problem)) openVerb({ type: 'fix', diagnostic: problem, fix });
}

/** The problem at an index or the next one in a direction; where there is none there, in the other. */
function nearest(rows: readonly ProblemRow[], from: number, step: 1 | -1): number {
  const start = Math.max(0, Math.min(from, rows.length - 1));
  for (const way of [step, -step]) {
    for (let index = start; index >= 0 && index < rows.length; index += way) {
      if (rows[index]?.type === 'problem') return index;
    }
  }
  return -1;
}

function nextIndex(key: string, rows: readonly ProblemRow[], now: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return nearest(rows, now + 1, 1);
    case 'ArrowUp':
      return nearest(rows, now - 1, -1);
    case 'PageDown':
      return nearest(rows, now + 10, 1);
    case 'PageUp':
      return nearest(rows, now - 10, -1);
    case 'Home':
      return nearest(rows, 0, 1);
    case 'End':
      return nearest(rows, rows.length - 1, -1);
    default:
      return undefined;
  }
}
