import type { RuleRef } from '../core/index';
import { revealPlaces } from '../store/view';
import type { PlacedRule } from '../worker/views';
import panel from './InspectorPanel.module.css';
import { policyName } from './names';

interface RuleLinkProps {
  readonly places: readonly PlacedRule[];
  readonly rule: RuleRef;
}

/** `db-allow-api, ingress rule 1, peer 1`; a click shows the lines. */
export function RuleLink({ places, rule }: RuleLinkProps) {
  const place = places.find((placed) => ruleKey(placed) === ruleKey(rule))?.place;
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

export function ruleKey({ policy, direction, rule, peer }: RuleRef): string {
  return `${policy} ${direction} ${rule} ${peer ?? ''}`;
}
