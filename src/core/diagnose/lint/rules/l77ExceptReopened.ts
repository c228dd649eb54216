import { describeConnections, intersect, NONE } from '../../../model/connections';
import { someOf } from '../../../edit/refusal';
import { intervalOf, isWithin, placedBlocks, type PlacedBlock } from '../blocks';
import type { NetworkPolicy } from '../../../policy/policy';
import type { Facts } from '../facts';
import type { Rule } from '../rule';

/** S21, EX-17: an exception is a hole in its own block, not a deny. */
export const exceptReopened: Rule = {
  code: 'L77',
  title: 'an exception that another peer, rule or policy allows all the same',
  why: 'An exception only makes a hole in its own block; rules add up, and any other one can fill it.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts) {
    for (const placed of placedBlocks(policy)) {
      for (const [index, except] of placed.block.except.entries()) {
        const found = reopened(facts, policy, placed, except);
        if (!found) continue;
        yield {
          path: [...placed.path, 'except', index],
          message:
            `${except} is excepted here, but ${someOf(found.by)} ` +
            `${found.by.length === 1 ? 'allows' : 'allow'} it.`,
          consequence:
            `${describeConnections(found.connections)} ` +
            `${placed.direction === 'ingress' ? 'from' : 'to'} ${except} is allowed.`,
        };
      }
    }
  },
};

/** What allows all addresses of an exception, for some pod, on ports of the rule; undefined: some stay out. */
function reopened(
  facts: Facts,
  policy: NetworkPolicy,
  { direction, rule, index }: PlacedBlock,
  except: string,
) {
  const { connectivity } = facts;
  const hole = intervalOf(except);
  const ranges = connectivity.addressRanges.filter(({ intervals }) =>
    intervals.every((interval) => isWithin(interval, hole)),
  );
  for (const subject of ranges.length > 0 ? connectivity.selected(policy) : []) {
    const allowed = ranges.map((range) =>
      intersect(
        connectivity.admitted(subject, direction, range),
        facts.portsOf(rule, direction, subject, range),
      ),
    );
    if (allowed.some((connections) => connections === NONE)) continue;
    const by = new Set(
      ranges.flatMap((range) =>
        connectivity.matches(subject, direction, range).map((match) => {
          if (match.policy.id !== policy.id) return match.policy.name;
          return match.rule === index ? 'another peer of this rule' : `rule ${match.rule + 1} of this policy`;
        }),
      ),
    );
    const [connections = NONE] = allowed;
    return by.size > 0 ? { connections, by: [...by] } : undefined;
  }
  return undefined;
}
