import { textAt } from '../../../manifest/value';
import type { Rule } from '../rule';

const current = 'networking.k8s.io/v1';

/** V45: served no more. */
export const oldApiVersion: Rule = {
  code: 'L99',
  title: 'an apiVersion that is no longer served, or about to go',
  why: 'Servers do not know extensions/v1beta1 since 1.16; the older tier policies have a successor.',
  severity: 'warning',
  needs: 'text',
  explains: ['V45'],
  about: 'written',
  *check({ kind, value }) {
    const version = textAt(value, 'apiVersion');
    const path = ['apiVersion'];
    if (
      kind === 'NetworkPolicy' &&
      /^(?:extensions|networking\.k8s\.io)\/v1(?:alpha|beta)\d$/.test(version)
    ) {
      yield {
        path,
        message: `NetworkPolicy is served as ${current} only.`,
        consequence:
          'The server does not know the kind in this version, so that the policy restricts nothing.',
        fixes: [{ title: `Write ${current}`, steps: [{ type: 'replace', path, value: current }] }],
      };
    } else if (kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy') {
      if (!version.endsWith('/v1alpha1')) return;
      yield {
        path,
        severity: 'info',
        message: `${kind} is superseded by ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2.`,
      };
    }
  },
};
