/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows out of sight are not in the page, and what is laid out freely is no <table> */
import { FoldVertical, UnfoldVertical } from 'lucide-react';
import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { MatrixCell } from '../../core/index';
import { useAnswer } from '../../store/useAnswer';
import { select, selectedPolicies, selectFlow, useView } from '../../store/view';
import { Button } from '../../ui/Button';
import { EntriesBeside } from '../entries/EntriesBeside';
import { toAxis, type AxisItem } from './axis';
import { AxisHeader } from './AxisHeader';
import styles from './FlowMatrix.module.css';
import { MatrixCellView } from './MatrixCellView';
import { MatrixKey } from './MatrixKey';
import { foldAll, toggleNamespace, useMatrix, type Axis } from './matrixState';
import { columnWidth, headHeight, headWidth, rowHeight, useGrid, type At } from './useGrid';

/** From so many ends on, namespaces are folded at first. */
const many = 40;
const nobody: readonly never[] = [];

/** Sources × destinations, folded by namespace. Only what is in sight is drawn and asked for. */
export function FlowMatrix() {
  const ends = useAnswer('ends', {})?.answer ?? nobody;
  const { usual, toggled } = useMatrix();
  const foldedUsually = usual === 'auto' ? ends.length > many : usual === 'folded';
  const rows = useMemo(
    () => toAxis(ends, (namespace) => foldedUsually !== toggled.sources.has(namespace)),
    [ends, foldedUsually, toggled.sources],
  );
  const columns = useMemo(
    () => toAxis(ends, (namespace) => foldedUsually !== toggled.destinations.has(namespace)),
    [ends, foldedUsually, toggled.destinations],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const { active, setActive, rowItems, columnItems, pressKey } = useGrid(
    scroller,
    rows.length,
    columns.length,
  );
  const [rowsInSight, columnsInSight] = [rowItems.getVirtualItems(), columnItems.getVirtualItems()];
  const policies = useView(selectedPolicies);
  const cellAt = useCells(
    rowsInSight.flatMap(({ index }) => rows[index] ?? []),
    columnsInSight.flatMap(({ index }) => columns[index] ?? []),
    policies,
  );
  const selection = useView((view) => view.selection);

  const choose = ({ row, column }: At) => {
    const [source, destination] = [rows[row], columns[column]];
    if (source && destination) {
      const cell = cellAt(source, destination);
      if (cell && cell.says !== 'itself') selectFlow(source.id, destination.id);
    } else if (source) chooseHeader(source, 'sources');
    else if (destination) chooseHeader(destination, 'destinations');
  };
  const handleKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' || event.key === ' ') choose(active);
    else if (!pressKey(event)) return;
    event.preventDefault();
  };
  const chooseAt = (at: At) => {
    setActive(at);
    choose(at);
  };
  const isActive = (row: number, column: number) => active.row === row && active.column === column;

  return (
    <section className={styles.matrix} aria-label="Flow matrix">
      <div className={styles.toolbar}>
        <MatrixKey policies={policies.length} />
        <Button look="quiet" onClick={() => foldAll('folded')}>
          <FoldVertical size={14} aria-hidden="true" />
          Fold all
        </Button>
        <Button look="quiet" onClick={() => foldAll('unfolded')}>
          <UnfoldVertical size={14} aria-hidden="true" />
          Unfold all
        </Button>
      </div>
      <EntriesBeside />
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={-1}
        aria-label="Flows from rows to columns"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        data-policies={policies.length > 0 || undefined}
        onKeyDown={handleKey}
        onFocus={(event) => {
          const at = readAt(event.target);
          if (at) setActive(at);
        }}
      >
        <div
          className={styles.whole}
          role="rowgroup"
          style={{ width: columnItems.getTotalSize(), height: rowItems.getTotalSize() }}
        >
          <div className={styles.heads} role="row" aria-rowindex={1} style={{ height: headHeight }}>
            <div className={styles.corner} role="columnheader" style={{ width: headWidth }}>
              <span className={styles.toColumns}>to</span>
              <span className={styles.fromRows}>from</span>
            </div>
            {columnsInSight.map(({ index, start }) => {
              const item = columns[index];
              return (
                item && (
                  <AxisHeader
                    key={item.id}
                    role="columnheader"
                    item={item}
                    at={`-1 ${index}`}
                    isActive={isActive(-1, index)}
                    isLit={active.column === index}
                    style={{ left: start, width: columnWidth, height: headHeight }}
                    onChoose={() => chooseAt({ row: -1, column: index })}
                  />
                )
              );
            })}
          </div>
          {rowsInSight.map(({ index: row, start }) => {
            const source = rows[row];
            if (!source) return undefined;
            return (
              <div
                key={source.id}
                className={styles.row}
                role="row"
                aria-rowindex={row + 2}
                style={{ transform: `translateY(${start}px)`, height: rowHeight }}
              >
                <AxisHeader
                  role="rowheader"
                  item={source}
                  at={`${row} -1`}
                  isActive={isActive(row, -1)}
                  isLit={active.row === row}
                  style={{ width: headWidth }}
                  onChoose={() => chooseAt({ row, column: -1 })}
                />
                {columnsInSight.map(({ index: column, start: left }) => {
                  const destination = columns[column];
                  return (
                    destination && (
                      <MatrixCellView
                        key={destination.id}
                        source={source}
                        destination={destination}
                        cell={cellAt(source, destination)}
                        row={row}
                        column={column}
                        left={left}
                        isActive={isActive(row, column)}
                        isSelected={
                          selection?.type === 'flow' &&
                          selection.source === source.id &&
                          selection.destination === destination.id
                        }
                        onChoose={chooseAt}
                      />
                    )
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function readAt({ dataset: { at } }: HTMLElement): At | undefined {
  const [row, column] = (at ?? '').split(' ').map(Number);
  return row === undefined || column === undefined ? undefined : { row, column };
}

function chooseHeader({ id, title, folded, inside }: AxisItem, axis: Axis): void {
  if (folded !== undefined) toggleNamespace(axis, title);
  else if (inside) select({ type: 'workload', workload: id });
}

/** Gives the cells that are known of the rows and columns in sight, and has the worker fill in the others. */
function useCells(
  rows: readonly AxisItem[],
  columns: readonly AxisItem[],
  policies: readonly string[],
): (source: AxisItem, destination: AxisItem) => MatrixCell | undefined {
  const filter = useView((view) => view.filter);
  const question = {
    sources: rows.map(({ ends }) => ends),
    destinations: columns.map(({ ends }) => ends),
    filter,
    policies,
  };
  const answered = useAnswer('matrix', rows.length > 0 && columns.length > 0 ? question : undefined);
  const cells = useMemo(() => {
    const known = new Map<string, MatrixCell>();
    if (!answered) return known;
    const { sources, destinations } = answered.question;
    for (const [row, source] of sources.entries()) {
      for (const [column, destination] of destinations.entries()) {
        const cell = answered.answer[row * destinations.length + column];
        if (cell) known.set(`${nameOf(source)} ${nameOf(destination)}`, cell);
      }
    }
    return known;
  }, [answered]);
  return (source, destination) => cells.get(`${nameOf(source.ends)} ${nameOf(destination.ends)}`);
}

/** The items of an axis are told apart by their first end and their size. */
const nameOf = (ends: readonly string[]) => `${ends[0]} ${ends.length}`;
