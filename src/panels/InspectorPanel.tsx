import { useAnalysis } from '../store/analysis';
import { useView } from '../store/view';
import { FlowInspector } from './FlowInspector';
import { InspectorHelp } from './InspectorHelp';
import styles from './InspectorPanel.module.css';
import { PolicyInspector } from './PolicyInspector';
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
    case 'policy': {
      const policy = view.policies.find(({ id }) => id === selection.policy);
      return policy ? <PolicyInspector view={view} policy={policy} /> : <Gone what="policy" />;
    }
    case 'workload': {
      const workload = view.graph.nodes.find(({ id }) => id === selection.workload);
      return workload?.type === 'workload' ? (
        <WorkloadInspector view={view} workload={workload} />
      ) : (
        <Gone what="workload" />
      );
    }
    default:
      return selection satisfies never;
  }
}

function Gone({ what }: { readonly what: string }) {
  return <p className={styles.note}>This {what} is no longer in the manifests. Undo brings it back.</p>;
}
