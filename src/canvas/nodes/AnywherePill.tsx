import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes } from '../../ui/classes';
import { useCanvas } from '../canvasState';
import type { FlowNode } from '../toFlow';
import { Anchors } from './Anchors';
import { Gate } from './Gate';
import styles from './Pill.module.css';

const none: readonly string[] = [];

/** A hub of the summary: stands for all pods with an open gate and all addresses outside. */
export const AnywherePill = memo(function AnywherePill({ data: { node } }: NodeProps<FlowNode>) {
  const pointed = useCanvas(({ hovered }) => hovered?.source === node.id || hovered?.destination === node.id);
  if (node.type !== 'anywhere') return null;
  return (
    <div className={classes(styles.pill, styles.hub, pointed && styles.pointed)}>
      <Anchors />
      <Gate
        node={node.id}
        title="anywhere"
        direction={node.id === 'Anywhere/source' ? 'egress' : 'ingress'}
        isolatedBy={none}
        isExtra
      />
      <span className={styles.title}>{node.title}</span>
      <span className={styles.subtitle} title={node.subtitle}>
        {node.subtitle}
      </span>
    </div>
  );
});
