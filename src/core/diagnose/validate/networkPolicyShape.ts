import type { Shape, Struct } from './shape';

/** NetworkPolicy as Go's types describe it: `k8s.io/api/networking/v1`. */

const any: Shape = { type: 'any' };
const text: Shape = { type: 'string', go: 'string' };
const texts: Shape = { type: 'list', go: '[]string', of: text };
const labels: Shape = { type: 'strings', go: 'map[string]string' };

function struct(go: string, fields: Record<string, Shape>, withoutField?: string): Struct {
  return {
    type: 'struct',
    name: go.slice(go.indexOf('.') + 1),
    go,
    fields: new Map(Object.entries(fields)),
    ...(withoutField === undefined ? {} : { withoutField }),
  };
}

function list(of: Struct | (Shape & { type: 'string' })): Shape {
  return { type: 'list', go: `[]${of.go}`, of };
}

const requirement = struct('v1.LabelSelectorRequirement', { key: text, operator: text, values: texts });

const selectorFields = { matchLabels: labels, matchExpressions: list(requirement) };
const selector = (withoutField: string) => struct('v1.LabelSelector', selectorFields, withoutField);
const subject = selector('a selector without requirements selects all pods of the namespace');
const podSelector = selector('a selector without requirements matches all pods');
const namespaceSelector = selector('a selector without requirements matches all namespaces');

const port = struct('v1.NetworkPolicyPort', {
  protocol: { type: 'string', go: 'v1.Protocol' },
  port: { type: 'intOrString' },
  endPort: { type: 'int32' },
});

const peer = struct(
  'v1.NetworkPolicyPeer',
  { podSelector, namespaceSelector, ipBlock: struct('v1.IPBlock', { cidr: text, except: texts }) },
  'the peer is what is left of it; ports belong beside from and to, where without them every port is meant',
);

const withoutRuleField =
  'what is left of the rule restricts less: without peers it means everyone, without ports every port';
const ingressRule = struct(
  'v1.NetworkPolicyIngressRule',
  { ports: list(port), from: list(peer) },
  withoutRuleField,
);
const egressRule = struct(
  'v1.NetworkPolicyEgressRule',
  { ports: list(port), to: list(peer) },
  withoutRuleField,
);

const spec = struct('v1.NetworkPolicySpec', {
  podSelector: subject,
  ingress: list(ingressRule),
  egress: list(egressRule),
  policyTypes: list({ type: 'string', go: 'v1.PolicyType' }),
});

/** Fields that servers write; of no concern here. */
const serverFields = [
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'ownerReferences',
  'finalizers',
  'managedFields',
];

const metadata = struct('v1.ObjectMeta', {
  name: text,
  generateName: text,
  namespace: text,
  labels,
  annotations: labels,
  ...Object.fromEntries(serverFields.map((field) => [field, any])),
});

export const networkPolicyShape = struct('v1.NetworkPolicy', {
  apiVersion: text,
  kind: text,
  metadata,
  spec,
});
