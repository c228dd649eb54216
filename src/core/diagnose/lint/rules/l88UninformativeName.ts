import type { Rule } from '../rule';

const empty =
  /^(?:my-network-policy|network-policy|networkpolicy|netpol|np|policy|test|example|foo|test-network-policy|access-nginx)?[-\d]*$/i;

export const uninformativeName: Rule = {
  code: 'L88',
  title: 'a name that tells nothing, or that of an example',
  why: 'The name is what one sees in a list, and what an error tells: say for whom and in which direction.',
  severity: 'info',
  needs: 'text',
  about: 'policy',
  *check({ name }) {
    if (!empty.test(name)) return;
    yield {
      path: ['metadata', 'name'],
      message: `${name} tells nothing: name the policy after its application and its direction.`,
    };
  },
};
