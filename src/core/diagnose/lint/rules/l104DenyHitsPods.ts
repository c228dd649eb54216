import { parseCidr } from '../../../model/cidr';
import type { Rule } from '../rule';
import { meansEveryPod } from '../tierPeers';
import { pathOfRule } from '../written';
import { nameWorkloads } from '../words';

/** S57: networks are compared with the address of the destination, be it a pod. */
export const denyHitsPods: Rule = {
  code: 'L104',
  title: 'a Deny or Pass for 0.0.0.0/0 that hits pods as well',
  why: 'networks match addresses of pods too, so that denying the internet denies the cluster.',
  severity: 'warning',
  needs: 'policy',
  about: 'tier',
  *check(policy, facts) {
    for (const [index, rule] of policy.egress.entries()) {
      if (rule.action === 'Accept') continue;
      const isSpared = policy.egress
        .slice(0, index)
        .some(({ action, peers, ports }) => action !== 'Deny' && !ports && peers.some(meansEveryPod));
      for (const [at, peer] of rule.peers.entries()) {
        if (peer.type !== 'networks' || isSpared) continue;
        const all = peer.cidrs.findIndex((text) => parseCidr(text)?.prefix === 0);
        if (all < 0) continue;
        const subjects = facts.connectivity.selected(policy);
        yield {
          path: [...pathOfRule('egress', index, at), 'networks', all],
          message:
            `${rule.action} for ${peer.cidrs[all]} matches pods of the cluster too, not ` +
            'the outside alone.',
          consequence:
            `${subjects.length > 0 ? nameWorkloads(subjects) : 'The subjects'} ` +
            `${rule.action === 'Deny' ? 'cannot connect to any pod' : 'skip the rest of the tier for pods as well'}. ` +
            'Put a Pass rule for all namespaces before it.',
        };
      }
    }
  },
};
