import type { NodeProps } from '@xyflow/react';
import { Globe } from 'lucide-react';
import { memo } from 'react';
import { classes } from '../../ui/classes';
import { useCanvas } from '../canvasState';
import type { FlowNode } from '../toFlow';
import { Anchors } from './Anchors';
import styles from './Pill.module.css';

/** A way into the cluster, or all that a controller serves. Policies judge its controller: it has no gates. */
export const EntryPill = memo(function EntryPill({ data: { node } }: NodeProps<FlowNode>) {
  const pointed = useCanvas(({ hovered }) => hovered?.source === node.id);
  if (node.type !== 'entry') return null;
  return (
    <div className={classes(styles.pill, styles.entry, pointed && styles.pointed)}>
      <Anchors />
      <Globe className={styles.icon} size={15} aria-hidden />
      <span className={styles.title} title={node.title}>
        {node.shortTitle}
      </span>
      <span className={styles.subtitle} title={node.subtitle}>
        {node.subtitle}
      </span>
    </div>
  );
});
