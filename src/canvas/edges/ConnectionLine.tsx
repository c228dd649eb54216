import { getBezierPath, type ConnectionLineComponentProps } from '@xyflow/react';
import styles from './FlowEdge.module.css';

/** The line under the pointer while a flow is drawn. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  connectionStatus,
}: ConnectionLineComponentProps) {
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  return (
    <g className={styles.drawn} data-valid={connectionStatus === 'valid' || undefined}>
      <path className={styles.line} d={path} />
      <circle cx={toX} cy={toY} r={4} />
    </g>
  );
}
