import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { classes } from '../../ui/classes';
import { useCanvas } from '../canvasState';
import type { FlowNode } from '../toFlow';
import { Gate } from './Gate';
import { ProblemBadge } from './ProblemBadge';
import styles from './WorkloadCard.module.css';
import { kindInShort } from './words';

/** A workload: name, kind, ports, and its two gates. */
export const WorkloadCard = memo(function WorkloadCard({ data: { node, problems } }: NodeProps<FlowNode>) {
  const pointed = useCanvas(({ hovered }) => hovered?.source === node.id || hovered?.destination === node.id);
  if (node.type !== 'workload') return null;
  const kind = <span className={styles.kind}>{kindInShort(node)}</span>;
  // A long name takes the whole first line where the second has room for the kind.
  const longName = node.name.length > 15 && node.ports.length < 3 && !node.hostNetwork;
  return (
    <div className={classes(styles.card, node.inferred && styles.inferred, pointed && styles.pointed)}>
      <Gate node={node.id} title={node.title} direction="ingress" {...node.ingress} />
      <div className={styles.content}>
        <div className={styles.head}>
          <span className={styles.name} title={node.title}>
            {node.name}
          </span>
          {!longName && kind}
        </div>
        <div className={styles.ports}>
          {node.hostNetwork && (
            <span className={styles.host} title="On the host network: policies do not apply to it">
              host network
            </span>
          )}
          {node.ports.map(({ name, port, protocol }) => (
            <span
              key={`${protocol} ${port} ${name}`}
              className={styles.port}
              title={[protocol, port, name].join(' ')}
            >
              {protocol === 'TCP' ? port : `${port}/${protocol}`}
            </span>
          ))}
          {longName && kind}
        </div>
      </div>
      {problems && (
        <span className={styles.problems}>
          <ProblemBadge node={node.id} title={node.title} problems={problems} />
        </span>
      )}
      <Gate node={node.id} title={node.title} direction="egress" {...node.egress} />
    </div>
  );
});
