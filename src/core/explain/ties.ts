import type { Connectivity } from '../evaluate/connectivity';
import {
  type ConnectionSet,
  describeConnections,
  intersect,
  isEmpty,
  NONE,
  subtract,
  union,
} from '../model/connections';
import type { TierPolicy } from '../policy/policy';
import { titleOfPolicy } from './phrases';
import type { Side } from './side';
import { matchedBy, tierPoliciesAt } from './tierRule';

/** What may become of the connections asked about, as policies of equal priority may be judged in any order (S53). */
interface Outcomes {
  readonly mayPass: ConnectionSet;
  readonly mayFail: ConnectionSet;
  /** The policies of equal priority that disagree, in the order in which they are judged here. */
  readonly tied: readonly TierPolicy[];
}

interface Decisions {
  readonly Accept: ConnectionSet;
  readonly Deny: ConnectionSet;
  readonly Pass: ConnectionSet;
}

/**
 * For what of the connections asked about nothing defines the verdict, as policies of equal priority disagree, and a
 * sentence that says so (S53). Every order of them is thought of.
 */
export function explainTies(
  connectivity: Connectivity,
  leaving: Side,
  entering: Side,
): { readonly undefinedFor: ConnectionSet; readonly sentences: readonly string[] } {
  if (![leaving, entering].some((side) => hasEquals(connectivity, side)))
    return { undefinedFor: NONE, sentences: [] };
  const [egress, ingress] = [outcomesOf(connectivity, leaving), outcomesOf(connectivity, entering)];
  const undefinedFor = intersect(
    intersect(egress.mayPass, ingress.mayPass),
    union(egress.mayFail, ingress.mayFail),
  );
  if (isEmpty(undefinedFor)) return { undefinedFor, sentences: [] };
  const tied = [...new Set([...egress.tied, ...ingress.tied].map(({ id }) => titleOfPolicy(id)))];
  const sentence =
    `UNDEFINED for ${describeConnections(undefinedFor)}: ${tied.join(' and ')} have the same priority and ` +
    'disagree, and nothing says which goes first. Here the first by name does.';
  return { undefinedFor, sentences: [sentence] };
}

/** Whether policies of equal priority judge at one end at all. */
function hasEquals(connectivity: Connectivity, { party, direction }: Side): boolean {
  return (['Admin', 'Baseline'] as const).some((tier) =>
    byPriority(tierPoliciesAt(connectivity, tier, party, direction)).some(({ length }) => length > 1),
  );
}

/** What one end may say of the connections asked about. */
function outcomesOf(connectivity: Connectivity, side: Side): Outcomes {
  const { party, direction, peer } = side;
  const admin = decideTier(connectivity, 'Admin', side);
  if (connectivity.isolating(party, direction).length > 0) {
    const admitted = connectivity
      .matches(party, direction, peer)
      .map(({ connections }) => connections)
      .reduce(union, NONE);
    return {
      mayPass: union(admin.Accept, intersect(admin.Pass, admitted)),
      mayFail: union(admin.Deny, subtract(admin.Pass, admitted)),
      tied: admin.tied,
    };
  }
  const baseline = decideTier(connectivity, 'Baseline', { ...side, asked: admin.Pass });
  const allowed = union(baseline.Accept, baseline.Pass);
  return {
    mayPass: union(admin.Accept, allowed),
    mayFail: union(admin.Deny, baseline.Deny),
    tied: [...admin.tied, ...baseline.tied],
  };
}

/** What a tier may decide, in any order of equal priorities; what none of its rules matches counts as passed. */
function decideTier(
  connectivity: Connectivity,
  tier: TierPolicy['tier'],
  side: Side,
): Decisions & { readonly tied: readonly TierPolicy[] } {
  const decided = { Accept: NONE, Deny: NONE, Pass: NONE };
  const tied: TierPolicy[] = [];
  let open = side.asked;
  for (const equals of byPriority(tierPoliciesAt(connectivity, tier, side.party, side.direction))) {
    const alone = equals.map((policy) => decideAlone(connectivity, policy, { ...side, asked: open }));
    for (const decisions of alone) {
      decided.Accept = union(decided.Accept, decisions.Accept);
      decided.Deny = union(decided.Deny, decisions.Deny);
      decided.Pass = union(decided.Pass, decisions.Pass);
      open = subtract(open, union(decisions.Accept, union(decisions.Deny, decisions.Pass)));
    }
    tied.push(...equals.filter((_, i) => alone.some((other) => alone[i] && disagree(alone[i], other))));
  }
  return { ...decided, Pass: union(decided.Pass, open), tied };
}

function disagree(a: Decisions, b: Decisions): boolean {
  const actions = ['Accept', 'Deny', 'Pass'] as const;
  return actions.some((one) =>
    actions.some((other) => one !== other && !isEmpty(intersect(a[one], b[other]))),
  );
}

/** What a policy decides if it is asked first: its own rules stand in order. */
function decideAlone(connectivity: Connectivity, policy: TierPolicy, side: Side): Decisions {
  const decided = { Accept: NONE, Deny: NONE, Pass: NONE };
  let open = side.asked;
  for (const rule of policy[side.direction]) {
    const decides = intersect(open, matchedBy(connectivity, rule, side));
    decided[rule.action] = union(decided[rule.action], decides);
    open = subtract(open, decides);
  }
  return decided;
}

function byPriority(policies: readonly TierPolicy[]): readonly (readonly TierPolicy[])[] {
  const groups = new Map<number, TierPolicy[]>();
  for (const policy of policies) {
    const known = groups.get(policy.priority);
    if (known) known.push(policy);
    else groups.set(policy.priority, [policy]);
  }
  return [...groups.values()];
}
