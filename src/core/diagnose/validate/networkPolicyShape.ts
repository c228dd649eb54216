import { labels, metadata, struct } from './objectShape';
import type { Shape, Struct } from './shape';

/** NetworkPolicy as Go's types describe it: `k8s.io/api/networking/v1`. */

const text: Shape = { type: 'string', go: 'string' };
const texts: Shape = { type: 'list', go: '[]string', of: text };

function list(of: Struct | (Shape & { type: 'string' })): Shape {
  return { type: 'list', go: `[]${of.go}`, of };
}

const requirement = struct('v1.LabelSelectorRequirement', { key: text, operator: text, values: texts });

function selector(effect: string): Struct {
  const fields = { matchLabels: labels, matchExpressions: list(requirement) };
  const without = `a selector without requirements ${effect}`;
  return {
    ...struct('v1.LabelSelector', fields, without),
    withoutValue: { matchLabels: without, matchExpressions: without },
  };
}

const port: Struct = {
  ...struct('v1.NetworkPolicyPort', {
    protocol: { type: 'string', go: 'v1.Protocol' },
    port: { type: 'intOrString' },
    endPort: { type: 'int32' },
  }),
  withoutValue: { port: 'every port of the protocol is meant' },
};

const peer = struct(
  'v1.NetworkPolicyPeer',
  {
    podSelector: selector('matches all pods'),
    namespaceSelector: selector('matches all namespaces'),
    ipBlock: struct('v1.IPBlock', { cidr: text, except: texts }),
  },
  'the peer is what is left of it; ports belong beside from and to, where without them every port is meant',
);

const withoutRuleField =
  'what is left of the rule restricts less: without peers it means everyone, without ports every port';
const rule = (go: string, peers: 'from' | 'to'): Struct => ({
  ...struct(go, { ports: list(port), [peers]: list(peer) }, withoutRuleField),
  withoutValue: { ports: 'every port is meant', [peers]: 'everyone is meant' },
});

/** What a policy does without a part of its spec (S1, S2, S7). */
const withoutPart: Readonly<Record<string, string>> = {
  podSelector: 'without podSelector all pods of the namespace are selected',
  policyTypes: 'without policyTypes Ingress is judged, and Egress where egress rules are written',
  ingress: 'the policy has no ingress rules: where Ingress is judged, nothing is admitted',
  egress: 'the policy has no egress rules',
};
const effectOf = (field: string): string =>
  Object.hasOwn(withoutPart, field) ? withoutPart[field]! : 'it has no effect';

const spec = struct(
  'v1.NetworkPolicySpec',
  {
    podSelector: selector('selects all pods of the namespace'),
    ingress: list(rule('v1.NetworkPolicyIngressRule', 'from')),
    egress: list(rule('v1.NetworkPolicyEgressRule', 'to')),
    policyTypes: list({ type: 'string', go: 'v1.PolicyType' }),
  },
  effectOf,
);

export const networkPolicyShape = struct(
  'v1.NetworkPolicy',
  { apiVersion: text, kind: text, metadata, spec },
  effectOf,
);
