import { nameLabel } from '../../../model/labels';
import { matcherOf, describeSelector, isEmptySelector } from '../../../model/selector';
import type { NetworkPolicy, Peer } from '../../../policy/policy';
import type { PodGroup } from '../../../evaluate/connectivity';
import { someOf } from '../../../edit/refusal';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { pathOfRule } from '../written';

/** S13, EX-12. */
export const peerOfOtherNamespace: Rule = {
  code: 'L18',
  title: 'a podSelector alone, for pods that are in another namespace',
  why: 'A podSelector without namespaceSelector means pods of the namespace of the policy only.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of policy.directions) {
      for (const [index, { peers = [] }] of policy[direction].entries()) {
        for (const [at, peer] of peers.entries()) {
          const elsewhere = matchesElsewhere(facts, policy, peer);
          if (elsewhere.length === 0 || peer.type !== 'pods') continue;
          const path = pathOfRule(direction, index, at);
          const namespaces = [...new Set(elsewhere.map(({ workload }) => workload.namespace))];
          yield {
            path: [...path, 'podSelector'],
            message:
              `No pod of ${policy.namespace} has ${describeSelector(peer.podSelector)}, but pods of ` +
              `${someOf(namespaces)} have: a podSelector alone means the namespace of the policy.`,
            consequence: `This rule does not ${direction === 'ingress' ? 'admit' : 'reach'} ${countWorkloads(elsewhere)}.`,
            fixes: namespaces.slice(0, 3).map((namespace) => ({
              title: `Add a namespaceSelector for ${namespace}`,
              steps: [
                {
                  type: 'set',
                  path,
                  key: 'namespaceSelector',
                  value: { matchLabels: { [nameLabel]: namespace } },
                },
              ],
            })),
          };
        }
      }
    }
  },
};

/** The pods that a podSelector without match in its own namespace matches in others. */
export function matchesElsewhere(facts: Facts, policy: NetworkPolicy, peer: Peer): readonly PodGroup[] {
  if (peer.type !== 'pods' || peer.namespaceSelector || isEmptySelector(peer.podSelector)) return [];
  const matches = matcherOf(peer.podSelector);
  if (facts.groupsIn(policy.namespace).some(({ labels }) => matches(labels))) return [];
  return facts.allGroups.filter(
    ({ labels, workload }) => workload.namespace !== policy.namespace && matches(labels),
  );
}
