import { expect, test } from 'vitest';
import { describeIntervals } from '../model/cidr';
import { deployment, documents, workspaceOf } from '../testing/planned';
import { representativeOf } from './representative';

const { connectivity } = workspaceOf(
  documents(
    deployment('web', 'shop'),
    `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/16]}}]
`,
  ),
).analysis;

/** The id of the workload, or the addresses. */
function representative(node: string): string | undefined {
  const found = representativeOf(connectivity, node);
  if (typeof found !== 'object') return found;
  return found.type === 'addresses' ? describeIntervals(found.intervals) : found.workload.id;
}

test('workloads stand for themselves and for their namespace', () => {
  expect(representative('Deployment/shop/web')).toBe('Deployment/shop/web');
  expect(representative('Namespace/shop')).toBe('Deployment/shop/web');
});

test('addresses stand for the block that holds them, and for the hubs where no block does', () => {
  const inside = representative('Addresses/10.0.0.0/8 except 10.0.0.0/16');
  expect(inside).toMatch(/^10\./);
  expect(representative('Anywhere/destination')).not.toBe(inside);
  expect(representative('Anywhere/source')).toBe(representative('Anywhere/destination'));
});

test.each(['Deployment/shop/gone', 'Namespace/gone', 'Addresses/192.168.0.0/16'])(
  'nobody stands for %s',
  (id) => {
    expect(representative(id)).toBeUndefined();
  },
);
