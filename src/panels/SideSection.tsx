import { CircleCheck, CircleX } from 'lucide-react';
import { describeConnections, describeFailure, type Explanation } from '../core/index';
import { revealPlaces } from '../store/view';
import type { AnalysisView, FlowView } from '../worker/protocol';
import { count } from '../ui/count';
import styles from './SideSection.module.css';
import panel from './InspectorPanel.module.css';
import { policyName } from './names';
import { PolicyLink, PolicyLinks } from './PolicyLink';

type Side = Explanation['egress'];
type Rule = Side['rules'][number];

interface SideSectionProps {
  readonly view: AnalysisView;
  readonly flow: FlowView;
  readonly side: Side;
  /** What this end is called. */
  readonly name: string;
  readonly inCluster: boolean;
}

/** One end of the flow: whether it lets the packet pass, by whom it is isolated, which rules allow, which fail. */
export function SideSection({ view, flow, side, name, inCluster }: SideSectionProps) {
  const { direction, isolatedBy, allowed } = side;
  const Icon = allowed ? CircleCheck : CircleX;
  const admitting = side.rules.filter(({ admits }) => admits.length > 0);
  const failing = side.rules.filter(({ admits }) => admits.length === 0);
  const without = isolatedBy.filter((policy) => !side.rules.some((rule) => rule.policy === policy));
  const explainsDenial = admitting.length === 0;
  const failures = (
    <ul className={styles.rules}>
      {failing.map((rule) => (
        <li key={ruleKey(rule)} className={styles.failing}>
          <RuleLink flow={flow} rule={rule} />:{' '}
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
    <li className={styles.side}>
      <Icon size={16} className={allowed ? panel.opens : panel.closes} aria-hidden="true" />
      <div className={styles.content}>
        <h4 className={styles.title}>
          {direction === 'egress' ? 'Leaves' : 'Enters'} {name}
          <span className="visually-hidden">: {allowed ? 'passes' : 'stopped'}</span>
        </h4>
        {isolatedBy.length === 0 ? (
          <p className={panel.small}>
            {inCluster
              ? `No policy selects it for ${direction}, so all ${direction} is allowed`
              : 'Outside the cluster: no policy applies to it'}
          </p>
        ) : (
          <p className={panel.small}>
            Isolated for {direction} by <PolicyLinks view={view} policies={isolatedBy} />
          </p>
        )}
        {admitting.length > 0 && (
          <ul className={styles.rules}>
            {admitting.map((rule) => (
              <li key={ruleKey(rule)} className={styles.admitting}>
                <RuleLink flow={flow} rule={rule} />:{' '}
                <span className={styles.ports}>{describeConnections(rule.admits)}</span>
              </li>
            ))}
          </ul>
        )}
        {failing.length + without.length > 0 &&
          (explainsDenial ? (
            failures
          ) : (
            <details className={styles.others}>
              <summary>
                {count(failing.length + without.length, 'other')} that{' '}
                {failing.length + without.length === 1 ? 'does' : 'do'} not allow it
              </summary>
              {failures}
            </details>
          ))}
      </div>
    </li>
  );
}

/** `db-allow-api, ingress rule 1, peer 1`; a click shows the lines. */
function RuleLink({ flow, rule }: { readonly flow: FlowView; readonly rule: Rule }) {
  const place = flow.places.find((placed) => ruleKey(placed) === ruleKey(rule))?.place;
  const title = [
    policyName(rule.policy),
    `${rule.direction} rule ${rule.rule + 1}`,
    ...(rule.peer === undefined ? [] : [`peer ${rule.peer + 1}`]),
  ].join(', ');
  if (!place) return title;
  return (
    <button type="button" className={panel.link} onClick={() => revealPlaces([place])}>
      {title}
    </button>
  );
}

function ruleKey({
  policy,
  direction,
  rule,
  peer,
}: Pick<Rule, 'policy' | 'direction' | 'rule' | 'peer'>): string {
  return `${policy} ${direction} ${rule} ${peer ?? ''}`;
}
