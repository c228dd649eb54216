import type { Rule } from '../rule';

const empty =
  /^(?:my-network-policy|network-policy|networkpolicy|netpol|np|policy|test|example|foo|test-network-policy|access-nginx)?[-\d]*$/i;

export const uninformativeName: Rule = {
  code: 'L88',
  title: 'a name that says nothing, or that of an example',
  why: 'The name is what lists and errors show: say for whom the policy is and in which direction.',
  severity: 'info',
  needs: 'text',
  about: 'policy',
  *check({ name }) {
    if (!empty.test(name)) return;
    yield {
      path: ['metadata', 'name'],
      message: `${name} says nothing about the policy: name it after its application and its direction.`,
    };
  },
};
