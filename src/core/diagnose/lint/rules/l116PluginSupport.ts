import { parseCidr } from '../../../model/cidr';
import type { Policy } from '../../../policy/policy';
import { effectiveRules } from '../destinations';
import type { Plugin } from '../facts';
import type { Rule } from '../rule';
import { pathOfRule } from '../written';

const withoutSctp: ReadonlySet<Plugin> = new Set(['aws', 'flannel', 'gke']);
const mostAwsPorts = 24;

/** S40–S49e: asked only where the author says which plugin the cluster has. */
export const pluginSupport: Rule = {
  code: 'L116',
  title: 'something that the network plugin of the cluster does not support',
  why: 'Plugins ignore what they do not know, so that less is enforced than is written.',
  severity: 'warning',
  needs: 'policy',
  about: 'policy',
  *check(policy, { options: { plugin } }) {
    if (plugin === undefined) return;
    if (plugin === 'flannel') {
      yield { path: ['metadata', 'name'], message: nothing(policy) };
      return;
    }
    for (const { direction, index, rule } of effectiveRules(policy)) {
      const path = pathOfRule(direction, index);
      for (const [at, { protocol, endPort }] of (rule.ports ?? []).entries()) {
        if (endPort !== undefined && plugin === 'cilium') {
          yield {
            path: [...path, 'ports', at, 'endPort'],
            message:
              'Cilium supports endPort since 1.16; before, only the first port of the range is opened.',
            consequence: 'For an older version, write the ports one by one.',
          };
        }
        if (protocol === 'SCTP' && withoutSctp.has(plugin)) {
          yield {
            path: [...path, 'ports', at],
            message: `SCTP is not enforced by the network plugin (${plugin}).`,
            consequence: 'Do not rely on this entry.',
          };
        }
      }
      for (const [at, peer] of (rule.peers ?? []).entries()) {
        if (plugin !== 'antrea' || peer.type !== 'ipBlock' || !hasHostBits(peer.cidr)) continue;
        yield {
          path: [...pathOfRule(direction, index, at), 'ipBlock', 'cidr'],
          message: `Antrea ignores ${peer.cidr}, as it has bits set beyond its prefix length.`,
          consequence: 'This peer matches nothing. Write the network itself.',
        };
      }
      const hasBlock = rule.peers?.some(({ type }) => type === 'ipBlock');
      if (plugin === 'aws' && hasBlock && (rule.ports?.length ?? 0) > mostAwsPorts) {
        yield {
          path: [...path, 'ports'],
          message:
            `The plugin of AWS takes at most ${mostAwsPorts} ports for one block, and this ` +
            `rule has ${rule.ports?.length}. Split it, or use ranges.`,
        };
      }
    }
  },
};

function hasHostBits(text: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && cidr.address !== cidr.first;
}

function nothing({ name }: Policy): string {
  return `flannel alone enforces no policies: ${name} has no effect without another plugin.`;
}
