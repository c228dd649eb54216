import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { Ban, X } from 'lucide-react';
import { memo } from 'react';
import { selectFlow } from '../../store/view';
import { classes } from '../../ui/classes';
import { hover, useCanvas } from '../canvasState';
import type { EdgeData, FlowEdge as FlowEdgeType } from '../toFlow';
import styles from './FlowEdge.module.css';
import { chipText, isBlocked, isDenied, type LineStyle, lineStyleOf } from './looks';

/** A flow: its line, and on it the chip, cross or bare button that carries its name. */
export const FlowEdge = memo(function FlowEdge({ data }: EdgeProps<FlowEdgeType>) {
  const hovered = useCanvas((state) => state.hovered?.id === data?.edge.id);
  if (!data) return null;
  const { path, tip, look, lit } = data;
  const style = styles[lineStyleOf(look) satisfies LineStyle];
  return (
    <g className={classes(styles.edge, style, lit && styles.lit, hovered && styles.hovered)}>
      {look !== 'proposed' && <path className={styles.hit} d={path} />}
      {hovered && <path className={styles.halo} d={path} />}
      <path className={styles.line} d={path} />
      <path
        className={styles.tip}
        d="M0 0 L-8 -4.2 L-8 4.2 Z"
        transform={`translate(${tip.x} ${tip.y}) rotate(${tip.angle})`}
      />
      {look !== 'proposed' && <Mark data={data} style={style} hovered={hovered} />}
    </g>
  );
});

interface MarkProps {
  readonly data: EdgeData;
  readonly style: string | undefined;
  readonly hovered: boolean;
}

function Mark({ data: { edge, look, lit, mark, labelled }, style, hovered }: MarkProps) {
  const ends = { source: edge.source, destination: edge.destination };
  const denied = isDenied(look);
  const text = (labelled || hovered) && !denied ? chipText(edge, look) : undefined;
  const place = `translate(-50%, -50%) translate(${mark.x}px, ${mark.y}px)`;
  const blocked = isBlocked(look);
  const shape = text !== undefined ? styles.chip : denied || blocked ? styles.cross : styles.dot;
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className={classes(
          'nodrag nopan',
          styles.mark,
          shape,
          style,
          lit && styles.lit,
          hovered && styles.hovered,
        )}
        style={{ transform: place }}
        aria-label={edge.name}
        title={edge.name}
        data-source={edge.source}
        data-destination={edge.destination}
        onClick={() => selectFlow(ends.source, ends.destination)}
        onPointerEnter={() => hover({ id: edge.id, ...ends })}
        onPointerLeave={() => hover(undefined)}
        onFocus={() => hover({ id: edge.id, ...ends })}
        onBlur={() => hover(undefined)}
      >
        {denied ? <X aria-hidden size={10} strokeWidth={3} /> : text}
        {blocked && <Ban aria-hidden className={styles.sign} size={13} strokeWidth={2.5} />}
        {denied && hovered && <span className={styles.beside}>{edge.ports}</span>}
      </button>
    </EdgeLabelRenderer>
  );
}
