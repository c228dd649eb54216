import { expect, test } from 'vitest';
import { analyze, readSourceFile } from '../core/index';
import { explainEntry, waysTo } from './entries';

const shop = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}}}
---
apiVersion: v1
kind: Service
metadata: {name: front, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: in, namespace: shop}
spec: {defaultBackend: {service: {name: front, port: {number: 80}}}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: own, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}
`;
const controller = (name: string, namespace: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {app: nginx-ingress}}}}
`;
const shown = (text: string) => ({ revision: 1, analysis: analyze([readSourceFile('a.yaml', text)]) });
const ends = { source: 'Entry/Ingress/shop/in', destination: 'Deployment/shop/web' };

test('what stands in for a controller is explained like any source', () => {
  const view = explainEntry(shown(shop), ends);
  expect(view?.explanation.verdict).toBe('denied');
  expect(view?.explanation.ports).toBe('TCP 8080');
  expect(view?.explanation.ingress.isolatedBy).toEqual(['NetworkPolicy/shop/own']);
  expect(view?.places.map(({ policy, rule }) => [policy, rule])).toEqual([['NetworkPolicy/shop/own', 0]]);
  expect(view?.entry).toMatchObject({
    passage: 'blocked',
    ways: [{ title: 'Ingress shop/in', services: ['shop/front'], ports: 'TCP 8080', passage: 'blocked' }],
  });
  expect(view?.entry?.ways[0]?.controller).toBeUndefined();
});

test('of several controllers the one that is blocked is explained', () => {
  const view = explainEntry(shown(shop + controller('inner', 'shop') + controller('outer', 'edge')), ends);
  expect(view?.entry?.passage).toBe('partlyBlocked');
  expect(view?.entry?.ways.map((way) => [way.controller?.title, way.passage])).toEqual([
    ['edge/outer', 'blocked'],
    ['shop/inner', 'open'],
  ]);
  expect(view?.explanation.source).toBe('edge/outer');
});

test('nothing is explained where the entry leads nowhere or is gone', () => {
  expect(explainEntry(shown(shop), { ...ends, destination: 'Deployment/shop/gone' })).toBeUndefined();
  expect(explainEntry(shown(shop), { ...ends, source: 'Entry/Ingress/shop/gone' })).toBeUndefined();
});

test('a workload knows what leads to it', () => {
  expect(waysTo(shown(shop), ends.destination).map(({ title }) => title)).toEqual(['Ingress shop/in']);
  expect(waysTo(shown(shop), 'Deployment/shop/gone')).toEqual([]);
});
