import { valueAt } from '../../../manifest/value';
import { matcherOf } from '../../../model/selector';
import { effectiveRules } from '../destinations';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';
import { isWholeFamily } from '../../../model/cidr';

/** S23: such traffic mostly arrives with the address of a node. */
export const clientAddressLost: Rule = {
  code: 'L67',
  title: 'an ipBlock for clients of a NodePort or LoadBalancer Service without externalTrafficPolicy: Local',
  why: 'With the default, Cluster, traffic arrives with the address of a node instead of that of the client.',
  severity: 'info',
  needs: 'inventory',
  about: 'policy',
  *check(policy, facts) {
    const blocks = [...effectiveRules(policy)].flatMap(({ direction, index, rule }) =>
      direction === 'egress'
        ? []
        : (rule.peers ?? []).flatMap((peer, at) =>
            peer.type === 'ipBlock' && !isWholeFamily(peer, 4) && !isWholeFamily(peer, 6)
              ? [{ index, at }]
              : [],
          ),
    );
    const [block] = blocks;
    if (!block) return;
    const subjects = facts.subjects(policy);
    for (const { id, name, namespace, selector } of facts.connectivity.cluster.services) {
      if (namespace !== policy.namespace || !selector) continue;
      const matches = matcherOf({ matchLabels: selector });
      if (!subjects.some(({ labels }) => matches(labels))) continue;
      const spec = valueAt(facts.sources.valueOf(id), 'spec');
      const type = valueAt(spec, 'type');
      if (type !== 'NodePort' && type !== 'LoadBalancer') continue;
      if (valueAt(spec, 'externalTrafficPolicy') === 'Local') continue;
      yield {
        path: pathOfRule('ingress', block.index, block.at),
        message:
          `Clients that come through the ${type} Service ${name} may show the address of a ` +
          'node, not their own.',
        consequence:
          'This block may not match them. Set externalTrafficPolicy: Local, or admit the ' +
          'addresses of the nodes.',
      };
      return;
    }
  },
};
