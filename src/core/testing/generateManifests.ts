import { seeded } from './seeded';

/** How large a generated cluster is. */
interface Shape {
  readonly namespaces: number;
  readonly workloads: number;
  readonly policies: number;
  readonly seed?: number;
}

const roles = ['web', 'api', 'worker', 'cache', 'db', 'queue', 'auth', 'search', 'mail', 'report'];

/**
 * The manifests of a made-up cluster of the given size, one YAML text each for the cluster and its policies,
 * mixed as in public clusters: default denies, app to app, same namespace, monitoring, DNS, address blocks.
 */
export function generateManifests(shape: Shape): { readonly cluster: string; readonly policies: string } {
  const random = seeded(shape.seed ?? 1);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const namespaces = Array.from({ length: shape.namespaces }, (_, index) => `team-${index + 1}`);
  const workloads = Array.from({ length: shape.workloads }, (_, index) => {
    const role = roles[index % roles.length] as string;
    const namespace = namespaces[index % namespaces.length] as string;
    return {
      namespace,
      name: `${role}-${Math.floor(index / namespaces.length) + 1}`,
      role,
      port: 8000 + (index % 10),
    };
  });
  const cluster = [
    ...namespaces.map((name, index) => namespaceDocument(name, index)),
    ...workloads.map((workload, index) => workloadDocument(workload, 1 + (index % 4))),
  ];
  const policies = Array.from({ length: shape.policies }, (_, index) =>
    policyDocument(index, pick(workloads), pick(workloads), random()),
  );
  return { cluster: cluster.join('---\n'), policies: policies.join('---\n') };
}

function namespaceDocument(name: string, index: number): string {
  const labels = { env: index % 3 === 0 ? 'dev' : 'prod', ...(index === 0 && { purpose: 'monitoring' }) };
  return `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: ${JSON.stringify(labels)}
`;
}

interface GeneratedWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly role: string;
  readonly port: number;
}

function workloadDocument({ namespace, name, role, port }: GeneratedWorkload, replicas: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        role: ${role}
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1
          ports:
            - name: http
              containerPort: ${port}
            - name: metrics
              containerPort: 9100
`;
}

function policyDocument(
  index: number,
  subject: GeneratedWorkload,
  peer: GeneratedWorkload,
  kind: number,
): string {
  const head = (name: string, types: string, selector: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}-${index + 1}
  namespace: ${subject.namespace}
spec:
  podSelector: ${selector}
  policyTypes: [${types}]
`;
  const itself = `{ matchLabels: { app: ${subject.name} } }`;
  if (kind < 0.14) return head('default-deny', 'Ingress', '{}');
  if (kind < 0.28)
    return `${head('same-namespace', 'Ingress', '{}')}  ingress:
    - from:
        - podSelector: {}
`;
  if (kind < 0.36)
    return `${head('monitoring', 'Ingress', '{}')}  ingress:
    - from:
        - namespaceSelector: { matchLabels: { purpose: monitoring } }
      ports:
        - port: metrics
`;
  if (kind < 0.46)
    return `${head('dns', 'Egress', itself)}  egress:
    - ports:
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }
`;
  if (kind < 0.58)
    return `${head('outside', 'Egress', itself)}  egress:
    - to:
        - ipBlock: { cidr: 10.${index % 250}.0.0/16, except: [10.${index % 250}.9.0/24] }
      ports:
        - port: 443
`;
  return `${head('app-to-app', 'Ingress', itself)}  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ${peer.namespace}
          podSelector:
            matchLabels:
              app: ${peer.name}
      ports:
        - protocol: TCP
          port: ${subject.port}
`;
}
