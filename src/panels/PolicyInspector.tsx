import { Ellipsis, FileCode2 } from 'lucide-react';
import { isRedundant, type GraphEdge } from '../core/index';
import { useSelectedPolicies } from '../store/shownPolicies';
import { revealPlaces } from '../store/view';
import { Badge } from '../ui/Badge';
import { IconButton } from '../ui/IconButton';
import { VerbMenu } from '../verbs/VerbMenu';
import { verbsOfPolicy } from '../verbs/verbsOf';
import { count } from '../ui/count';
import type { AnalysisView, PolicySummary } from '../worker/views';
import panel from './InspectorPanel.module.css';
import styles from './PolicyInspector.module.css';
import { PolicyParts } from './PolicyParts';
import { TierRules } from './TierRules';

const none: readonly GraphEdge[] = [];

interface PolicyInspectorProps {
  readonly view: AnalysisView;
  readonly policy: PolicySummary;
}

/** A policy: what it selects, and its part in every flow, strong and shared parts apart. */
export function PolicyInspector({ view, policy }: PolicyInspectorProps) {
  const shown = useSelectedPolicies();
  const counts = policy.counts ?? shown?.counts;
  return (
    <div className={panel.inspector}>
      <header className={panel.header}>
        <div className={panel.heading}>
          <h3 className={panel.title}>{policy.name}</h3>
          <p className={panel.subtitle}>
            {kindOf(policy)}, selects {count(policy.selected, 'workload')}: <code>{policy.selector}</code>
          </p>
        </div>
        {policy.directions.map((direction) => (
          <Badge key={direction}>{direction}</Badge>
        ))}
        <IconButton
          small
          name="Show in the editor"
          icon={<FileCode2 size={15} />}
          onClick={() => revealPlaces([policy.place])}
        />
        <VerbMenu
          groups={verbsOfPolicy(policy)}
          trigger={<IconButton small name={`Change ${policy.name}`} icon={<Ellipsis size={15} />} />}
        />
      </header>
      {policy.selected === 0 && (
        <p className={styles.warning}>
          It matches no loaded pod. Import the workload it is meant for, or compare its selector with the
          labels of your pods.
        </p>
      )}
      {policy.selected > 0 && counts && isRedundant(counts) && (
        <p className={styles.warning}>
          Redundant: deleting it would change no flow, because other policies do the same.
        </p>
      )}
      {policy.tier && <Ties view={view} policy={policy} />}
      {policy.tier && <TierRules policy={policy.id} />}
      <PolicyParts view={view} counts={counts} edges={shown?.edges ?? none} />
    </div>
  );
}

/** What nothing defines, as another policy of the tier has the same priority and disagrees (S53). */
function Ties({ view, policy }: PolicyInspectorProps) {
  const ties = view.diagnostics.filter(({ code, resource }) => code === 'L70' && resource === policy.id);
  return ties.map(({ message, consequence }) => (
    <p key={message} className={styles.warning}>
      <strong>Undefined.</strong> {message} {consequence}
    </p>
  ));
}

function kindOf({ kind, namespace, tier }: PolicySummary): string {
  return tier ? `${kind} of the ${tier.name} tier, priority ${tier.priority}` : `${kind} in ${namespace}`;
}
