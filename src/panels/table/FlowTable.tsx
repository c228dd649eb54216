/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows out of sight are not in the page, and what is laid out freely is no <table> */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { selectedPolicies, selectFlow, useView } from '../../store/view';
import { useAnswer } from '../../store/useAnswer';
import { EntriesBeside } from '../entries/EntriesBeside';
import { withIndex } from '../withIndex';
import { FlowTableHead } from './FlowTableHead';
import { FlowTableRow } from './FlowTableRow';
import styles from './FlowTable.module.css';
import { TableToolbar } from './TableToolbar';
import { useTable } from './tableState';

const rowHeight = 30;
/** Browsers do not draw taller boxes than this many rows. */
const mostRows = 500_000;
/** Asked for in stretches of this many. */
const stretch = 50;

/** Every flow as a line. The worker sorts and narrows them; only those in sight are asked for. */
export function FlowTable() {
  const { source, destination, verdict, onlyParts, sortedBy, descending } = useTable();
  const unrestricted = useView((view) => view.showUnrestricted);
  const policies = useView(selectedPolicies);
  const filter = useView((view) => view.filter);
  const query = useDeferredValue({
    source,
    destination,
    verdict,
    unrestricted,
    onlyParts: onlyParts && policies.length > 0,
    sortedBy,
    descending,
  });

  const scroller = useRef<HTMLDivElement>(null);
  const [total, setTotal] = useState(0);
  const [active, setActive] = useState(0);
  /** The line that is to take the focus once it is drawn; an effect of an earlier drawing has another. */
  const wantsFocus = useRef<number>(undefined);
  const count = Math.min(total, mostRows);
  const current = Math.max(0, Math.min(active, count - 1));
  // oxlint-disable-next-line react/incompatible-library -- its functions are not handed to anything memoised
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor: withIndex(current),
  });
  const inSight = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  const from = Math.max(0, Math.floor((inSight.startIndex - 8) / stretch) * stretch);
  const to = Math.ceil((inSight.endIndex + 9) / stretch) * stretch;
  const answered = useAnswer('flowRows', { query, filter, policies, from, to });
  const answer = answered?.answer;
  useEffect(() => {
    if (answer) setTotal(answer.total);
  }, [answer]);

  useEffect(() => {
    if (wantsFocus.current !== current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`);
    if (!row) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  });

  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2);
  const pressKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    if (event.target.dataset.index === undefined) return;
    const next = nextIndex(event.key, current, count, page);
    if (next !== undefined) {
      setActive(next);
      wantsFocus.current = next;
      virtualizer.scrollToIndex(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      const row = answer?.rows[current - (answered?.question.from ?? 0)];
      if (row) selectFlow(row.source, row.destination);
    } else return;
    event.preventDefault();
  };

  const hasStates = policies.length > 0;
  return (
    <section className={styles.table} aria-label="Flow table">
      <TableToolbar total={answer?.total} listed={count} hasPolicies={hasStates} />
      <EntriesBeside />
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={-1}
        aria-label="Flows"
        aria-rowcount={total + 1}
        data-states={hasStates || undefined}
        onKeyDown={pressKey}
        onFocus={({ target }) => {
          if (target.dataset.index !== undefined) setActive(Number(target.dataset.index));
        }}
      >
        <FlowTableHead hasStates={hasStates} />
        <div className={styles.body} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => (
            <FlowTableRow
              key={index}
              index={index}
              start={start}
              row={answer?.rows[index - (answered?.question.from ?? 0)]}
              isActive={index === current}
              hasStates={hasStates}
              onChoose={setActive}
            />
          ))}
        </div>
        {answer?.total === 0 && (
          <p className={styles.empty}>No flow fits. Widen the filter or the words above.</p>
        )}
      </div>
    </section>
  );
}

function nextIndex(key: string, now: number, count: number, page: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    PageDown: now + page,
    PageUp: now - page,
    Home: 0,
    End: count - 1,
  };
  const next = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return next === undefined ? undefined : Math.max(0, Math.min(next, count - 1));
}
