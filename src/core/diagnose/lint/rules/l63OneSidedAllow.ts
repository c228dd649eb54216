import { nameLabel } from '../../../model/labels';
import type { PodGroup } from '../../../evaluate/connectivity';
import { intersect, NONE } from '../../../model/connections';
import { isEmptySelector, type LabelSelector } from '../../../model/selector';
import type {
  Direction,
  NetworkPolicy,
  PodPeer,
  PolicyPort,
  Rule as PolicyRule,
} from '../../../policy/policy';
import type { FixStep } from '../../fixes/fix';
import { effectiveRules } from '../destinations';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { countWorkloads, joinWords, nameWorkloads } from '../words';
import { pathOfRule, peersKeyOf } from '../written';

/** S8, EX-10: both ends decide. */
export const oneSidedAllow: Rule = {
  code: 'L63',
  title: 'a connection is allowed at one end and denied at the other',
  why: 'The egress side of the source and the ingress side of the destination must both allow it.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts) {
    for (const { direction, index, rule } of effectiveRules(policy)) {
      for (const [at, peer] of (rule.peers ?? []).entries()) {
        if (peer.type !== 'pods' || !isNamed(peer)) continue;
        const peers = blockedPeers(facts, policy, direction, rule, peer);
        if (peers.length === 0) continue;
        const other = otherOf(direction);
        const closing = [...new Set(peers.flatMap((group) => facts.connectivity.isolating(group, other)))];
        const subjects = facts.subjects(policy);
        const [from, to] = direction === 'ingress' ? [peers, subjects] : [subjects, peers];
        yield {
          path: pathOfRule(direction, index, at),
          message:
            `This ${direction} is allowed here, but ${other} of ${countWorkloads(peers)} is closed ` +
            `by ${joinWords(closing.map(({ name }) => name))}, and no rule there allows it.`,
          consequence: `Nothing gets from ${nameWorkloads(from)} to ${nameWorkloads(to)}.`,
          fixes: [
            {
              title: `Add a policy that allows the ${other} as well`,
              steps: mirror(policy, direction, rule, peer, peers),
            },
          ],
        };
      }
    }
  },
};

const otherOf = (direction: Direction): Direction => (direction === 'ingress' ? 'egress' : 'ingress');

/** A peer for every pod of a namespace speaks of nobody in particular. */
function isNamed({ namespaceSelector, podSelector }: PodPeer): boolean {
  return !isEmptySelector(podSelector) || !isEmptySelector(namespaceSelector);
}

/** The pods of a peer, if the other end denies each of them everything that the rule allows. */
function blockedPeers(
  facts: Facts,
  policy: NetworkPolicy,
  direction: Direction,
  rule: PolicyRule,
  peer: PodPeer,
): readonly PodGroup[] {
  const { connectivity } = facts;
  const other = otherOf(direction);
  const peers = facts.peerGroups(policy, peer);
  const subjects = facts.subjects(policy);
  let pairs = 0;
  for (const group of peers) {
    if (connectivity.isolating(group, other).length === 0) return [];
    for (const subject of subjects) {
      if (subject.index === group.index) continue;
      pairs++;
      const allowed = facts.portsOf(rule, direction, subject, group);
      if (intersect(allowed, connectivity.admitted(group, other, subject)) !== NONE) return [];
    }
  }
  return pairs > 0 ? peers : [];
}

/** One policy in each namespace of the peers. */
function mirror(
  policy: NetworkPolicy,
  direction: Direction,
  rule: PolicyRule,
  peer: PodPeer,
  peers: readonly PodGroup[],
): FixStep[] {
  const other = otherOf(direction);
  const namespaces = [...new Set(peers.map(({ workload }) => workload.namespace))];
  return namespaces.map((namespace) => {
    const back = {
      ...(namespace !== policy.namespace && {
        namespaceSelector: { matchLabels: { [nameLabel]: policy.namespace } },
      }),
      podSelector: toValue(policy.podSelector),
    };
    return {
      type: 'addPolicy',
      namespace,
      name: `allow-${other}-for-${policy.name}`,
      spec: {
        podSelector: toValue(peer.podSelector ?? {}),
        policyTypes: [other === 'ingress' ? 'Ingress' : 'Egress'],
        [other]: [{ [peersKeyOf[other]]: [back], ...(rule.ports && { ports: rule.ports.map(toPort) }) }],
      },
    };
  });
}

function toValue({ matchLabels, matchExpressions }: LabelSelector): object {
  return {
    ...(matchLabels && { matchLabels: { ...matchLabels } }),
    ...(matchExpressions && matchExpressions.length > 0 && { matchExpressions }),
  };
}

function toPort({ protocol, port, endPort }: PolicyPort): object {
  return { protocol, ...(port !== undefined && { port }), ...(endPort !== undefined && { endPort }) };
}
