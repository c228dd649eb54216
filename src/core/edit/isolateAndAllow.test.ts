import { describe, expect, test } from 'vitest';
import {
  allow,
  carryOut,
  deployment,
  documents,
  isolate,
  refusalOf,
  tcp,
  textOf,
  workspaceOf,
} from '../testing/planned';

const workloads = documents(...['api', 'web', 'db'].map((name) => deployment(name, 'shop')));

describe('isolateAndAllow', () => {
  test('a policy for the destination; its changes name what it closes', () => {
    const after = carryOut(workspaceOf(workloads), isolate('shop/api', 'shop/db', tcp(5432)));
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'nothing needed: api is not isolated for egress',
      'new policy allow-ingress-to-db-from-api',
    ]);
    expect(after.plan.changes.map(({ name, opened }) => [name, opened.length])).toEqual([
      ['shop/api to shop/db, all but TCP 5432', 0],
      ['shop/web to shop/db, all ports', 0],
      ['shop/db to shop/db, all ports', 0],
      ['any other address to shop/db, all ports', 0],
    ]);
    expect(textOf(after)).toContain(`  policyTypes:
    - Ingress
  ingress:
`);
    expect(refusalOf(after, isolate('shop/api', 'shop/db', tcp(5432))).code).toBe('alreadyAllowed');
  });

  test('keeps other flows in the same policy', () => {
    const after = carryOut(workspaceOf(workloads), {
      ...isolate('shop/api', 'shop/db', tcp(5432)),
      keep: [{ source: 'Deployment/shop/web', destination: 'Deployment/shop/db', ports: [] }],
    });
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'nothing needed: api is not isolated for egress',
      'new policy limit-ingress-to-db: ingress, 2 rules',
    ]);
    expect(after.plan.changes.map(({ source }) => source)).not.toContain('Deployment/shop/web');
  });

  test('a policy for the source where the destination is addresses: DNS goes too, and is named', () => {
    const dns = deployment(
      'dns',
      'kube-system',
      '{k8s-app: kube-dns}',
      'containers: [{ports: [{containerPort: 53, protocol: UDP}]}]',
    );
    const before = workspaceOf(documents(workloads, dns));
    const after = carryOut(before, isolate('shop/api', 'Addresses/10.0.0.0/8', tcp(443)));
    expect(after.plan.ends.map(({ policy }) => policy)).toEqual(['allow-egress-from-api-to-10-0-0-0-8']);
    expect(after.plan.changes.map(({ name }) => name)).toContain('shop/api to kube-system/dns, all ports');
    expect(after.plan.changes[0]).toMatchObject({ destination: 'Addresses/10.0.0.0/8', opened: [] });
  });

  test('where the destination is isolated already, it only allows', () => {
    const isolated = carryOut(workspaceOf(workloads), isolate('shop/web', 'shop/db'));
    const after = carryOut(isolated, isolate('shop/api', 'shop/db'));
    expect(after.plan.ends.map(({ action }) => action)).toEqual(['none', 'rule']);
    expect(after.plan.changes.map(({ name }) => name)).toEqual(['shop/api to shop/db, all ports']);
    expect(refusalOf(after, allow('shop/api', 'shop/db')).code).toBe('alreadyAllowed');
  });

  test('a workload on the host network cannot be isolated', () => {
    const agent = deployment('agent', 'shop', '{app: agent}', 'hostNetwork: true');
    const before = workspaceOf(documents(workloads, agent));
    expect(refusalOf(before, isolate('shop/api', 'shop/agent'))).toMatchObject({
      code: 'notPossible',
      reason: 'shop/agent runs on the host network: no policy can isolate it.',
    });
  });
});
