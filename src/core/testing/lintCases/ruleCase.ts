import type { LintOptions } from '../../diagnose/lint/facts';

/** How a rule of lint is tried out. Policies are analysed with the manifests of `inventory`, or those given. */
export interface RuleCase {
  readonly code: `L${number}`;
  /** Manifests that the rule must find, and the text at which it shows the first finding. */
  readonly trigger: string;
  readonly at: string;
  /** Lines of the trigger or the cluster that show it in the docs, where those of the first finding do not. */
  readonly shows?: readonly string[];
  /** Manifests much like it in which there is nothing to find. */
  readonly misses: readonly string[];
  readonly cluster?: string;
  readonly options?: LintOptions;
  /** What the fixes of the first finding write, in their order. */
  readonly fixes?: readonly FixCase[];
}

export interface FixCase {
  /** Text of the trigger, and what becomes of it; or what is added at the end. */
  readonly edit: readonly [was: string, becomes: string] | { readonly adds: string };
  /** What the evaluator sees open and close; `effect`: the policy was refused, and now counts. */
  readonly opens?: readonly string[];
  readonly closes?: readonly string[];
  readonly effect?: true;
}

/** A NetworkPolicy with the lines of its spec. */
export function policy(spec: string, name = 'p', home = 'shop'): string {
  const lines = spec.trim().split('\n');
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${home}
spec:
${lines.map((line) => `  ${line}`).join('\n')}
`;
}

/** A policy of a tier with the lines of its spec. */
export function tierPolicy(kind: string, name: string, spec: string): string {
  const version = kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
  return `apiVersion: policy.networking.k8s.io/${version}
kind: ${kind}
metadata:
  name: ${name}
spec:
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;
}

/** Several documents as one text. */
export function documents(...texts: readonly string[]): string {
  return texts.join('---\n');
}

function namespaceNamed(name: string, labels = ''): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
${labels === '' ? '' : `  labels: {${labels}}\n`}`;
}

export function workload(
  place: string,
  labels: string,
  ports = '',
  { kind = 'Deployment', metadata = '', spec = '' } = {},
): string {
  const [home, name] = place.split('/');
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: ${home}
${metadata === '' ? '' : `  ${metadata}\n`}spec:
  template:
    metadata:
      labels: {${labels}}
    spec:
      ${spec === '' ? '' : `${spec}\n      `}containers:
      - name: main
        ports: [${ports}]
`;
}

export function service(place: string, selector: string, ports: string, metadata = ''): string {
  const [home, name] = place.split('/');
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${home}
${metadata === '' ? '' : `  ${metadata}\n`}spec:
  selector: {${selector}}
  ports: [${ports}]
`;
}

/** Two namespaces of applications and the name service. */
export const inventory = documents(
  namespaceNamed('shop', 'team: a'),
  namespaceNamed('data', 'team: b'),
  namespaceNamed('kube-system'),
  workload('shop/web', 'app: web', '{name: http, containerPort: 8080}'),
  workload('shop/api', 'app: api, tier: back', '{name: http, containerPort: 8080}, {containerPort: 9090}'),
  workload('shop/worker', 'job: worker'),
  workload('data/db', 'app: db', '{name: sql, containerPort: 5432}'),
  workload('data/api', 'app: api', '{name: https, containerPort: 8443}'),
  workload(
    'kube-system/coredns',
    'k8s-app: kube-dns',
    '{name: dns, containerPort: 53, protocol: UDP}, {name: dns-tcp, containerPort: 53}',
  ),
  service('shop/api', 'app: api', '{port: 80, targetPort: 8080}'),
);
