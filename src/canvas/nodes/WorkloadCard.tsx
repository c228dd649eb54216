import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { withoutDomains, type WorkloadNode } from '../../core/index';
import { classes } from '../../ui/classes';
import { useCanvas } from '../canvasState';
import type { FlowNode } from '../toFlow';
import { useFar } from '../far';
import { Gate } from './Gate';
import { PolicyBadge } from './PolicyBadge';
import { ProblemBadge } from './ProblemBadge';
import styles from './WorkloadCard.module.css';
import { kindInShort } from './words';

/** A workload: name, kind, ports, and its two gates. */
export const WorkloadCard = memo(function WorkloadCard({ data: { node, problems } }: NodeProps<FlowNode>) {
  const far = useFar();
  const pointed = useCanvas(({ hovered }) => hovered?.source === node.id || hovered?.destination === node.id);
  if (node.type !== 'workload') return null;
  const name = node.inferred ? withoutDomains(node.name) : node.name;
  return (
    <div className={classes(styles.card, node.inferred && styles.inferred, pointed && styles.pointed)}>
      <Gate node={node.id} title={node.title} direction="ingress" {...node.ingress} />
      {far === 'names' && (
        <span className={styles.farName} aria-hidden>
          <span>{name}</span>
        </span>
      )}
      {!far && <Content name={name} workload={node} />}
      {!far && <PolicyBadge workload={node} />}
      {!far && problems && (
        <span className={styles.problems}>
          <ProblemBadge node={node.id} title={node.title} problems={problems} />
        </span>
      )}
      <Gate node={node.id} title={node.title} direction="egress" {...node.egress} />
    </div>
  );
});

/** What stands on the card, where it can be read. */
function Content({ name, workload }: { readonly name: string; readonly workload: WorkloadNode }) {
  const { title, ports, hostNetwork } = workload;
  const kind = <span className={styles.kind}>{kindInShort(workload)}</span>;
  // A long name takes the whole first line where the second has room for the kind.
  const longName = name.length > 15 && ports.length < 3 && !hostNetwork;
  return (
    <div className={styles.content}>
      <div className={styles.head}>
        <span className={styles.name} title={title}>
          {name}
        </span>
        {!longName && kind}
      </div>
      <div className={styles.ports}>
        {hostNetwork && (
          <span className={styles.host} title="On the host network: policies do not apply to it">
            host network
          </span>
        )}
        {ports.map(({ name: portName, port, protocol }) => (
          <span
            key={`${protocol} ${port} ${portName}`}
            className={styles.port}
            title={[protocol, port, portName].join(' ')}
          >
            {protocol === 'TCP' ? port : `${port}/${protocol}`}
          </span>
        ))}
        {longName && kind}
      </div>
    </div>
  );
}
