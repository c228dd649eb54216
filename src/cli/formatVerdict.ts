import {
  describeFailure,
  type Explanation,
  type RuleRef,
  type RuleVerdict,
  type SideExplanation,
  titleOfPolicy,
} from '../core/index';

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

/** What decides at one end, and the tier rules that passed it on before. */
function formatSide({ direction, stages, isolatedBy, rules }: SideExplanation, end: string): string[] {
  const head = `  ${direction} of ${end}`;
  const passed = stages
    .flatMap(({ rules: tierRules }) => tierRules)
    .filter(({ action, decides }) => action === 'Pass' && decides.length > 0)
    .map((rule) => `    after ${formatPlace(rule)} passed it on`);
  const decisive = stages.find(({ allowed, denied }) => allowed.length + denied.length > 0);
  if (!decisive || decisive.stage === 'default')
    return [`${head}: allowed, no policy isolates it`, ...passed];
  const isAllowed = decisive.allowed.length > 0;
  if (decisive.stage !== 'NetworkPolicy') {
    const deciding = decisive.rules.filter(({ action, decides }) => action !== 'Pass' && decides.length > 0);
    const lines = deciding.map((rule) => `    ${formatPlace(rule)}`);
    return [`${head}: ${isAllowed ? 'allowed' : 'denied'} by`, ...lines, ...passed];
  }
  if (isAllowed) {
    const admitting = rules.filter(({ admits }) => admits.length > 0);
    return [`${head}: allowed by`, ...admitting.map((rule) => `    ${formatPlace(rule)}`), ...passed];
  }
  const policies = isolatedBy.map(titleOfPolicy).join(', ');
  return [`${head}: denied, isolated by ${policies}`, ...rules.map(formatRefusal), ...passed];
}

function formatRefusal(rule: RuleVerdict): string {
  return `    ${formatPlace(rule)}: ${rule.failures.map(describeFailure).join('; ')}`;
}

/** `shop/allow-web spec.ingress[0].from[1]`, `ClusterNetworkPolicy base spec.egress[2].to[0]` */
function formatPlace({ policy, direction, rule, peer }: RuleRef): string {
  const peers = direction === 'ingress' ? 'from' : 'to';
  const place = `${titleOfPolicy(policy)} spec.${direction}[${rule}]`;
  return peer === undefined ? place : `${place}.${peers}[${peer}]`;
}
