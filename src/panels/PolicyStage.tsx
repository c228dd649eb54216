import { describeConnections, describeFailure, type Explanation } from '../core/index';
import { count } from '../ui/count';
import type { AnalysisView, PlacedRule } from '../worker/views';
import panel from './InspectorPanel.module.css';
import { PolicyLink, PolicyLinks } from './PolicyLink';
import { RuleLink, ruleKey } from './RuleLink';
import styles from './SideSection.module.css';
import { WhatElse } from './WhatElse';

interface PolicyStageProps {
  readonly view: AnalysisView;
  readonly side: Explanation['egress'];
  readonly places: readonly PlacedRule[];
  /** Something of what is asked comes to the NetworkPolicies. */
  readonly isReached: boolean;
}

/** The NetworkPolicies at one end: by whom it is isolated, which rules allow, which fail and why. */
export function PolicyStage({ view, side, places, isReached }: PolicyStageProps) {
  const { direction, isolatedBy, rules } = side;
  const admitting = rules.filter(({ admits }) => admits.length > 0);
  const failing = rules.filter(({ admits }) => admits.length === 0);
  const without = isolatedBy.filter((policy) => !rules.some((rule) => rule.policy === policy));
  const others = failing.length + without.length;
  const failures = (
    <ul className={styles.rules}>
      {failing.map((rule) => (
        <li key={ruleKey(rule)} className={styles.failing}>
          <RuleLink places={places} rule={rule} />:{' '}
          {rule.failures.map(describeFailure).join('; ') || 'does not match'}
        </li>
      ))}
      {without.map((policy) => (
        <li key={policy} className={styles.failing}>
          <PolicyLink view={view} policy={policy} />: has no {direction} rules
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <p className={panel.small}>
        Isolated for {direction} by <PolicyLinks view={view} policies={isolatedBy} />
        {!isReached && ', which are not asked: the Admin tier has decided'}
      </p>
      {admitting.length > 0 && (
        <ul className={styles.rules}>
          {admitting.map((rule) => (
            <li key={ruleKey(rule)} className={styles.admitting}>
              <RuleLink places={places} rule={rule} />:{' '}
              <span className={styles.ports}>{describeConnections(rule.admits)}</span>
              <WhatElse view={view} rule={rule} />
            </li>
          ))}
        </ul>
      )}
      {isReached &&
        others > 0 &&
        (admitting.length === 0 ? (
          failures
        ) : (
          <details className={styles.others}>
            <summary>
              {count(others, 'other')} that {others === 1 ? 'does' : 'do'} not allow it
            </summary>
            {failures}
          </details>
        ))}
    </>
  );
}
