import { isEmptySelector } from '../../../model/selector';
import type { Peer } from '../../../policy/policy';
import type { Rule } from '../rule';
import { countWorkloads, nameWorkloads } from '../words';
import { pathOfRule } from '../written';

/** S12: elements of a list are alternatives, selectors in one element must both match. */
export const strayDashSplitsPeer: Rule = {
  code: 'L5',
  title: 'a stray dash makes alternatives of two selectors',
  why: 'In two elements either selector is enough; in one element a pod must match both.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of policy.directions) {
      for (const [index, { peers = [] }] of policy[direction].entries()) {
        for (const [at, peer] of peers.entries()) {
          const both = joined(peers[at - 1], peer);
          if (!both) continue;
          const apart = [
            ...facts.peerGroups(policy, peers[at - 1] as Peer),
            ...facts.peerGroups(policy, peer),
          ];
          const together = facts.peerGroups(policy, both);
          // Where no pod matches both, they can only have been meant as alternatives.
          const others = apart.filter((group) => !together.includes(group));
          if (together.length === 0 || others.length === 0) continue;
          yield {
            path: pathOfRule(direction, index, at),
            message:
              `Elements ${at} and ${at + 1} are alternatives: pods that match either selector are meant. ` +
              'Without the dash between them a pod must match both.',
            consequence:
              `As it is, ${countWorkloads([...new Set(apart)])} are meant; ` +
              `in one element only ${nameWorkloads(together)}.`,
            fixes: [
              {
                title: 'Remove the dash: both selectors must match',
                steps: [{ type: 'join', path: pathOfRule(direction, index, at) }],
              },
            ],
          };
        }
      }
    }
  },
};

/** One peer of two neighbours of which one has only a podSelector and the other only a namespaceSelector. */
function joined(first: Peer | undefined, second: Peer): Peer | undefined {
  if (first?.type !== 'pods' || second.type !== 'pods') return undefined;
  const [namespaces, pods] = first.namespaceSelector ? [first, second] : [second, first];
  const { namespaceSelector } = namespaces;
  const { podSelector } = pods;
  if (!namespaceSelector || !podSelector || namespaces.podSelector || pods.namespaceSelector)
    return undefined;
  // All pods of the own namespace and those of others: that is how it is usually written.
  if (isEmptySelector(podSelector)) return undefined;
  return { type: 'pods', namespaceSelector, podSelector };
}
