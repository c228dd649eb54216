import type { Direction, NetworkPolicy } from '../../../policy/policy';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';

const denies =
  /(?:^|-)(?:deny|denied|block|blocks|isolate|isolated|isolation|drop|disallow|no-access)(?:-|$)/;
const allows = /(?:^|-)(?:allow|allows|permit|open)(?:-|$)/;
const nothing = /(?:^|-)(?:nothing|none|nobody|no)(?:-|$)/;

/** A name is all that most people read of a policy. */
export const nameClaimsOpposite: Rule = {
  code: 'L12',
  title: 'the name claims the opposite of what the policy does',
  why:
    'A policy called deny that admits everything, or allow that admits nothing, misleads ' +
    'everyone who reads it.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    const { name } = policy;
    const whom = () => {
      const subjects = facts.subjects(policy);
      return subjects.length > 0 ? countWorkloads(subjects) : 'the selected pods';
    };
    if (denies.test(name)) {
      const open = claimed(policy).filter((direction) =>
        policy[direction].some((rule) => !rule.peers && !rule.ports),
      );
      if (open.length === 0) return;
      yield {
        path: ['metadata', 'name'],
        message: `${name} sounds like a deny, but a rule of it allows all ${open.join(' and ')}.`,
        consequence: `All ${open.join(' and ')} of ${whom()} is allowed. Correct the rule or the name.`,
      };
    } else if (allows.test(name) && !nothing.test(name)) {
      const isClosed = [...policy.directions].every((direction) => policy[direction].length === 0);
      if (!isClosed) return;
      yield {
        path: ['metadata', 'name'],
        message: `${name} sounds like an allow, but it has no rule that allows anything.`,
        consequence:
          `It only isolates ${whom()}: ${[...policy.directions].join(' and ')}. Correct the ` +
          'rules or the name.',
      };
    }
  },
};

/** The directions that a name speaks of: the one it names, else those in effect. */
function claimed({ name, directions }: NetworkPolicy): Direction[] {
  const named = [...directions].filter((direction) => name.includes(direction));
  return named.length > 0 ? named : [...directions];
}
