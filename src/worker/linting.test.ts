import { expect, test } from 'vitest';
import { analyze, readSourceFile } from '../core/index';
import { Linting } from './linting';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {}
  policyType: [Ingress]
  egress:
  - to: [{podSelector: {}}]
`;
const read = (text: string) => analyze([readSourceFile('p.yaml', text)]);

test('lint goes on moment by moment, and ends with all that there is to tell', () => {
  const linting = new Linting(read(policy), undefined);
  expect(linting.diagnostics.map(({ code }) => code)).toEqual(['V40']);
  let view = linting.work();
  while (!view.isDone) view = linting.work();
  expect(view.diagnostics).toEqual(linting.finish());
  expect(view.diagnostics.find(({ code }) => code === 'V40')).toMatchObject({ rule: 'L92' });
  expect(view.diagnostics.map(({ code }) => code)).toContain('L8');
});

test('what was found about an unchanged text is told at once', () => {
  const before = new Linting(read(policy), undefined);
  before.finish();
  const other = policy.replace('name: p', 'name: q');
  const next = new Linting(read(`${policy}---\n${other}`), before);
  const found = next.diagnostics.filter(({ code }) => code === 'L8');
  expect(found.map(({ resource }) => resource)).toEqual(['NetworkPolicy/shop/p']);
});
