import { Crosshair, Ellipsis, Lock, LockOpen } from 'lucide-react';
import { standingFor, type Direction, type WorkloadNode } from '../core/index';
import { focusOn } from '../store/view';
import { Badge } from '../ui/Badge';
import { IconButton } from '../ui/IconButton';
import { count } from '../ui/count';
import { VerbMenu } from '../verbs/VerbMenu';
import { verbsOfNode } from '../verbs/verbsOf';
import type { AnalysisView } from '../worker/views';
import { ReachedThrough } from './entries/ReachedThrough';
import { EdgeList } from './EdgeList';
import panel from './InspectorPanel.module.css';
import { Labels } from './Labels';
import { PolicyLinks } from './PolicyLink';

interface WorkloadInspectorProps {
  readonly view: AnalysisView;
  readonly workload: WorkloadNode;
}

/** A workload: its gates, what passes them, its labels and ports. */
export function WorkloadInspector({ view, workload }: WorkloadInspectorProps) {
  const { kind, replicas, inferred, hostNetwork, labels, ports } = workload;
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>{workload.title}</h3>
          <p className={panel.subtitle}>
            {inferred
              ? 'Stands for a selector that matches no loaded pod'
              : `${kind}${replicas === undefined ? '' : `, ${count(replicas, 'replica')}`}`}
          </p>
        </div>
        {inferred && <Badge tone="warning">inferred</Badge>}
        {hostNetwork && <Badge tone="warning">host network</Badge>}
        <IconButton
          small
          name={`Focus on ${workload.title}`}
          keys="F"
          icon={<Crosshair size={15} />}
          onClick={() => focusOn(workload.id)}
        />
        <VerbMenu
          groups={verbsOfNode(workload)}
          trigger={<IconButton small name={`Change ${workload.title}`} icon={<Ellipsis size={15} />} />}
        />
      </header>
      {hostNetwork && (
        <p className={panel.small}>
          Its pods use the node's own network: most plugins apply no policy to them, and rules see the node's
          address.
        </p>
      )}
      <Flows view={view} workload={workload} direction="ingress" />
      <Flows view={view} workload={workload} direction="egress" />
      <ReachedThrough view={view} workload={workload} />
      <Labels labels={labels} />
      <section>
        <h4 className={panel.sectionTitle}>Container ports</h4>
        <ul className={panel.chips}>
          {ports.map(({ protocol, port, name }) => (
            <li key={`${protocol} ${port} ${name ?? ''}`} className={panel.chip}>
              {protocol} {port}
              {name !== undefined && <span className={panel.muted}> {name}</span>}
            </li>
          ))}
        </ul>
        {ports.length === 0 && (
          <p className={panel.small}>None declared. A container may listen on others as well.</p>
        )}
      </section>
    </div>
  );
}

interface FlowsProps extends WorkloadInspectorProps {
  readonly direction: Direction;
}

function Flows({ view, workload, direction }: FlowsProps) {
  const { isolatedBy, deniedBy } = workload[direction];
  const standsFor = standingFor(view.graph.nodes, workload);
  const near = direction === 'ingress' ? 'destination' : 'source';
  const edges = view.graph.edges.filter((edge) => standsFor(edge, near));
  const isLocked = isolatedBy.length + deniedBy.length > 0;
  const Icon = isLocked ? Lock : LockOpen;
  return (
    <section>
      <h4 className={panel.sectionTitle}>
        <Icon size={13} aria-hidden="true" />
        {direction === 'ingress' ? 'Ingress' : 'Egress'}
        <span className={panel.amount}>
          {isolatedBy.length > 0 ? 'isolated' : isLocked ? 'restricted' : 'open'}
        </span>
      </h4>
      <p className={panel.small}>
        {isolatedBy.length > 0 ? (
          <>
            Isolated by <PolicyLinks view={view} policies={isolatedBy} />
          </>
        ) : (
          `No ${isLocked ? 'NetworkPolicy' : 'policy'} selects it for ${direction}: all ${direction} is allowed${
            isLocked ? ' that the tiers leave' : ''
          }`
        )}
      </p>
      {deniedBy.length > 0 && (
        <p className={panel.small}>
          Some is denied by <PolicyLinks view={view} policies={deniedBy} />
        </p>
      )}
      <EdgeList
        view={view}
        edges={edges}
        {...(direction === 'ingress'
          ? { only: 'source', destinations: [workload.id] }
          : { only: 'destination', sources: [workload.id] })}
      />
      {edges.length === 0 && isLocked && (
        <p className={panel.small}>Nothing {direction === 'ingress' ? 'enters' : 'leaves'}.</p>
      )}
    </section>
  );
}
