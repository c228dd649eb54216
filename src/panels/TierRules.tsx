import { Ban, Check, CornerDownRight, type LucideIcon } from 'lucide-react';
import type { Direction } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import { revealPlaces } from '../store/view';
import { Badge } from '../ui/Badge';
import type { PolicyRuleView } from '../worker/policyRuleView';
import panel from './InspectorPanel.module.css';
import styles from './TierRules.module.css';

const actions: Readonly<
  Record<PolicyRuleView['action'], { readonly tone: 'good' | 'bad' | 'neutral'; readonly icon: LucideIcon }>
> = {
  Accept: { tone: 'good', icon: Check },
  Deny: { tone: 'bad', icon: Ban },
  Pass: { tone: 'neutral', icon: CornerDownRight },
};

/** The rules of a tier policy in the order of judgement, each with what it does and a link to its lines. */
export function TierRules({ policy }: { readonly policy: string }) {
  const rules = useAnswer('policyRules', { policy })?.answer ?? [];
  return (['ingress', 'egress'] as const).map((direction) => {
    const own = rules.filter((rule) => rule.direction === direction);
    return own.length > 0 && <RulesOf key={direction} direction={direction} rules={own} />;
  });
}

interface RulesOfProps {
  readonly direction: Direction;
  readonly rules: readonly PolicyRuleView[];
}

function RulesOf({ direction, rules }: RulesOfProps) {
  const title = direction === 'ingress' ? 'Ingress rules' : 'Egress rules';
  return (
    <section>
      <h4 className={panel.sectionTitle}>
        {title} <span className={panel.amount}>the first that matches decides</span>
      </h4>
      <ol className={styles.rules} aria-label={title}>
        {rules.map((rule) => (
          <Rule key={rule.rule} rule={rule} />
        ))}
      </ol>
    </section>
  );
}

function Rule({
  rule: { direction, rule, name, action, peers, ports, place },
}: {
  readonly rule: PolicyRuleView;
}) {
  const { tone, icon: Icon } = actions[action];
  const title = name ?? `${direction} rule ${rule + 1}`;
  return (
    <li className={styles.rule}>
      <span className={styles.action}>
        <Badge tone={tone} icon={<Icon size={12} aria-hidden="true" />}>
          {action}
        </Badge>
      </span>
      <div className={styles.content}>
        {place ? (
          <button type="button" className={panel.link} onClick={() => revealPlaces([place])}>
            {title}
          </button>
        ) : (
          title
        )}
        <p className={panel.small}>
          {direction === 'ingress' ? 'from' : 'to'} {peers.join(' or ')}
        </p>
        <p className={styles.ports}>{ports}</p>
      </div>
    </li>
  );
}
