import { expect, test } from 'vitest';
import type { PolicySummary } from '../worker/views';
import { policyEffects } from './policyEffects';

const policy = (selected: number, counts: Partial<PolicySummary['counts']>): PolicySummary => ({
  id: 'NetworkPolicy/data/db',
  kind: 'NetworkPolicy',
  podSelector: {},
  namespace: 'data',
  name: 'db',
  selector: 'app=db',
  directions: ['ingress'],
  selected,
  counts: { opens: 0, keepsOpen: 0, alsoOpens: 0, closes: 0, alsoCloses: 0, allowsInVain: 0, ...counts },
  place: { file: 'a.yaml', from: 0, to: 1 },
});

test('counts what the policy does alone, and what it closes together with others', () => {
  expect(policyEffects(policy(1, { opens: 1, keepsOpen: 2, alsoOpens: 4, closes: 3 }))).toEqual([
    'selects 1 workload',
    'opens 3',
    'closes 3',
  ]);
  expect(policyEffects(policy(2, { alsoCloses: 5 }))).toEqual([
    'selects 2 workloads',
    'opens 0',
    'closes 0 (5 shared)',
  ]);
});

test('says only what it selects until it is counted', () => {
  expect(policyEffects({ ...policy(0, {}), counts: undefined })).toEqual(['selects 0 workloads']);
});
