import { documents, inventory, policy, type RuleCase, service, workload } from './ruleCase';

const web = 'podSelector: {matchLabels: {app: web}}';
const out = (rules: string, name = 'p') => policy(`${web}\npolicyTypes: [Egress]\negress:\n${rules}`, name);
const dns = (...protocols: readonly string[]) =>
  `- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n    podSelector: {matchLabels: {k8s-app: kube-dns}}\n  ports:\n${protocols.map((protocol) => `  - {protocol: ${protocol}, port: 53}`).join('\n')}`;
const toApi = '- to:\n  - podSelector: {matchLabels: {app: api}}';
const denyIn = policy('podSelector: {}\npolicyTypes: [Ingress]', 'deny');

/** G4. */
export const trafficCases: readonly RuleCase[] = [
  {
    code: 'L60',
    trigger: out(toApi),
    at: 'egress',
    misses: [
      policy('podSelector: {}\npolicyTypes: [Egress]', 'deny'),
      out(`${toApi}\n${dns('UDP', 'TCP')}`),
      documents(out(toApi), out(dns('UDP', 'TCP'), 'dns')),
      out('- to:\n  - namespaceSelector: {}'),
      out('- to:\n  - ipBlock: {cidr: 0.0.0.0/0}'),
    ],
    fixes: [
      {
        edit: {
          adds: `  - to:
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: kube-system}
      podSelector: {matchLabels: {k8s-app: kube-dns}}
    ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
`,
        },
        opens: ['shop/web to kube-system/coredns, TCP 53 · UDP 53'],
      },
    ],
  },
  {
    code: 'L61',
    trigger: out(dns('UDP')),
    at: '{protocol: UDP, port: 53}',
    misses: [out(dns('UDP', 'TCP')), out(`${dns('UDP')}\n${dns('TCP')}`)],
    fixes: [
      {
        edit: { adds: '    - {protocol: TCP, port: 53}\n' },
        opens: ['shop/web to kube-system/coredns, TCP 53'],
      },
    ],
  },
  {
    code: 'L62',
    trigger: out(dns('UDP', 'TCP')),
    at: 'to',
    options: { plugin: 'gke' },
    misses: [
      out(
        `${dns('UDP', 'TCP')}\n- to:\n  - ipBlock: {cidr: 169.254.20.10/32}\n  ports:\n  - {protocol: UDP, port: 53}`,
      ),
    ],
    fixes: [
      {
        edit: [
          '      podSelector: {matchLabels: {k8s-app: kube-dns}}\n',
          '      podSelector: {matchLabels: {k8s-app: kube-dns}}\n    - ipBlock:\n        cidr: 169.254.20.10/32\n',
        ],
        opens: ['shop/web to 169.254.20.10/32, TCP 53 · UDP 53'],
      },
    ],
  },
  {
    code: 'L63',
    trigger: documents(
      denyIn,
      policy(
        `${web}\npolicyTypes: [Egress]\negress:\n${toApi}\n  ports:\n  - {protocol: TCP, port: 8080}`,
        'web-out',
      ),
    ),
    at: 'podSelector: {matchLabels: {app: api}}',
    misses: [
      policy(`${web}\npolicyTypes: [Egress]\negress:\n${toApi}`, 'web-out'),
      documents(
        denyIn,
        policy(`${web}\npolicyTypes: [Egress]\negress:\n${toApi}`, 'web-out'),
        policy(
          'podSelector: {matchLabels: {app: api}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {matchLabels: {app: web}}\n  ports:\n  - {protocol: TCP, port: 8080}',
          'api-in',
        ),
      ),
    ],
    fixes: [
      {
        edit: {
          adds: `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-ingress-for-web-out
  namespace: shop
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
    ports:
    - {protocol: TCP, port: 8080}
`,
        },
        opens: ['shop/web to shop/api, TCP 8080'],
      },
    ],
  },
  {
    code: 'L64',
    trigger: denyIn,
    at: 'site',
    shows: ['kind: Ingress', 'spec: {defaultBackend: {service: {name: api, port: {number: 80}}}}'],
    cluster: documents(
      inventory,
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop}
spec: {defaultBackend: {service: {name: api, port: {number: 80}}}}
`,
    ),
    misses: [
      policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - namespaceSelector: {}'),
      policy('podSelector: {}\npolicyTypes: [Egress]'),
    ],
  },
  {
    code: 'L65',
    trigger: denyIn,
    at: 'scraped',
    shows: ['annotations: {prometheus.io/scrape: "true"}'],
    cluster: documents(
      inventory,
      workload('shop/scraped', 'app: scraped', '{containerPort: 9100}', {
        metadata: 'annotations: {prometheus.io/scrape: "true"}',
      }),
    ),
    misses: [policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - namespaceSelector: {}')],
  },
  {
    code: 'L66',
    trigger: policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}'),
    at: 'api',
    shows: ['kind: ValidatingWebhookConfiguration', 'clientConfig: {service: {name: api, namespace: shop}}'],
    cluster: documents(
      inventory,
      `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: check}
webhooks:
- name: check.example.com
  clientConfig: {service: {name: api, namespace: shop}}
`,
    ),
    misses: [
      policy('podSelector: {}\npolicyTypes: [Ingress]\ningress:\n- ports:\n  - {protocol: TCP, port: 8080}'),
    ],
  },
  {
    code: 'L67',
    trigger: policy(
      `${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - ipBlock: {cidr: 198.51.100.0/24}`,
    ),
    at: 'ipBlock: {cidr: 198.51.100.0/24}',
    cluster: documents(
      inventory,
      service('shop/web', 'app: web', '{port: 80, targetPort: 8080}').replace(
        'spec:\n',
        'spec:\n  type: LoadBalancer\n',
      ),
    ),
    misses: [
      policy(`${web}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - ipBlock: {cidr: 0.0.0.0/0}`),
      policy(
        'podSelector: {matchLabels: {app: api}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - ipBlock: {cidr: 198.51.100.0/24}',
      ),
    ],
  },
  {
    code: 'L68',
    trigger: policy(web),
    at: 'web',
    shows: ['kind: NetworkPolicy', 'podSelector: {matchLabels: {app: web}}'],
    misses: [
      documents(
        policy('podSelector: {}\npolicyTypes: [Ingress, Egress]', 'deny'),
        policy('podSelector: {}\npolicyTypes: [Ingress, Egress]', 'deny', 'data'),
      ),
    ],
  },
  {
    code: 'L69',
    trigger: documents(
      policy('podSelector: {}\npolicyTypes: [Ingress]', 'deny'),
      policy('podSelector: {}\npolicyTypes: [Ingress, Egress]', 'deny', 'data'),
    ),
    at: 'shop',
    shows: ['namespace: shop', 'policyTypes: [Ingress]'],
    misses: [
      documents(
        policy('podSelector: {}\npolicyTypes: [Ingress, Egress]', 'deny'),
        policy('podSelector: {}\npolicyTypes: [Ingress, Egress]', 'deny', 'data'),
      ),
    ],
    fixes: [
      {
        edit: [
          '[Ingress]\n',
          `[Ingress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-egress
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
`,
        ],
        closes: ['api', 'web', 'worker'].flatMap((name) =>
          ['kube-system/coredns', 'any other address'].map((other) => `shop/${name} to ${other}, all ports`),
        ),
      },
    ],
  },
];
