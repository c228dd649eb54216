import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze';
import { describeConnections, NONE, union } from '../model/connections';
import { readSourceFile } from '../text/workspace';
import { entryFlows } from './entries';

const shop = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{ports: [{name: http, containerPort: 8080}]}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: main, port: 80, targetPort: http}, {name: admin, port: 81, targetPort: 9000}]}
`;
const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: in, namespace: shop}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
`;
const controller = (namespace: string, labels: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy, namespace: ${namespace}}
spec: {template: {metadata: {labels: ${labels}}}}
`;
const policy = (from: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [${from}]}]}
`;

const analyzed = (...documents: string[]) =>
  analyze([readSourceFile('a.yaml', [shop, ...documents].join('---'))]).connectivity;

const flows = (...documents: string[]) =>
  entryFlows(analyzed(...documents)).map(({ entry, source, destination, asked, permitted, isBlocked }) =>
    [
      entry.kind,
      `${source.namespace}/${source.name}`,
      destination.name,
      describeConnections(asked),
      describeConnections(permitted),
      isBlocked,
    ].join(' | '),
  );

const standIn = 'ingress-controller-ns/ingress-controller';

describe('an entry whose controller is not loaded (S96)', () => {
  test('comes from a pod that nothing is known of', () => {
    expect(flows(ingress)).toEqual([`Ingress | ${standIn} | web | TCP 8080 | TCP 8080 | false`]);
    expect(flows(ingress, policy('{podSelector: {}}'))).toEqual([
      `Ingress | ${standIn} | web | TCP 8080 | no ports | true`,
    ]);
    expect(flows(ingress, policy('{namespaceSelector: {}}'))).toEqual([
      `Ingress | ${standIn} | web | TCP 8080 | TCP 8080 | false`,
    ]);
    expect(flows(ingress, policy('{namespaceSelector: {matchLabels: {team: edge}}}'))).toEqual([
      `Ingress | ${standIn} | web | TCP 8080 | no ports | true`,
    ]);
  });

  test('which is judged by tiers too, and shown to nobody', () => {
    const tier = `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: t}
spec:
  tier: Baseline
  priority: 1
  subject: {namespaces: {}}
  ingress: [{action: Deny, from: [{namespaces: {matchLabels: {kubernetes.io/metadata.name: ingress-controller-ns}}}]}]
`;
    const connectivity = analyzed(ingress, tier);
    expect(entryFlows(connectivity).map(({ isBlocked }) => isBlocked)).toEqual([true]);
    expect(connectivity.cluster.workloads.some(({ name }) => name === 'ingress-controller')).toBe(false);
    expect(entryFlows(connectivity)).toBe(entryFlows(connectivity));
  });
});

describe('an entry whose controller is loaded', () => {
  const nginx = '{app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller}';

  test('is judged as its pods', () => {
    const edge = '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: edge}}}';
    expect(flows(ingress, controller('edge', nginx), policy(edge))).toEqual([
      'Ingress | edge/proxy | web | TCP 8080 | TCP 8080 | false',
    ]);
    expect(flows(ingress, controller('edge', nginx), policy('{podSelector: {}}'))).toEqual([
      'Ingress | edge/proxy | web | TCP 8080 | no ports | true',
    ]);
    expect(entryFlows(analyzed(ingress, controller('edge', nginx)), 'stand-in')[0]?.source.name).toBe(
      'ingress-controller',
    );
  });

  test('a controller of another sort does not serve it', () => {
    const route = `
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: r, namespace: shop}
spec: {to: {kind: Service, name: web}, port: {targetPort: 9000}}
`;
    expect(flows(route, controller('edge', nginx))).toEqual([
      `Route | ${standIn} | web | TCP 9000 | TCP 9000 | false`,
    ]);
    const router = '{ingresscontroller.operator.openshift.io/deployment-ingresscontroller: default}';
    expect(flows(route, controller('openshift-ingress', router))).toEqual([
      'Route | openshift-ingress/proxy | web | TCP 9000 | TCP 9000 | false',
    ]);
  });

  test('a route comes from the proxies of its own Gateway (S97)', () => {
    const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r, namespace: shop}
spec: {parentRefs: [{name: gw, namespace: edge}], rules: [{backendRefs: [{name: web, port: 80}, {name: none, port: 80}]}]}
`;
    const label = (name: string) => `{gateway.networking.k8s.io/gateway-name: ${name}}`;
    expect(flows(route, controller('edge', label('gw')))).toEqual([
      'HTTPRoute | edge/proxy | web | TCP 8080 | TCP 8080 | false',
    ]);
    expect(flows(route, controller('edge', label('other')), controller('away', label('gw')))).toEqual([
      `HTTPRoute | ${standIn} | web | TCP 8080 | TCP 8080 | false`,
    ]);
    expect(flows(route, controller('istio', '{istio: ingressgateway}'))).toEqual([
      'HTTPRoute | istio/proxy | web | TCP 8080 | TCP 8080 | false',
    ]);
  });
});

const corpus = '../shared/corpus/netpol-analyzer';
if (!existsSync(corpus)) console.warn(`Tests against known entries are skipped: ${corpus} is absent.`);

interface Expected {
  readonly connections?:
    | readonly { readonly src: string; readonly dst: string; readonly conn: unknown }[]
    | null;
}

/** `8000-8090, 9000`: as the expectations write ports of one protocol. */
function portsOf(conn: unknown): string {
  const [{ protocol, ports }] = conn as [{ protocol: string; ports: readonly (readonly [number, number])[] }];
  return `${protocol} ${ports.map(([low, high]) => (low === high ? low : `${low}–${high}`)).join(', ')}`;
}

describe.skipIf(!existsSync(corpus))('known answers', () => {
  const cases = existsSync(corpus)
    ? readdirSync(corpus).filter((name) =>
        /"pure\+ingress/.test(readFileSync(join(corpus, name, 'expected.json'), 'utf8')),
      )
    : [];

  test.each(cases)('%s', (name) => {
    const folder = join(corpus, name, 'manifests');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ya?ml|json)$/.test(file))
      .map((file) => readSourceFile(file, readFileSync(join(folder, file), 'utf8')));
    const found = new Map<string, typeof NONE>();
    for (const { destination, permitted } of entryFlows(analyze(files).connectivity, 'stand-in')) {
      const { namespace, name: workload, kind } = destination;
      const row = `${namespace}/${workload}[${kind}]`;
      if (permitted !== NONE) found.set(row, union(found.get(row) ?? NONE, permitted));
    }
    const { connections } = JSON.parse(readFileSync(join(corpus, name, 'expected.json'), 'utf8')) as Expected;
    const expected = (connections ?? []).filter(({ src }) => src === '{ingress-controller}');
    expect(new Map([...found].map(([row, set]) => [row, describeConnections(set)]))).toEqual(
      new Map(expected.map(({ dst, conn }) => [dst, portsOf(conn)])),
    );
  });
});
