import { Handle, Position } from '@xyflow/react';
import styles from './Gate.module.css';

/** Where React Flow ties the lines of a node without gates. */
export function Anchors() {
  return (
    <>
      <Handle
        id="ingress"
        type="target"
        position={Position.Left}
        className={styles.anchor}
        isConnectable={false}
      />
      <Handle
        id="egress"
        type="source"
        position={Position.Right}
        className={styles.anchor}
        isConnectable={false}
      />
    </>
  );
}
