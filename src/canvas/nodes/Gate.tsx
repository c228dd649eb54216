import { Handle, Position } from '@xyflow/react';
import { ChevronRight, Lock, Shield } from 'lucide-react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Direction } from '../../core/index';
import { selectNode } from '../../store/view';
import { classes } from '../../ui/classes';
import { startDrawing, stopDrawing, useCanvas } from '../canvasState';
import { finishDrawingAt, middleOf } from '../drawing';
import { useFar } from '../far';
import styles from './Gate.module.css';
import { describeGate } from './words';

interface GateProps {
  readonly node: string;
  readonly title: string;
  readonly direction: Direction;
  readonly isolatedBy: readonly string[];
  /** The policies of the tiers that deny something here. */
  readonly deniedBy?: readonly string[];
  /** Beside the anchor of the node's lines, which has the direction for its id. */
  readonly isExtra?: boolean;
}

const nobody: readonly string[] = [];

/** The gate on a card's side: shows whether policies isolate it, and flows are drawn from and to it. */
export function Gate({ node, title, direction, isolatedBy, deniedBy = nobody, isExtra = false }: GateProps) {
  const begins = useCanvas((state) => direction === 'egress' && state.drawingFrom === node);
  const awaits = useCanvas((state) => direction === 'ingress' && state.drawingFrom !== undefined);
  const isFar = useFar() !== undefined;
  const locked = isolatedBy.length > 0;
  const name = describeGate(title, direction, isolatedBy, deniedBy);

  const use = (event: MouseEvent | KeyboardEvent) => {
    event.stopPropagation();
    if (direction === 'ingress') {
      if (!finishDrawingAt(node, middleOf(event.currentTarget))) selectNode(node);
    } else if (begins) stopDrawing('Drawing cancelled.');
    else startDrawing(node, title);
  };
  const className = classes(
    styles.gate,
    isExtra && styles.extra,
    locked && styles.locked,
    begins && styles.begins,
    awaits && styles.awaits,
  );
  // From afar nobody drags from it: it is there for the keys and for those who listen.
  if (isFar) {
    return (
      <button
        type="button"
        className={classes(className, styles.far, styles[direction])}
        aria-label={name}
        data-gate={`${direction} ${node}`}
        onClick={use}
      />
    );
  }
  return (
    <Handle
      id={isExtra ? `${direction} gate` : direction}
      type={direction === 'egress' ? 'source' : 'target'}
      position={direction === 'egress' ? Position.Right : Position.Left}
      className={className}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- React Flow's handles are divs
      role="button"
      tabIndex={0}
      aria-label={name}
      title={direction === 'egress' ? `${name}. Drag to a destination to allow a flow` : name}
      data-gate={`${direction} ${node}`}
      onClick={use}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        use(event);
      }}
    >
      {locked ? (
        <Lock aria-hidden size={10} strokeWidth={2.5} />
      ) : (
        <ChevronRight aria-hidden size={13} strokeWidth={2.2} />
      )}
      {deniedBy.length > 0 && (
        <span className={styles.denies}>
          <Shield aria-hidden size={9} strokeWidth={3} />
        </span>
      )}
    </Handle>
  );
}
