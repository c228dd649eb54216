import { useAnalysis } from '../store/analysis';
import { useView } from '../store/view';
import { EntryInspector } from './entries/EntryInspector';
import { FlowInspector } from './FlowInspector';
import { InspectorHelp } from './InspectorHelp';
import styles from './InspectorPanel.module.css';
import { NamespaceInspector } from './NamespaceInspector';
import { OutsideInspector } from './OutsideInspector';
import { PoliciesInspector } from './PoliciesInspector';
import { PolicyInspector } from './PolicyInspector';
import { TrafficInspector } from './traffic/TrafficInspector';
import { WorkloadInspector } from './WorkloadInspector';

/** Explains what is selected. */
export function InspectorPanel() {
  const selection = useView((state) => state.selection);
  const view = useAnalysis((state) => state.view);
  if (!selection || !view) return <InspectorHelp />;
  switch (selection.type) {
    case 'flow':
      return (
        <FlowInspector
          key={`${selection.source} ${selection.destination}`}
          view={view}
          selection={selection}
        />
      );
    case 'policies': {
      const policies = view.policies.filter(({ id }) => selection.policies.includes(id));
      const [only] = policies;
      if (!only) return <Gone what="policy" />;
      return policies.length === 1 ? (
        <PolicyInspector view={view} policy={only} />
      ) : (
        <PoliciesInspector view={view} policies={policies} />
      );
    }
    case 'workload': {
      const workload = view.graph.nodes.find(({ id }) => id === selection.workload);
      return workload?.type === 'workload' ? (
        <WorkloadInspector view={view} workload={workload} />
      ) : (
        <Gone what="workload" />
      );
    }
    case 'namespace': {
      const namespace = view.graph.nodes.find(({ id }) => id === selection.namespace);
      return namespace?.type === 'namespace' ? (
        <NamespaceInspector key={namespace.id} view={view} namespace={namespace} />
      ) : (
        <Gone what="namespace" />
      );
    }
    case 'outside': {
      const node = view.graph.nodes.find(({ id }) => id === selection.node);
      return node?.type === 'addresses' || node?.type === 'anywhere' ? (
        <OutsideInspector key={node.id} view={view} node={node} />
      ) : (
        <p className={styles.note}>No rule names these addresses.</p>
      );
    }
    case 'entry': {
      const node = view.entries.nodes.find(({ id }) => id === selection.entry);
      return node ? <EntryInspector key={node.id} view={view} node={node} /> : <Gone what="entry" />;
    }
    case 'traffic':
      return <TrafficInspector view={view} query={selection.query} />;
    default:
      return selection satisfies never;
  }
}

function Gone({ what }: { readonly what: string }) {
  return <p className={styles.note}>This {what} is no longer in the manifests. Undo brings it back.</p>;
}
