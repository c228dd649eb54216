/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows out of sight are not in the page, and what is laid out freely is no <table> */
import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import { memo } from 'react';
import { openVerb } from '../../store/verb';
import { selectFlow, useView } from '../../store/view';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import type { FlowRow } from '../../worker/views';
import { flowStates } from '../flowStates';
import panel from '../InspectorPanel.module.css';
import styles from './FlowTable.module.css';

interface FlowTableRowProps {
  readonly index: number;
  readonly start: number;
  /** undefined: on its way from the worker. */
  readonly row: FlowRow | undefined;
  readonly isActive: boolean;
  readonly hasStates: boolean;
  readonly onChoose: (index: number) => void;
}

const verdicts = {
  allowed: { title: 'allowed', icon: CircleCheck, tone: panel.opens },
  partly: { title: 'some pods', icon: CircleMinus, tone: styles.partly },
  denied: { title: 'denied', icon: CircleX, tone: panel.closes },
} as const;

/** One flow: ends, ports, verdict, the part of the selected policies, and why. */
export const FlowTableRow = memo(function FlowTableRow(props: FlowTableRowProps) {
  const { index, start, row, isActive, hasStates, onChoose } = props;
  const isSelected = useView(
    ({ selection }) =>
      selection?.type === 'flow' &&
      selection.source === row?.source &&
      selection.destination === row.destination,
  );
  const verdict = row && verdicts[row.verdict];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid around it answers the keys
    <div
      className={classes(styles.row, isSelected && styles.selected)}
      style={{ transform: `translateY(${start}px)` }}
      role="row"
      tabIndex={isActive ? 0 : -1}
      aria-label={row?.name ?? 'loading'}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-index={index}
      onClick={() => {
        onChoose(index);
        if (row) selectFlow(row.source, row.destination);
      }}
    >
      <span className={styles.cell} role="gridcell" title={row?.sourceTitle}>
        {row?.sourceTitle}
      </span>
      <span className={styles.cell} role="gridcell" title={row?.destinationTitle}>
        {row?.destinationTitle}
      </span>
      <span className={classes(styles.cell, styles.ports)} role="gridcell" title={row?.ports}>
        {row?.verdict === 'denied' ? '–' : row?.ports}
      </span>
      <span className={classes(styles.cell, styles.verdict, verdict?.tone)} role="gridcell">
        {verdict && <verdict.icon size={13} aria-hidden="true" />}
        {verdict?.title}
      </span>
      {hasStates && (
        <span className={styles.cell} role="gridcell">
          {row?.parts.map(({ state, ports }) => (
            <span
              key={state}
              className={classes(styles.part, panel[flowStates[state].tone])}
              title={`${flowStates[state].title} ${ports}: ${flowStates[state].meaning}`}
            >
              {flowStates[state].sign} {flowStates[state].title.toLowerCase()}
            </span>
          ))}
        </span>
      )}
      <span className={classes(styles.cell, styles.reason)} role="gridcell" title={row?.reason}>
        {row?.reason}
        {row && row.verdict !== 'allowed' && <AllowButton row={row} isActive={isActive} />}
      </span>
    </div>
  );
});

/** Reached by Tab from its line; of the others by the pointer. */
function AllowButton({ row, isActive }: { readonly row: FlowRow; readonly isActive: boolean }) {
  const { source, destination, sourceTitle, destinationTitle } = row;
  return (
    <Button
      look="outline"
      className={styles.allow}
      tabIndex={isActive ? 0 : -1}
      aria-label={`Allow ${sourceTitle} to ${destinationTitle}…`}
      onClick={(event) => {
        event.stopPropagation();
        const { left, bottom } = event.currentTarget.getBoundingClientRect();
        openVerb({ type: 'allowFlow', source, destination, at: { x: left - cardWidth, y: bottom } });
      }}
    >
      Allow…
    </Button>
  );
}

/** The card opens to the left of the button. */
const cardWidth = 400;
