import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes } from '../../ui/classes';
import { useCanvas } from '../canvasState';
import type { FlowNode } from '../toFlow';
import { Anchors } from './Anchors';
import { Gate } from './Gate';
import styles from './NamespaceBox.module.css';
import { ProblemBadge } from './ProblemBadge';
import { isolationInShort } from './words';

/** Its workloads have gates of their own that say which policies isolate them. */
const none: readonly string[] = [];

/** A namespace: the box around its workloads. It is dragged by its title; its inside is canvas. */
export const NamespaceBox = memo(function NamespaceBox({ data: { node, problems } }: NodeProps<FlowNode>) {
  const pointed = useCanvas(({ hovered }) => hovered?.source === node.id || hovered?.destination === node.id);
  if (node.type !== 'namespace') return null;
  return (
    <div
      className={classes(
        styles.box,
        node.origin === 'inferred' && styles.inferred,
        pointed && styles.pointed,
      )}
    >
      <Anchors />
      <Gate node={node.id} title={`namespace ${node.name}`} direction="ingress" isolatedBy={none} isExtra />
      <Gate node={node.id} title={`namespace ${node.name}`} direction="egress" isolatedBy={none} isExtra />
      <div className={styles.title}>
        <span className={styles.name} title={node.name}>
          {node.name}
        </span>
        {problems && <ProblemBadge node={node.id} title={`Namespace ${node.name}`} problems={problems} />}
        <span className={styles.note}>
          {node.origin === 'inferred' ? 'inferred' : isolationInShort(node)}
        </span>
      </div>
      {node.workloads === 0 && <p className={styles.empty}>no workloads loaded</p>}
    </div>
  );
});
