/** What a page must never take for its own. */
export const markup = '<img src=x onerror=alert(1)>';
const quoted = JSON.stringify(markup);

/**
 * Manifests with markup in every position that takes a string, also where the API server refuses it; the policy
 * `plain` is one that it takes.
 */
export const hostileManifests = `apiVersion: v1
kind: Namespace
metadata: {name: ${quoted}, labels: {${quoted}: ${quoted}}}
---
apiVersion: v1
kind: Namespace
metadata: {name: team, labels: {${quoted}: ${quoted}, team: a}, annotations: {${quoted}: ${quoted}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${quoted}, namespace: team, labels: {${quoted}: ${quoted}}}
spec:
  selector: {matchLabels: {${quoted}: ${quoted}}}
  template:
    metadata: {labels: {${quoted}: ${quoted}, app: web}}
    spec:
      containers:
      - name: ${quoted}
        image: ${quoted}
        ports: [{name: ${quoted}, containerPort: 80, protocol: TCP}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: ${quoted}}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${quoted}, namespace: team}
spec: {selector: {app: web}, ports: [{name: ${quoted}, port: 80, targetPort: ${quoted}}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${quoted}, namespace: team}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app: ${quoted}}}
    - namespaceSelector: {}
    ports: [{port: 80}]
  egress:
  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${quoted}}}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: plain, namespace: team, annotations: {note: ${quoted}}}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}], ports: [{port: 81}]}]
  egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: refused, namespace: ${quoted}}
${quoted}: ${quoted}
spec:
  ${quoted}: ${quoted}
  podSelector: {matchLabels: {${quoted}: ${quoted}}, matchExpressions: [{key: ${quoted}, operator: ${quoted}, values: [${quoted}]}]}
  policyTypes: [${quoted}]
  ingress:
  - ${quoted}: ${quoted}
    from: [{ipBlock: {cidr: ${quoted}, except: [${quoted}]}}]
    ports: [{port: ${quoted}, protocol: ${quoted}}]
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: ${quoted}}
spec:
  priority: 5
  subject: {namespaces: {matchLabels: {${quoted}: ${quoted}}}}
  ingress: [{name: ${quoted}, action: ${quoted}, from: [{namespaces: {}}]}]
---
apiVersion: ${quoted}
kind: ${quoted}
metadata: {name: ${quoted}, namespace: ${quoted}}
---
# ${markup}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: broken ${markup}, namespace: team}
spec: [${quoted}
`;
