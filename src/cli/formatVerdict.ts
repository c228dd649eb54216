import { describeFailure, type Explanation, type RuleVerdict, type SideExplanation } from '../core/index';

/** A verdict in words, the ends as they were named: what, why at each end, and what depends on the network plugin. */
export function formatVerdict(explanation: Explanation, from: string, to: string): string {
  const { verdict, ports, self, egress, ingress, caveats } = explanation;
  const lines = [`${verdict}: ${from} to ${to}, ${ports}`];
  if (self) return [...lines, '  A pod is never cut off from itself.'].join('\n');
  if (verdict === 'partly') lines.push('  The pods of a workload differ. For one that is denied:');
  lines.push(
    ...formatSide(egress, from),
    ...formatSide(ingress, to),
    ...caveats.map((caveat) => `  Note: ${caveat}`),
  );
  return lines.join('\n');
}

function formatSide({ direction, allowed, isolatedBy, rules }: SideExplanation, end: string): string[] {
  const head = `  ${direction} of ${end}`;
  if (isolatedBy.length === 0) return [`${head}: allowed, no policy isolates it`];
  if (allowed) {
    const admitting = rules.filter(({ admits }) => admits.length > 0);
    return [`${head}: allowed by`, ...admitting.map((rule) => `    ${formatPlace(rule)}`)];
  }
  const policies = isolatedBy.map(formatPolicy).join(', ');
  return [`${head}: denied, isolated by ${policies}`, ...rules.map(formatRefusal)];
}

function formatRefusal(rule: RuleVerdict): string {
  return `    ${formatPlace(rule)}: ${rule.failures.map(describeFailure).join('; ')}`;
}

/** `shop/allow-web: spec.ingress[0].from[1]` */
function formatPlace({ policy, direction, rule, peer }: RuleVerdict): string {
  const peers = direction === 'ingress' ? 'from' : 'to';
  const place = `${formatPolicy(policy)} spec.${direction}[${rule}]`;
  return peer === undefined ? place : `${place}.${peers}[${peer}]`;
}

/** `namespace/name` of the id of a policy. */
function formatPolicy(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}
