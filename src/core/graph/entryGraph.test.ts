import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze';
import { readSourceFile } from '../text/workspace';
import { buildEntryGraph, entryFlowsBetween } from './entryGraph';

const service = (name: string) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}, {name: admin, port: 81, targetPort: 9000}]}
`;
const workload = (name: string, namespace = 'shop', labels = `{app: ${name}}`) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: ${labels}}}}
`;
const ingress = (name: string, ...backends: readonly string[]) => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: shop}
spec:
  rules:
    - http: {paths: [${backends.map((each) => `{path: /, pathType: Prefix, backend: {service: ${each}}}`).join(', ')}]}
`;
const to = (name: string, port = 80) => `{name: ${name}, port: {number: ${port}}}`;
const controller = workload('nginx', 'edge', '{app: nginx-ingress}');
const only = (port: number) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only, namespace: shop}
spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: {}}], ports: [{port: ${port}}]}]}
`;
const deny = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
`;

const connectivityOf = (...documents: readonly string[]) =>
  analyze([readSourceFile('a.yaml', documents.join('---'))]).connectivity;

function drawn(...documents: readonly string[]) {
  const { nodes, edges } = buildEntryGraph(connectivityOf(...documents));
  return {
    nodes: nodes.map(({ id, shortTitle, subtitle }) => [id, shortTitle, subtitle].join(' | ')),
    edges: edges.map(({ name }) => name),
  };
}

const shop = [workload('web'), service('web')];

describe('buildEntryGraph', () => {
  test('nothing without entries', () => {
    expect(drawn(...shop)).toEqual({ nodes: [], edges: [] });
  });

  test('an entry leads to the workloads behind its Services, and is blocked where its controller is', () => {
    const open = drawn(...shop, ingress('front', to('web')));
    expect(open).toEqual({
      nodes: ['Entry/Ingress/shop/front | Ingress shop/front | controller not loaded'],
      edges: ['Ingress shop/front to shop/web, TCP 8080'],
    });
    expect(drawn(...shop, deny, ingress('front', to('web'))).edges).toEqual([
      'Ingress shop/front to shop/web, TCP 8080, blocked',
    ]);
    expect(drawn(...shop, only(8080), ingress('front', to('web'), to('web', 81))).edges).toEqual([
      'Ingress shop/front to shop/web, TCP 8080, 9000, partly blocked',
    ]);
  });

  test('the controller is named, and what leads nowhere says so', () => {
    expect(
      drawn(...shop, controller, ingress('front', to('web')), ingress('lost', to('gone'))).nodes,
    ).toEqual([
      'Entry/Ingress/shop/front | Ingress shop/front | through edge/nginx',
      'Entry/Ingress/shop/lost | Ingress shop/lost | leads to no loaded workload',
    ]);
  });

  test('many are one by their controller, with what each workload is sent', () => {
    const many = Array.from({ length: 9 }, (_, i) => ingress(`in-${i}`, to(i < 3 ? 'web' : 'api')));
    const documents = [...shop, workload('api'), service('api'), ingress('one', to('web', 81)), ...many];
    expect(drawn(...documents)).toEqual({
      nodes: [
        'Entries/Inferred/ingress-controller-ns/ingress-controller | 10 Ingresses | controller not loaded',
      ],
      edges: [
        '4 Ingresses whose controller is not loaded to shop/web, TCP 8080, 9000',
        '6 Ingresses whose controller is not loaded to shop/api, TCP 8080',
      ],
    });
    const one = drawn(...documents, controller, only(8080));
    expect(one.nodes).toEqual(['Entries/Deployment/edge/nginx | 10 Ingresses | through edge/nginx']);
    expect(one.edges).toContain('4 Ingresses through edge/nginx to shop/web, TCP 8080, 9000, partly blocked');
  });

  test('to more workloads than can be told apart, edges lead by namespace and by what becomes of it', () => {
    const names = Array.from({ length: 41 }, (_, i) => `w${i}`);
    const documents = names.flatMap((name) => [workload(name), service(name), ingress(name, to(name))]);
    const denied = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: shop}
spec: {podSelector: {matchLabels: {app: w7}}, policyTypes: [Ingress]}
`;
    const connectivity = connectivityOf(...documents, controller, denied);
    const { edges } = buildEntryGraph(connectivity);
    expect(edges.map(({ name, destination }) => `${name} | ${destination}`)).toEqual([
      '40 Ingresses through edge/nginx to 40 workloads of shop, TCP 8080 | Namespace/shop',
      'Ingress shop/w7 to shop/w7, TCP 8080, blocked | Deployment/shop/w7',
    ]);
    const [first, ...others] = entryFlowsBetween(connectivity, edges[0]!.source, 'Namespace/shop');
    expect([first!.destination.name, others.length]).toEqual(['w7', 40]);
  });

  test('an edge stands for the flows between its ends, and a single entry can be asked for always', () => {
    const many = Array.from({ length: 10 }, (_, i) => ingress(`in-${i}`, to('web')));
    const connectivity = connectivityOf(...shop, ...many);
    const [edge] = buildEntryGraph(connectivity).edges;
    expect(entryFlowsBetween(connectivity, edge!.source, edge!.destination)).toHaveLength(edge!.flows);
    expect(
      entryFlowsBetween(connectivity, 'Entry/Ingress/shop/in-3', edge!.destination).map(
        ({ entry }) => entry.name,
      ),
    ).toEqual(['in-3']);
    expect(entryFlowsBetween(connectivity, 'Entry/Ingress/shop/none', edge!.destination)).toEqual([]);
  });
});
