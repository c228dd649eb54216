import { Ellipsis } from 'lucide-react';
import type { AddressesNode, AnywhereNode } from '../core/index';
import { count } from '../ui/count';
import { IconButton } from '../ui/IconButton';
import { VerbMenu } from '../verbs/VerbMenu';
import { verbsOfNode } from '../verbs/verbsOf';
import type { AnalysisView } from '../worker/views';
import { EdgeList } from './EdgeList';
import panel from './InspectorPanel.module.css';

interface OutsideInspectorProps {
  readonly view: AnalysisView;
  readonly node: AddressesNode | AnywhereNode;
}

/** Addresses that policies name, or a hub of the summary: what it stands for, and what comes from it and goes to it. */
export function OutsideInspector({ view, node }: OutsideInspectorProps) {
  const from = view.graph.edges.filter(({ source }) => source === node.id);
  const to = view.graph.edges.filter(({ destination }) => destination === node.id);
  // What a hub stands for is listed by each of its edges.
  const isBlock = node.type === 'addresses';
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>{node.title}</h3>
          <p className={panel.subtitle}>{describe(node)}</p>
        </div>
        <VerbMenu
          groups={verbsOfNode(node)}
          trigger={<IconButton small name={`Change ${node.title}`} icon={<Ellipsis size={15} />} />}
        />
      </header>
      {isBlock && (
        <p className={panel.small}>
          Outside the cluster no policy applies. What is allowed is decided where it enters or leaves a pod.
        </p>
      )}
      {from.length > 0 && (
        <section>
          <h4 className={panel.sectionTitle}>Comes from it</h4>
          <EdgeList view={view} edges={from} only="destination" {...(isBlock && { sources: [node.id] })} />
        </section>
      )}
      {to.length > 0 && (
        <section>
          <h4 className={panel.sectionTitle}>Goes to it</h4>
          <EdgeList view={view} edges={to} only="source" {...(isBlock && { destinations: [node.id] })} />
        </section>
      )}
      {from.length + to.length === 0 && <p className={panel.small}>No flow from it or to it is allowed.</p>}
    </div>
  );
}

function describe(node: AddressesNode | AnywhereNode): string {
  if (node.type === 'anywhere')
    return `Stands for ${count(node.members.length, 'workload')} and every address outside`;
  return node.except.length > 0
    ? `Addresses that a policy names, except ${node.except.join(', ')}`
    : 'Addresses that a policy names';
}
