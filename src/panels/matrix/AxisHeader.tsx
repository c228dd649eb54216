/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows out of sight are not in the page, and what is laid out freely is no <table> */
import { ChevronRight } from 'lucide-react';
import type { CSSProperties } from 'react';
import { classes } from '../../ui/classes';
import { count } from '../../ui/count';
import type { AxisItem } from './axis';
import styles from './FlowMatrix.module.css';

interface AxisHeaderProps {
  readonly role: 'rowheader' | 'columnheader';
  readonly item: AxisItem;
  /** `row column`. */
  readonly at: string;
  readonly isActive: boolean;
  readonly isLit: boolean;
  readonly style?: CSSProperties;
  readonly onChoose: () => void;
}

/** The head of a row or column. A namespace folds and unfolds, a workload is selected. */
export function AxisHeader({ role, item, at, isActive, isLit, style, onChoose }: AxisHeaderProps) {
  const { folded, ends } = item;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- it has a role, and the grid around it answers the keys
    <div
      className={classes(
        styles[role],
        folded !== undefined && styles.namespace,
        item.inside && styles.inside,
        isLit && styles.lit,
      )}
      style={style}
      role={role}
      tabIndex={isActive ? 0 : -1}
      aria-label={folded === undefined ? item.title : `${item.title}, ${count(ends.length, 'workload')}`}
      aria-expanded={folded === undefined ? undefined : !folded}
      title={item.title}
      data-at={at}
      onClick={onChoose}
    >
      {folded !== undefined && (
        <ChevronRight
          size={12}
          className={classes(styles.chevron, !folded && styles.open)}
          aria-hidden="true"
        />
      )}
      <span className={styles.label}>{item.label}</span>
      {folded && <span className={styles.amount}>{ends.length}</span>}
    </div>
  );
}
