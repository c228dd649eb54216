import { selectsNobody } from '../noPod';
import type { Rule } from '../rule';

export const selectsNoPod: Rule = {
  code: 'L40',
  title: 'the policy selects no pod',
  why: 'It has no effect, mostly because of a label that pods do not have.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  check: (policy, facts) =>
    selectsNobody(policy, facts, 'subject', 'The policy isolates nobody and allows nothing.'),
};
