import { expect, test } from 'vitest';
import { analyze } from '../../../analyze';
import { documents, inventory, policy, service, workload } from '../../../testing/lintCases/ruleCase';
import { readSourceFile } from '../../../text/workspace';
import { lint } from '../lint';

const deny = policy('podSelector: {}\npolicyTypes: [Ingress]');
const monitor = (namespace: string, spec: string) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: m, namespace: ${namespace}}
spec: {selector: {matchLabels: {scrape: me}}${spec}}
`;
const scraped = service('shop/metrics', 'app: web', '{port: 9100}', 'labels: {scrape: me}');
const found = (...more: string[]) =>
  lint(
    analyze([
      readSourceFile('cluster.yaml', documents(inventory, scraped, ...more)),
      readSourceFile('p.yaml', deny),
    ]),
  ).flatMap(({ code, message }) => (code === 'L65' ? message : []));

test('pods behind a Service that a ServiceMonitor selects', () => {
  const all = ['shop/web is to be scraped (ServiceMonitor m), but admits nobody from another namespace.'];
  expect(found(monitor('shop', ''))).toEqual(all);
  expect(found(monitor('data', ''))).toEqual([]);
  expect(found(monitor('data', ', namespaceSelector: {any: true}'))).toEqual(all);
  expect(found(monitor('data', ', namespaceSelector: {matchNames: [shop]}'))).toEqual(all);
  expect(found(monitor('data', ', namespaceSelector: {matchNames: [other]}'))).toEqual([]);
});

test('not where Prometheus runs in the namespace itself', () => {
  expect(found(monitor('shop', ''), workload('shop/prometheus', 'app: prometheus'))).toEqual([]);
  const operated = `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s, namespace: shop}\n`;
  expect(found(monitor('shop', ''), operated)).toEqual([]);
});
