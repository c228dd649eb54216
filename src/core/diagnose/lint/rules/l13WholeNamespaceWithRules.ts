import { isEmptySelector } from '../../../model/selector';
import type { Rule as PolicyRule } from '../../../policy/policy';
import type { Rule } from '../rule';
import { counted, workloadsOf } from '../words';

/** S1: an empty selector selects every pod of the namespace. */
export const wholeNamespaceWithRules: Rule = {
  code: 'L13',
  title: 'an allow rule for every pod of the namespace',
  why:
    'With an empty podSelector a rule opens more pods than the one application that it is ' +
    'usually written for.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    if (!isEmptySelector(policy.podSelector)) return;
    const rules = [...policy.directions].flatMap((direction) => policy[direction]);
    const opening = rules.filter((rule) => (rule.peers || rule.ports) && !isDns(rule));
    if (opening.length === 0) return;
    const count = workloadsOf(facts.subjects(policy)).length;
    yield {
      path: ['spec', 'podSelector'],
      message:
        'The empty podSelector makes the rules count for every pod of the namespace, also for future ones. ' +
        'Select the application that they are for, unless all are meant.',
      ...(count > 0 && { consequence: `They count for ${counted(count, 'workload')} now.` }),
    };
  },
};

function isDns({ ports }: PolicyRule): boolean {
  return ports !== undefined && ports.every(({ port }) => port === 53 || port === 5353);
}
