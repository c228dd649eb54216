import { describeConnections, describeFailure, type Explanation } from '../core/index';
import { classes } from '../ui/classes';
import { count } from '../ui/count';
import type { PlacedRule } from '../worker/views';
import panel from './InspectorPanel.module.css';
import { RuleLink, ruleKey } from './RuleLink';
import styles from './SideSection.module.css';

type Stage = Explanation['egress']['stages'][number];

const verbs = { Accept: 'accepts', Deny: 'denies', Pass: 'passes on' } as const;

interface TierStageProps {
  readonly stage: Stage;
  readonly places: readonly PlacedRule[];
}

/** A tier at one end: the rules that decide, in their order, and what is left to the next stage. */
export function TierStage({ stage: { stage, reached, left, rules }, places }: TierStageProps) {
  const deciding = rules.filter(({ decides }) => decides.length > 0);
  const others = rules.filter(({ decides }) => decides.length === 0);
  return (
    <section aria-label={`${stage} tier`}>
      <p className={panel.small}>
        <strong>{stage} tier</strong>
        {reached.length === 0 && ': not asked, all is decided before'}
        {reached.length > 0 && deciding.length === 0 && ': no rule of it matches'}
        {deciding.length > 0 && left.length > 0 && `: leaves ${describeConnections(left)}`}
      </p>
      {deciding.length > 0 && (
        <ul className={styles.rules}>
          {deciding.map((rule) => (
            <li
              key={ruleKey(rule)}
              className={classes(
                rule.action === 'Accept' && styles.admitting,
                rule.action === 'Deny' && styles.failing,
              )}
            >
              <RuleLink places={places} rule={rule} />
              {rule.name !== undefined && ` “${rule.name}”`}: {verbs[rule.action]}{' '}
              <span className={styles.ports}>{describeConnections(rule.decides)}</span>
            </li>
          ))}
        </ul>
      )}
      {reached.length > 0 && others.length > 0 && (
        <details className={styles.others}>
          <summary>{count(others.length, 'rule')} of it decide nothing here</summary>
          <ul className={styles.rules}>
            {others.map((rule) => (
              <li key={ruleKey(rule)}>
                <RuleLink places={places} rule={rule} />:{' '}
                {rule.failures.map(describeFailure).join('; ') || 'does not match'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
