import { describeSelector, isEmptySelector, matcherOf } from '../../../model/selector';
import { effectiveRules } from '../destinations';
import type { NetworkPolicy, PodPeer } from '../../../policy/policy';
import type { Facts } from '../facts';
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
    const matches = matcherOf(policy.podSelector);
    const count =
      !isEmptySelector(policy.podSelector) && own.every(({ labels }) => matches(labels))
        ? workloadsOf(own).length
        : 0;
    if (count >= 3) {
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
        if (peer.type !== 'pods') continue;
        const path = pathOfRule(direction, index, at);
        const found = isEmptySelector(peer.podSelector) ? [] : facts.peerGroups(policy, peer);
        const isAll = found.length >= 3 && everyGroup(facts, policy, peer).length === found.length;
        if (isAll && workloadsOf(found).length >= 3) {
          yield {
            path: [...path, 'podSelector'],
            message:
              `${describeSelector(peer.podSelector)} matches all ${counted(workloadsOf(found).length, 'workload')} ` +
              `of the ${peer.namespaceSelector ? 'namespaces that are meant' : 'namespace'}. Write {} if all are meant.`,
          };
        }
        if (!peer.namespaceSelector || isEmptySelector(peer.namespaceSelector)) continue;
        if (
          namespaces.length < 3 ||
          facts.namespacesMatching(peer.namespaceSelector).length < namespaces.length
        )
          continue;
        yield {
          path: [...path, 'namespaceSelector'],
          message:
            `${describeSelector(peer.namespaceSelector)} matches all ${namespaces.length} ` +
            'namespaces. Write {} if all are meant.',
        };
      }
    }
  },
};

/** The pods among which a peer chooses by its podSelector, those on the host network aside. */
function everyGroup(facts: Facts, policy: NetworkPolicy, { namespaceSelector }: PodPeer) {
  return facts.peerGroups(policy, { type: 'pods', ...(namespaceSelector && { namespaceSelector }) });
}
