/** A workload that listens on a port, as a document. */
export function deployment(namespace: string, name: string, port = 5432): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: registry.example/${name}
          ports: [{ containerPort: ${port} }]
`;
}

/** In namespace team, only web reaches db. */
export const dbPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db-policy # who reads the database
  namespace: team
spec:
  podSelector:
    matchLabels: { app: db }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: { matchLabels: { app: web } }
      ports:
        - port: 5432
`;

/** Isolates db in namespace team, and allows nothing. */
export const denyPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny-db, namespace: team }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
`;

/** All of namespace many reaches db in namespace team. */
export const teamForMany = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db-for-many, namespace: team }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: many } }
      ports:
        - port: 5432
`;

export const team = [deployment('team', 'web', 8080), deployment('team', 'db'), dbPolicy].join('---\n');

/** As tutorials have it: a policy and nothing else. */
export const lonePolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db-policy
  namespace: prod
spec:
  podSelector:
    matchLabels:
      role: db
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              role: api
      ports:
        - protocol: TCP
          port: 3306
`;

const noise = {
  uid: '7d9a2b1c',
  resourceVersion: '4711',
  creationTimestamp: '2024-05-01T08:00:00Z',
  managedFields: [
    { manager: 'kubectl', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': {} } },
  ],
};

const pods = (app: string) => ({ metadata: { labels: { app } }, spec: { containers: [{ name: app }] } });

/** What `kubectl get … -o json` gives: a List, with what the cluster has added and kinds that nobody asked for. */
export const dump = {
  apiVersion: 'v1',
  kind: 'List',
  metadata: { resourceVersion: '' },
  items: [
    ...['web', 'db'].map((name) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'team', ...noise },
      spec: { replicas: 2, selector: { matchLabels: { app: name } }, template: pods(name) },
      status: { readyReplicas: 2, conditions: [{ type: 'Available', status: 'True' }] },
    })),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db-policy', namespace: 'team', ...noise },
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: { app: 'web' } } }],
            ports: [{ protocol: 'TCP', port: 5432 }],
          },
        ],
      },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'team', ...noise }, data: {} },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b', namespace: 'team', ...noise }, data: {} },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'ledgers.bank.example' },
    },
    { apiVersion: 'bank.example/v1', kind: 'Ledger', metadata: { name: 'main', namespace: 'team' } },
  ],
};
