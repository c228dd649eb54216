import type { Party, PodGroup } from '../../../evaluate/connectivity';
import type { Direction, NetworkPolicy } from '../../../policy/policy';
import { someOf } from '../../../edit/refusal';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { coversRule } from '../ruleCover';
import { mostPairs, partiesByClass, subjectsByClass } from '../ruleParties';

/** S49h. */
export const redundantPolicy: Rule = {
  code: 'L83',
  title: 'a policy that changes nothing',
  why: 'All that it isolates and allows, other policies isolate and allow as well.',
  severity: 'info',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts) {
    if (policy.directions.size === 0) return;
    const isKnown = facts.knows(policy.namespace);
    if (isKnown && facts.subjects(policy).length === 0) return; // L40
    const others = coveringByText(facts, policy) ?? (isKnown ? coveringPolicies(facts, policy) : undefined);
    if (!others) return;
    yield {
      path: ['metadata', 'name'],
      message: `${policy.name} changes nothing: without it the same would be allowed and denied.`,
      consequence:
        `${someOf(others)} ${others.length === 1 ? 'does' : 'do'} the same for the pods ` +
        'that it selects. Delete it, unless it was meant to say something else.',
    };
  },
};

/** The policies that do all that this one does by what is written in them, whatever pods there are. */
function coveringByText(facts: Facts, policy: NetworkPolicy): string[] | undefined {
  const around = facts.policiesAround(policy);
  const names = new Set<string>();
  for (const direction of policy.directions) {
    const isolating = around.filter(({ directions }) => directions.has(direction));
    const [first] = isolating;
    if (!first) return undefined;
    const covering = policy[direction].map((rule) =>
      isolating.find((other) => other[direction].some((each) => coversRule(each, rule))),
    );
    for (const other of covering.length > 0 ? covering : [first]) {
      if (!other) return undefined;
      names.add(other.name);
    }
  }
  return [...names];
}

/** The policies that do all that this one does, as the evaluator sees it; undefined: something would change. */
function coveringPolicies(facts: Facts, policy: NetworkPolicy): string[] | undefined {
  const { connectivity } = facts;
  const subjects = subjectsByClass(facts, policy);
  const ends = [...policy.directions].flatMap((direction) =>
    subjects.map((subject) => [subject, direction] as const),
  );
  const others = ends.map((end) => connectivity.isolating(...end).filter(({ id }) => id !== policy.id));
  if (others.some(({ length }) => length === 0)) return undefined;
  if (ends.some((end) => allowsMore(facts, policy, ...end))) return undefined;
  return [...new Set(others.flat().map(({ name }) => name))];
}

/** Whether a pod is allowed something by this policy alone, or may be, as there are too many peers to ask about. */
function allowsMore(facts: Facts, policy: NetworkPolicy, subject: PodGroup, direction: Direction): boolean {
  const { connectivity } = facts;
  const isMore = (peer: Party) =>
    connectivity.admitted(subject, direction, peer) !==
    connectivity.admitted(subject, direction, peer, [policy]);
  let pairs = 0;
  for (const rule of policy[direction]) {
    for (const peer of partiesByClass(facts, policy, rule)) {
      if (isMore(peer) || ++pairs > mostPairs) return true;
      if (!rule.peers) break; // one of all will do, before all are judged at once
    }
  }
  const isNarrow = policy[direction].every(({ peers }) => peers?.every(({ type }) => type === 'pods'));
  if (isNarrow) return facts.inferredGroups.some(isMore);
  const rest = connectivity.admittedRow(subject, direction, { without: [policy] });
  return connectivity.admittedRow(subject, direction).some((all, index) => all !== rest[index]);
}
