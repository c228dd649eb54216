import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes } from '../../ui/classes';
import { useCanvas } from '../canvasState';
import type { FlowNode } from '../toFlow';
import { Gate } from './Gate';
import styles from './Pill.module.css';

const noPolicies: readonly string[] = [];

/** An address block that a policy names. No policy isolates addresses: its gates are always open. */
export const AddressPill = memo(function AddressPill({ data: { node } }: NodeProps<FlowNode>) {
  const pointed = useCanvas(({ hovered }) => hovered?.source === node.id || hovered?.destination === node.id);
  if (node.type !== 'addresses') return null;
  const except = node.except.join(', ');
  return (
    <div className={classes(styles.pill, styles.addresses, pointed && styles.pointed)}>
      <Gate node={node.id} title={node.title} direction="ingress" isolatedBy={noPolicies} />
      <span className={styles.title} title={node.title}>
        {node.title}
      </span>
      <span className={styles.subtitle} title={except}>
        {except ? `except ${except}` : 'addresses'}
      </span>
      <Gate node={node.id} title={node.title} direction="egress" isolatedBy={noPolicies} />
    </div>
  );
});
