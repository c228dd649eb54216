import { expect, test } from 'vitest';
import { analyze } from '../../../analyze';
import { documents, inventory, policy, workload } from '../../../testing/lintCases/ruleCase';
import { readSourceFile } from '../../../text/workspace';
import { lint } from '../lint';

const toNamespace = (name: string, ports = '{protocol: TCP, port: 443}') =>
  policy(
    `podSelector: {}\npolicyTypes: [Egress]\negress:\n- to:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${name}}}\n  ports: [${ports}]`,
  );
const isFound = (text: string, cluster = inventory) =>
  lint(analyze([readSourceFile('cluster.yaml', cluster), readSourceFile('p.yaml', text)])).some(
    ({ code }) => code === 'L26',
  );

test('the namespace of the Service kubernetes stands for the API server, unless pods are known there', () => {
  expect(isFound(toNamespace('default'))).toBe(true);
  expect(isFound(toNamespace('data'))).toBe(false);
  expect(isFound(toNamespace('default', '{protocol: TCP, port: 443}, {protocol: TCP, port: 6443}'))).toBe(
    false,
  );
  expect(isFound(toNamespace('default'), documents(inventory, workload('default/web', 'app: web')))).toBe(
    false,
  );
});
