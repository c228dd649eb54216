import { labelsOf } from '../model/labels';
import type { Direction, NetworkPolicy, Peer, Rule } from '../policy/policy';

/** What users do to a policy, one after the other: ports, subjects and peers change, or it goes. undefined: it is gone. */
const edits: readonly ((policy: NetworkPolicy, number: number) => NetworkPolicy | undefined)[] = [
  (policy) => withPorts(policy, 8443),
  (policy, number) => withPorts(policy, 20_000 + (number % 1000)),
  (policy) => ({ ...policy, podSelector: {} }),
  (policy) => withPeer(policy, { type: 'pods', podSelector: {} }),
  (policy) =>
    withPeer(policy, { type: 'pods', namespaceSelector: { matchLabels: labelsOf([['env', 'prod']]) } }),
  () => undefined,
  (policy) => ({ ...policy, directions: new Set(['ingress']), ingress: [], egress: [] }),
];

export const editKinds = edits.length;

/** The policy after an edit of a kind; undefined: deleted. */
export function editPolicy(policy: NetworkPolicy, kind: number, number: number): NetworkPolicy | undefined {
  return edits[kind % edits.length]!(policy, number);
}

function mapRules(policy: NetworkPolicy, change: (rules: readonly Rule[]) => readonly Rule[]): NetworkPolicy {
  const changed = (direction: Direction) =>
    policy.directions.has(direction) ? change(policy[direction]) : policy[direction];
  return { ...policy, ingress: changed('ingress'), egress: changed('egress') };
}

function withPorts(policy: NetworkPolicy, port: number): NetworkPolicy {
  return mapRules(policy, (rules) => rules.map((rule) => ({ ...rule, ports: [{ protocol: 'TCP', port }] })));
}

function withPeer(policy: NetworkPolicy, peer: Peer): NetworkPolicy {
  return mapRules(policy, (rules) => [...rules, { peers: [peer] }]);
}
