import { Ellipsis, FileCode2, ListFilter, Lock, LockOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import { touching, type Direction, type NamespaceNode, type WorkloadNode } from '../core/index';
import { revealResources } from '../store/session';
import { goTo, narrow } from '../store/view';
import { Badge } from '../ui/Badge';
import { count } from '../ui/count';
import { IconButton } from '../ui/IconButton';
import { VerbMenu } from '../verbs/VerbMenu';
import { verbsOfNode } from '../verbs/verbsOf';
import type { AnalysisView } from '../worker/views';
import { EdgeList } from './EdgeList';
import { describeCounts } from './flowStates';
import link from './FlowLink.module.css';
import panel from './InspectorPanel.module.css';
import { Labels } from './Labels';
import { PolicyLink } from './PolicyLink';
import { ShowMore, shownAtFirst } from './ShowMore';

interface NamespaceInspectorProps {
  readonly view: AnalysisView;
  readonly namespace: NamespaceNode;
}

/** A namespace: who is isolated in it and by which policies, what comes in and goes out, and what it holds. */
export function NamespaceInspector({ view, namespace }: NamespaceInspectorProps) {
  const { id, name, origin, labels } = namespace;
  const { graph } = view;
  const workloads = useMemo(
    () => graph.nodes.filter((node): node is WorkloadNode => node.type === 'workload' && node.parent === id),
    [graph, id],
  );
  const flows = useMemo(() => flowsOf(view, id, workloads), [view, id, workloads]);
  const own = workloads.map((workload) => workload.id);
  const services = view.services.filter(({ title }) => title.startsWith(`${name}/`));
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>{name}</h3>
          <p className={panel.subtitle}>
            Namespace, {count(workloads.length, 'workload')}
            {services.length > 0 && `, ${count(services.length, 'Service')}`}
          </p>
        </div>
        {origin !== 'loaded' && (
          <Badge tone="warning">{origin === 'inferred' ? 'inferred' : 'not declared'}</Badge>
        )}
        <IconButton
          small
          name={`Show the flows of ${name} only`}
          icon={<ListFilter size={15} />}
          onClick={() => narrow({ namespaces: [name] })}
        />
        {origin === 'loaded' && (
          <IconButton
            small
            name="Show in the editor"
            icon={<FileCode2 size={15} />}
            onClick={() => void revealResources(id)}
          />
        )}
        <VerbMenu
          groups={verbsOfNode(namespace)}
          trigger={<IconButton small name={`Change ${name}`} icon={<Ellipsis size={15} />} />}
        />
      </header>
      <Isolation workloads={workloads} direction="ingress" />
      <Isolation workloads={workloads} direction="egress" />
      <Policies view={view} namespace={name} />
      <section>
        <h4 className={panel.sectionTitle}>Comes in</h4>
        <EdgeList view={view} edges={flows.incoming} destinations={own} />
        {flows.incoming.length === 0 && <p className={panel.small}>Nothing from elsewhere.</p>}
      </section>
      <section>
        <h4 className={panel.sectionTitle}>Goes out</h4>
        <EdgeList view={view} edges={flows.outgoing} sources={own} />
        {flows.outgoing.length === 0 && <p className={panel.small}>Nothing to elsewhere.</p>}
      </section>
      {workloads.length > 1 && (
        <section>
          <h4 className={panel.sectionTitle}>Within</h4>
          <EdgeList view={view} edges={flows.within} sources={own} destinations={own} />
          {flows.within.length === 0 && <p className={panel.small}>No edge of its own.</p>}
        </section>
      )}
      <Workloads workloads={workloads} />
      {services.length > 0 && (
        <section>
          <h4 className={panel.sectionTitle}>Services</h4>
          <ul className={panel.chips}>
            {services.map((service) => (
              <li key={service.id} className={panel.chip}>
                {service.title.slice(name.length + 1)}
                <span className={panel.muted}>
                  {' '}
                  {service.workloads.length === 0 ? 'selects nothing loaded' : service.ports.join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Labels labels={labels} />
    </div>
  );
}

/** The edges that cross its border, and those that stay within. */
function flowsOf({ graph }: AnalysisView, namespace: string, workloads: readonly WorkloadNode[]) {
  const touches = touching(graph.nodes, namespace);
  const own = new Set([namespace, ...workloads.map(({ id }) => id)]);
  return {
    incoming: graph.edges.filter((edge) => touches(edge, 'destination') && !own.has(edge.source)),
    outgoing: graph.edges.filter((edge) => touches(edge, 'source') && !own.has(edge.destination)),
    within: graph.edges.filter((edge) => own.has(edge.source) && own.has(edge.destination)),
  };
}

interface IsolationProps {
  readonly workloads: readonly WorkloadNode[];
  readonly direction: Direction;
}

/** How many workloads policies isolate, and which they leave open. */
function Isolation({ workloads, direction }: IsolationProps) {
  const open = workloads.filter((workload) => workload[direction].isolatedBy.length === 0);
  const isolated = workloads.length - open.length;
  const Icon = isolated > 0 && open.length === 0 ? Lock : LockOpen;
  if (workloads.length === 0) return undefined;
  return (
    <section>
      <h4 className={panel.sectionTitle}>
        <Icon size={13} aria-hidden="true" />
        {direction === 'ingress' ? 'Ingress' : 'Egress'}
        <span className={panel.amount}>
          {isolated === 0
            ? 'open'
            : open.length === 0
              ? 'isolated'
              : `${isolated} of ${workloads.length} isolated`}
        </span>
      </h4>
      {isolated > 0 && open.length > 0 && (
        <p className={panel.small}>
          Not isolated:{' '}
          {open.slice(0, shownAtFirst).map((workload, index) => (
            <span key={workload.id}>
              {index > 0 && ', '}
              <button type="button" className={panel.link} onClick={() => goTo(workload.id)}>
                {workload.name}
              </button>
            </span>
          ))}
          {open.length > shownAtFirst && ` and ${open.length - shownAtFirst} more`}
        </p>
      )}
    </section>
  );
}

/** The NetworkPolicies of the namespace, each with what it does. */
function Policies({ view, namespace }: { readonly view: AnalysisView; readonly namespace: string }) {
  const policies = view.policies.filter((policy) => !policy.tier && policy.namespace === namespace);
  return (
    <section>
      <h4 className={panel.sectionTitle}>
        Policies <span className={panel.amount}>{policies.length}</span>
      </h4>
      <ul>
        {policies.map(({ id, selector, counts }) => (
          <li key={id} className={panel.small}>
            <PolicyLink view={view} policy={id} /> {selector}
            {counts && `: ${describeCounts(counts)}`}
          </li>
        ))}
      </ul>
      {policies.length === 0 && (
        <p className={panel.small}>
          {view.policies.some(({ tier }) => tier)
            ? 'No NetworkPolicy: the tiers alone judge it.'
            : 'None: every flow is allowed in and out.'}
        </p>
      )}
    </section>
  );
}

function Workloads({ workloads }: { readonly workloads: readonly WorkloadNode[] }) {
  const [shown, setShown] = useState(shownAtFirst);
  return (
    <section>
      <h4 className={panel.sectionTitle}>
        Workloads <span className={panel.amount}>{workloads.length}</span>
      </h4>
      <ul className={panel.flows}>
        {workloads.slice(0, shown).map((workload) => (
          <li key={workload.id}>
            <button type="button" className={link.flow} onClick={() => goTo(workload.id)}>
              <span className={link.ends}>{workload.name}</span>
              <span className={link.ports}>{workload.inferred ? 'inferred' : workload.kind}</span>
            </button>
          </li>
        ))}
      </ul>
      <ShowMore total={workloads.length} shown={shown} onMore={setShown} what="workloads" />
    </section>
  );
}
