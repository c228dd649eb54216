import type { Rule } from '../rule';

const most = 30;

export const tooManyRules: Rule = {
  code: 'L90',
  title: `a policy of more than ${most} rules`,
  why: 'Nobody can say any more what it allows: one policy for each purpose is easier to read and to change.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check({ ingress, egress, name }) {
    const count = ingress.length + egress.length;
    if (count <= most) return;
    yield {
      path: ['metadata', 'name'],
      message: `${name} has ${count} rules: split it by purpose.`,
    };
  },
};
