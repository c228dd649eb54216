import type { PodGroup } from '../../../evaluate/connectivity';
import { intersect, isSubset, NONE } from '../../../model/connections';
import type { LabelSelector } from '../../../model/selector';
import type { Direction, NetworkPolicy, PodPeer } from '../../../policy/policy';
import { someOf } from '../../../edit/refusal';
import type { Facts } from '../facts';
import type { Rule } from '../rule';
import { countWorkloads } from '../words';
import { pathOfRule } from '../written';

/** EX-14, S6: policies only add, so leaving somebody out denies nothing to him whom another rule admits. */
export const exclusionWithoutEffect: Rule = {
  code: 'L10',
  title: 'a NotIn or DoesNotExist excludes pods that are admitted anyway',
  why: 'NetworkPolicy has no deny: what another peer, rule or policy admits is allowed.',
  severity: 'warning',
  needs: 'evaluator',
  about: 'policy',
  *check(policy, facts) {
    for (const direction of policy.directions) {
      for (const [index, rule] of policy[direction].entries()) {
        for (const [at, peer] of (rule.peers ?? []).entries()) {
          if (peer.type !== 'pods') continue;
          const excluded = excludedBy(facts, policy, peer);
          const others = excluded.length > 0 ? admittedAnyway(facts, policy, direction, index, excluded) : [];
          if (others.length === 0) continue;
          yield {
            path: pathOfRule(direction, index, at),
            message:
              `This peer leaves out ${countWorkloads(excluded)}, but ${someOf(others)} ` +
              `${others.length === 1 ? 'admits' : 'admit'} them on the same ports: the ` +
              'exclusion denies nothing.',
            consequence: 'NetworkPolicy has no deny. List what is to be allowed, in every rule and policy.',
          };
        }
      }
    }
  },
};

/** The pods that only the negative requirements of a peer keep out. */
function excludedBy(facts: Facts, policy: NetworkPolicy, peer: PodPeer): readonly PodGroup[] {
  const { namespaceSelector, podSelector } = peer;
  if (!hasNegative(namespaceSelector) && !hasNegative(podSelector)) return [];
  const wide: PodPeer = {
    type: 'pods',
    ...(namespaceSelector && { namespaceSelector: withoutNegative(namespaceSelector) }),
    ...(podSelector && { podSelector: withoutNegative(podSelector) }),
  };
  const meant = new Set(facts.peerGroups(policy, peer));
  return facts.peerGroups(policy, wide).filter((group) => !meant.has(group));
}

const isNegative = (operator: string) => operator === 'NotIn' || operator === 'DoesNotExist';

function hasNegative(selector: LabelSelector | undefined): boolean {
  return selector?.matchExpressions?.some(({ operator }) => isNegative(operator)) === true;
}

function withoutNegative(selector: LabelSelector): LabelSelector {
  const { matchLabels, matchExpressions = [] } = selector;
  return {
    ...(matchLabels && { matchLabels }),
    matchExpressions: matchExpressions.filter(({ operator }) => !isNegative(operator)),
  };
}

/** What admits all of the excluded pods wherever the rule counts, on all of its ports; empty: it does exclude. */
function admittedAnyway(
  facts: Facts,
  policy: NetworkPolicy,
  direction: Direction,
  index: number,
  excluded: readonly PodGroup[],
): string[] {
  const { connectivity } = facts;
  const rule = policy[direction][index];
  const names = new Set<string>();
  for (const subject of rule ? connectivity.selected(policy) : []) {
    for (const peer of excluded) {
      if (peer.index === subject.index) continue;
      const ports = facts.portsOf(rule ?? {}, direction, subject, peer);
      if (ports === NONE || !isSubset(ports, connectivity.admitted(subject, direction, peer))) return [];
      for (const match of connectivity.matches(subject, direction, peer)) {
        if (intersect(match.connections, ports) === NONE) continue;
        names.add(
          match.policy.id === policy.id ? `rule ${match.rule + 1} of this policy` : match.policy.name,
        );
      }
    }
  }
  return [...names];
}
