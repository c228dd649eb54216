import type { Rule } from '../rule';
import { joinWords } from '../words';

export const defaultDenyDefeated: Rule = {
  code: 'L87',
  title: 'a default deny beside a policy that allows everything for the same pods',
  why: 'Policies add up: next to an allow-all for all of its pods, the deny denies nothing.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    const denied = [...policy.directions].filter((direction) => policy[direction].length === 0);
    if (denied.length === 0) return;
    const defeated = denied.flatMap((direction) => {
      const other = facts
        .policiesAround(policy)
        .find(
          (each) =>
            each.directions.has(direction) && each[direction].some(({ peers, ports }) => !peers && !ports),
        );
      return other ? [{ direction, name: other.name }] : [];
    });
    if (defeated.length === 0) return;
    const names = [...new Set(defeated.map(({ name }) => name))];
    yield {
      path: ['metadata', 'name'],
      message: `${policy.name} denies no ${joinWords(
        defeated.map(({ direction }) => direction),
        'or',
      )}: ${joinWords(names)} allows all of it for the same pods.`,
      consequence: 'Remove one of the two.',
    };
  },
};
