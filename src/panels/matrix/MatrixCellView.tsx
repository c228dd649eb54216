/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows out of sight are not in the page, and what is laid out freely is no <table> */
import { type CSSProperties, memo } from 'react';
import type { MatrixCell } from '../../core/index';
import { classes } from '../../ui/classes';
import { flowStateOrder, flowStates } from '../flowStates';
import type { AxisItem } from './axis';
import { cellName, cellText } from './cellWords';
import styles from './FlowMatrix.module.css';
import { columnWidth, type At } from './useGrid';

interface MatrixCellViewProps {
  readonly source: AxisItem;
  readonly destination: AxisItem;
  /** undefined: on its way from the worker. */
  readonly cell: MatrixCell | undefined;
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onChoose: (at: At) => void;
}

/** One crossing of source and destination. */
export const MatrixCellView = memo(
  function MatrixCellView(props: MatrixCellViewProps) {
    const { source, destination, cell, row, column, left, isActive, isSelected, onChoose } = props;
    const state = cell && flowStateOrder.find((each) => cell.states.includes(each));
    const words = state && flowStates[state];
    const name = cell ? cellName(source.title, destination.title, cell) : 'loading';
    const isSummary = source.folded !== undefined || destination.folded !== undefined;
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it answers the keys
      <div
        className={classes(
          styles.cell,
          cell && styles[cell.says],
          isSummary && styles.summary,
          words && styles[words.tone],
          words && !words.strong && styles.shared,
          isSelected && styles.selected,
        )}
        style={{ left, width: columnWidth, ...(cell?.says === 'mixed' && fillOf(cell)) }}
        role="gridcell"
        tabIndex={isActive ? 0 : -1}
        aria-colindex={column + 2}
        aria-selected={isSelected}
        aria-label={name}
        title={name}
        data-at={`${row} ${column}`}
        onClick={() => onChoose({ row, column })}
      >
        {cell && cellText(cell)}
      </div>
    );
  },
  (before, after) =>
    before.source === after.source &&
    before.destination === after.destination &&
    before.cell === after.cell &&
    before.row === after.row &&
    before.column === after.column &&
    before.left === after.left &&
    before.isActive === after.isActive &&
    before.isSelected === after.isSelected,
);

/** A mixed cell is filled as far as its pairs are permitted. */
const fillOf = ({ permitted, pairs }: MatrixCell) =>
  ({ '--filled': `${Math.round((100 * permitted) / pairs)}%` }) as CSSProperties;
