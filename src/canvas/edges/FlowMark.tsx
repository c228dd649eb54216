import { Ban } from 'lucide-react';
import { memo, type CSSProperties } from 'react';
import { selectFlow } from '../../store/view';
import { classes } from '../../ui/classes';
import { hover, useCanvas } from '../canvasState';
import { useFar } from '../far';
import type { FlowEdge } from '../toFlow';
import type { Point } from './curve';
import styles from './FlowEdge.module.css';
import { chipText, chipWidth, isBlocked, isDenied, labelHeight, lineStyleOf, type LineStyle } from './looks';

/** Of crosses and bare buttons. */
const markSize = 18;

/** The chip, cross or bare button on the line of a flow, which carries its name. */
export const FlowMark = memo(function FlowMark({ data }: { readonly data: FlowEdge }) {
  const { id, edge, look, lit, mark, labelled } = data;
  const isHovered = useCanvas((state) => state.hovered?.id === id);
  const isFar = useFar() !== undefined;
  const { source, destination } = edge;
  const [denied, blocked] = [isDenied(look), isBlocked(look)];
  const text = ((labelled && !isFar) || isHovered) && !denied ? chipText(edge, look) : undefined;
  const shape = text !== undefined ? styles.chip : denied || blocked ? styles.cross : styles.dot;
  const isSeen = !isFar || isHovered;
  const point = () => hover({ id, source, destination });
  const leave = () => hover(undefined);
  return (
    <button
      type="button"
      className={classes(
        'nodrag nopan',
        styles.mark,
        shape,
        styles[lineStyleOf(look) satisfies LineStyle],
        lit && styles.lit,
        isHovered && styles.hovered,
      )}
      style={placeOf(mark, text === undefined ? undefined : chipWidth(edge, look))}
      aria-label={edge.name}
      title={edge.name}
      data-source={source}
      data-destination={destination}
      onClick={() => selectFlow(source, destination)}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
    >
      {denied ? isSeen && <Cross /> : text}
      {blocked && isSeen && <Ban aria-hidden className={styles.sign} size={13} strokeWidth={2.5} />}
      {denied && isHovered && <span className={styles.beside}>{edge.ports}</span>}
    </button>
  );
});

/** There may be hundreds: as little as will do. */
function Cross() {
  return (
    <svg width={10} height={10} aria-hidden>
      <path className={styles.strokes} d="M2.5 2.5 7.5 7.5M7.5 2.5 2.5 7.5" />
    </svg>
  );
}

/** Around its middle; with a transform each would be one more thing to put together in every frame. */
function placeOf({ x, y }: Point, width: number | undefined): CSSProperties {
  if (width === undefined) return { left: x - markSize / 2, top: y - markSize / 2 };
  return { left: x - width / 2, top: y - labelHeight / 2, minWidth: width };
}
