import type { Rule } from '../rule';
import { counted } from '../words';
import { pathOfRule } from '../written';
import { isEveryPod } from './l16AllowAllBesideNarrower';

/** S14. */
export const everyNamespace: Rule = {
  code: 'L17',
  title: '`namespaceSelector: {}` means the pods of every namespace',
  why: 'Also those of other teams and of namespaces to come; addresses outside the cluster are not meant.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of policy.directions) {
      for (const [index, { peers = [], ports }] of policy[direction].entries()) {
        if (direction === 'egress' && ports?.every(({ port }) => port === 53 || port === 5353)) continue;
        for (const [at, peer] of peers.entries()) {
          if (!isEveryPod(peer)) continue;
          const { length } = facts.namespaces;
          yield {
            path: [...pathOfRule(direction, index, at), 'namespaceSelector'],
            message:
              'The empty namespaceSelector means every pod of every namespace. ' +
              'To restrict it, select by kubernetes.io/metadata.name or by a label of the team.',
            consequence: `These are ${counted(length, 'namespace')} in the loaded manifests, and all that come.`,
          };
        }
      }
    }
  },
};
