import { describeSelector, isEmptySelector, matcherOf } from '../../../model/selector';
import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { counted, workloadsOf } from '../words';
import { pathOfRule } from '../written';

export const matchesEverything: Rule = {
  code: 'L52',
  title: 'a selector with requirements that matches everything there is',
  why: 'It reads as a restriction, but restricts nothing at present.',
  severity: 'info',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    const own = facts.groupsIn(policy.namespace);
    const count = workloadsOf(own).length;
    if (
      count >= 3 &&
      !isEmptySelector(policy.podSelector) &&
      own.every(({ labels }) => matcherOf(policy.podSelector)(labels))
    ) {
      yield {
        path: ['spec', 'podSelector'],
        message:
          `${describeSelector(policy.podSelector)} matches all ` +
          `${counted(count, 'workload')} of ${policy.namespace}. Write {} if all are ` +
          'meant.',
      };
    }
    const { namespaces } = facts;
    for (const { direction, index, rule } of effectiveRules(policy)) {
      for (const [at, peer] of (rule.peers ?? []).entries()) {
        if (peer.type !== 'pods' || !peer.namespaceSelector || isEmptySelector(peer.namespaceSelector))
          continue;
        if (
          namespaces.length < 3 ||
          facts.namespacesMatching(peer.namespaceSelector).length < namespaces.length
        )
          continue;
        yield {
          path: [...pathOfRule(direction, index, at), 'namespaceSelector'],
          message:
            `${describeSelector(peer.namespaceSelector)} matches all ${namespaces.length} ` +
            'namespaces. Write {} if all are meant.',
        };
      }
    }
  },
};
