import { isEmptySelector } from '../../../model/selector';
import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { nodePods } from '../unmatched';
import { pathOfRule } from '../written';

/** S32, EX-28. */
export const hostNetworkPod: Rule = {
  code: 'L45',
  title: 'a pod on the host network is selected, or used as a peer',
  why: 'Its traffic counts as that of its node: policies neither isolate it nor match it by labels.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    const selected = nodePods(facts, [policy.namespace], policy.podSelector);
    if (selected.length > 0) {
      yield {
        path: ['spec', 'podSelector'],
        severity: isEmptySelector(policy.podSelector) ? 'info' : 'warning',
        message:
          `${countWorkloads(selected)} on the host network would be selected, but policies ` +
          'do not reach such pods.',
        consequence:
          'They stay open in both directions; only a policy for hosts of the network plugin restricts them.',
      };
    }
    for (const { direction, index, rule } of effectiveRules(policy)) {
      for (const [at, peer] of (rule.peers ?? []).entries()) {
        if (peer.type !== 'pods' || isEmptySelector(peer.podSelector)) continue;
        const namespaces = peer.namespaceSelector
          ? facts.namespacesMatching(peer.namespaceSelector).map(({ name }) => name)
          : [policy.namespace];
        const missed = nodePods(facts, namespaces, peer.podSelector ?? {});
        if (missed.length === 0) continue;
        yield {
          path: [...pathOfRule(direction, index, at), 'podSelector'],
          message:
            `${countWorkloads(missed)} on the host network would be meant, but no selector ` +
            'matches such pods.',
          consequence: 'This peer does not stand for them. Use an ipBlock with the addresses of the nodes.',
        };
      }
    }
  },
};
