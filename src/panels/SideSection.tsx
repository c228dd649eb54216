import { CircleCheck, CircleX } from 'lucide-react';
import type { Explanation } from '../core/index';
import type { AnalysisView, PlacedRule } from '../worker/views';
import panel from './InspectorPanel.module.css';
import { PolicyStage } from './PolicyStage';
import styles from './SideSection.module.css';
import { TierStage } from './TierStage';

interface SideSectionProps {
  readonly view: AnalysisView;
  readonly side: Explanation['egress'];
  readonly places: readonly PlacedRule[];
  /** What this end is called. */
  readonly name: string;
  readonly inCluster: boolean;
}

/** One end of the flow: whether it lets the packet pass, and the way through the tiers there. */
export function SideSection({ view, side, places, name, inCluster }: SideSectionProps) {
  const { direction, stages, isolatedBy, allowed } = side;
  const Icon = allowed ? CircleCheck : CircleX;
  const hasTiers = stages.some(({ stage }) => stage === 'Admin' || stage === 'Baseline');
  return (
    <li className={styles.side}>
      <Icon size={16} className={allowed ? panel.opens : panel.closes} aria-hidden="true" />
      <div className={styles.content}>
        <h4 className={styles.title}>
          {direction === 'egress' ? 'Leaves' : 'Enters'} {name}
          <span className="visually-hidden">: {allowed ? 'passes' : 'stopped'}</span>
        </h4>
        {stages.map((stage) => {
          if (stage.stage === 'Admin' || stage.stage === 'Baseline')
            return <TierStage key={stage.stage} stage={stage} places={places} />;
          if (stage.stage === 'default' || isolatedBy.length === 0) return undefined;
          return (
            <PolicyStage
              key={stage.stage}
              view={view}
              side={side}
              places={places}
              isReached={stage.reached.length > 0}
            />
          );
        })}
        {isolatedBy.length === 0 && (
          <p className={panel.small}>
            {inCluster
              ? `No ${hasTiers ? 'NetworkPolicy' : 'policy'} selects it for ${direction}, so all ${direction} is allowed${
                  hasTiers ? ' that the tiers leave' : ''
                }`
              : 'Outside the cluster: no policy applies to it'}
          </p>
        )}
      </div>
    </li>
  );
}
