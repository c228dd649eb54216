import { isRedundant, type GraphEdge } from '../core/index';
import { useSelectedPolicies } from '../store/shownPolicies';
import { count } from '../ui/count';
import type { AnalysisView, PolicySummary } from '../worker/views';
import panel from './InspectorPanel.module.css';
import styles from './PolicyInspector.module.css';
import { PolicyLinks } from './PolicyLink';
import { PolicyParts } from './PolicyParts';

const none: readonly GraphEdge[] = [];

interface PoliciesInspectorProps {
  readonly view: AnalysisView;
  readonly policies: readonly PolicySummary[];
}

/** Several policies: their part in every flow, as if they were one. */
export function PoliciesInspector({ view, policies }: PoliciesInspectorProps) {
  const shown = useSelectedPolicies();
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>{policies.length} policies together</h3>
          <p className={panel.subtitle}>
            What would change without all of them:{' '}
            <PolicyLinks view={view} policies={policies.map(({ id }) => id)} />
            {shown && <>. They select {count(shown.selected.length, 'workload')}.</>}
          </p>
        </div>
      </header>
      {shown && isRedundant(shown.counts) && (
        <p className={styles.warning}>
          Redundant: deleting all of them would change no flow, because others do the same.
        </p>
      )}
      <PolicyParts view={view} counts={shown?.counts} edges={shown?.edges ?? none} />
    </div>
  );
}
