import { selectsNobody } from '../noPod';
import type { Rule } from '../rule';

export const peerMatchesNoPod: Rule = {
  code: 'L41',
  title: 'a peer matches no pod',
  why: 'The peer admits nobody, mostly because of a label that pods do not have.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  check: (policy, facts) => selectsNobody(policy, facts, 'peer', 'This peer stands for nobody.'),
};
