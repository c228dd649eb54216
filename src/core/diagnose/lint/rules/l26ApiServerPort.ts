import { nameLabel } from '../../../model/labels';
import { isEmptySelector } from '../../../model/selector';
import type { NetworkPolicy, Rule as PolicyRule } from '../../../policy/policy';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

const apiServer = /kube-?api|api-?server|kubernetes-api|k8s-?api/;

/** S34: reached through the Service `kubernetes`, whose port 443 is translated to the one that the server has. */
export const apiServerPort: Rule = {
  code: 'L26',
  title: 'an egress rule for the API server that allows only port 443',
  why: 'Most plugins judge the port after translation, and the API server mostly listens on 6443.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, facts) {
    if (!policy.directions.has('egress')) return;
    for (const [index, rule] of policy.egress.entries()) {
      const isOnly443 = rule.ports?.every(({ protocol, port, endPort }) => {
        return protocol === 'TCP' && port === 443 && endPort === undefined;
      });
      if (!isOnly443 || !isForApiServer(policy, facts, rule)) continue;
      const allows6443 = policy.egress.some(({ ports }) =>
        ports?.some(
          ({ port, endPort }) => typeof port === 'number' && port <= 6443 && 6443 <= (endPort ?? port),
        ),
      );
      if (allows6443) continue;
      const path = [...pathOfRule('egress', index), 'ports'];
      yield {
        path,
        message:
          'This rule seems to be for the API server, and allows only 443, the port of ' +
          'the Service kubernetes.',
        consequence: 'Where the plugin judges translated ports, connections to 6443 are denied.',
        fixes: [
          {
            title: 'Allow TCP 6443 as well',
            steps: [{ type: 'append', path, value: { protocol: 'TCP', port: 6443 } }],
          },
        ],
      };
    }
  },
};

/** By the name of the policy, the usual label, or the namespace of the Service, in which there is mostly nothing else. */
function isForApiServer({ name }: NetworkPolicy, facts: Facts, { peers = [] }: PolicyRule): boolean {
  if (apiServer.test(name)) return true;
  return peers.some((peer) => {
    if (peer.type !== 'pods') return false;
    const { podSelector, namespaceSelector } = peer;
    const isItsNamespace = namespaceSelector?.matchLabels?.[nameLabel] === 'default';
    return (
      podSelector?.matchLabels?.['component'] === 'kube-apiserver' ||
      (isItsNamespace && isEmptySelector(podSelector) && !facts.knows('default'))
    );
  });
}
