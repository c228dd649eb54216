import type { LabelRequirement, LabelSelector } from '../../../model/selector';
import { someOf } from '../../../edit/refusal';
import type { Rule } from '../rule';
import { counted, nameWorkloads, workloadsOf } from '../words';
import { pathOfRule } from '../written';

/** S18: absence meets NotIn. */
export const notInMatchesAbsent: Rule = {
  code: 'L11',
  title: 'NotIn also matches what does not carry the label at all',
  why: 'An object without the key meets NotIn, so more is admitted than the values suggest.',
  severity: 'warning',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of policy.directions) {
      for (const [index, { peers = [] }] of policy[direction].entries()) {
        for (const [at, peer] of peers.entries()) {
          if (peer.type !== 'pods') continue;
          const path = pathOfRule(direction, index, at);
          for (const [i, requirement] of notIns(peer.podSelector)) {
            const lacking = facts.peerGroups(policy, peer).filter((group) => lacks(group, requirement.key));
            if (lacking.length === 0) continue;
            yield {
              path: [...path, 'podSelector', 'matchExpressions', i],
              message: `NotIn matches pods without the label ${requirement.key} too.`,
              consequence:
                `${counted(workloadsOf(lacking).length, 'workload')} without it ` +
                `${workloadsOf(lacking).length === 1 ? 'is' : 'are'} meant as well: ${nameWorkloads(lacking)}. ` +
                `Add Exists on ${requirement.key}, or list the values with In.`,
              fixes: [addExists([...path, 'podSelector', 'matchExpressions'], requirement.key)],
            };
          }
          for (const [i, requirement] of notIns(peer.namespaceSelector)) {
            const meant = facts.namespacesMatching(peer.namespaceSelector ?? {});
            const lacking = meant.filter((namespace) => lacks(namespace, requirement.key));
            if (lacking.length === 0) continue;
            yield {
              path: [...path, 'namespaceSelector', 'matchExpressions', i],
              message: `NotIn matches namespaces without the label ${requirement.key} too.`,
              consequence:
                `${counted(lacking.length, 'namespace')} without it ${lacking.length === 1 ? 'is' : 'are'} ` +
                `meant as well: ${someOf(lacking.map(({ name }) => name))}. ` +
                `Add Exists on ${requirement.key}, or list the values with In.`,
              fixes: [addExists([...path, 'namespaceSelector', 'matchExpressions'], requirement.key)],
            };
          }
        }
      }
    }
  },
};

function addExists(path: readonly (string | number)[], key: string) {
  const value = { key, operator: 'Exists' };
  return {
    title: `Ask for ${key} to be there as well`,
    steps: [{ type: 'append', path, value } as const],
  };
}

/** The NotIn of a selector whose key nothing else in it asks to be there, with their positions. */
function notIns(selector: LabelSelector | undefined): (readonly [number, LabelRequirement])[] {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const isNeeded = (key: string) =>
    Object.hasOwn(matchLabels, key) ||
    matchExpressions.some((other) => other.key === key && ['In', 'Exists'].includes(other.operator));
  return [...matchExpressions.entries()].filter(
    ([, { key, operator }]) => operator === 'NotIn' && !isNeeded(key),
  );
}

function lacks({ labels }: { readonly labels: Readonly<Record<string, string>> }, key: string): boolean {
  return !Object.hasOwn(labels, key);
}
