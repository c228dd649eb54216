import { memo } from 'react';
import { selectFlow } from '../../store/view';
import { classes } from '../../ui/classes';
import { hover, useCanvas } from '../canvasState';
import { useFar } from '../far';
import type { FlowEdge } from '../toFlow';
import styles from './FlowEdge.module.css';
import { lineStyleOf, type LineStyle } from './looks';

/** The line of a flow. Pointers may use it; its mark carries the name. */
export const FlowLine = memo(function FlowLine({ data }: { readonly data: FlowEdge }) {
  const { id, edge, path, tip, look, lit } = data;
  const isHovered = useCanvas((state) => state.hovered?.id === id);
  const isFar = useFar() !== undefined;
  const style = styles[lineStyleOf(look) satisfies LineStyle];
  const { source, destination } = edge;
  return (
    <g className={classes(styles.edge, style, lit && styles.lit, isHovered && styles.hovered)}>
      {look !== 'proposed' && (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the mark on it is a button
        <path
          className={styles.hit}
          d={path}
          onClick={() => selectFlow(source, destination)}
          onPointerEnter={() => hover({ id, source, destination })}
          onPointerLeave={() => hover(undefined)}
        />
      )}
      {isHovered && <path className={styles.halo} d={path} />}
      <path className={styles.line} d={path} />
      {!isFar && (
        <path
          className={styles.tip}
          d="M0 0 L-8 -4.2 L-8 4.2 Z"
          transform={`translate(${tip.x} ${tip.y}) rotate(${tip.angle})`}
        />
      )}
    </g>
  );
});
