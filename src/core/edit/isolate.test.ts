import { describe, expect, test } from 'vitest';
import { isolationOffers } from '../planIntent';
import { carryOut, deployment, documents, refusalOf, tcp, textOf, workspaceOf } from '../testing/planned';
import { isRefusal } from './refusal';

const workloads = documents(
  ...['api', 'web', 'db'].map((name) => deployment(name, 'shop')),
  ...['job', 'cron'].map((name) => deployment(name, 'other')),
);
const shop = workspaceOf(workloads);
const dns = deployment('coredns', 'kube-system', '{k8s-app: kube-dns}');

describe('isolate', () => {
  test('a namespace for ingress: a default deny', () => {
    const after = carryOut(shop, {
      type: 'isolate',
      subject: 'Namespace/shop',
      directions: ['ingress'],
      keep: [],
    });
    expect(textOf(after)).toBe(
      documents(
        workloads,
        `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny-ingress
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`,
      ),
    );
    expect(after.plan.transaction.label).toBe('Isolate namespace shop for ingress');
    expect(
      after.plan.changes.every(
        ({ destination, opened }) => destination.includes('/shop/') && opened.length === 0,
      ),
    ).toBe(true);
  });

  test('a workload in both directions, with kept flows as rules, the same ports together', () => {
    const after = carryOut(shop, {
      type: 'isolate',
      subject: 'Deployment/shop/db',
      directions: ['ingress', 'egress'],
      keep: [
        { source: 'Deployment/shop/api', destination: 'Deployment/shop/db', ports: [tcp(5432)] },
        { source: 'Namespace/other', destination: 'Deployment/shop/db', ports: [tcp(5432)] },
      ],
      dns: true,
    });
    expect(textOf(after).slice(workloads.length)).toBe(`---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: limit-traffic-of-db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: api
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: other
      ports:
        - protocol: TCP
          port: 5432
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - protocol: UDP
          port: 53
        - protocol: TCP
          port: 53
`);
    expect(after.plan.changes.map(({ name }) => name)).toContain('shop/api to shop/db, all but TCP 5432');
  });

  test('a namespace, with a flow of one of its workloads: a policy for that', () => {
    const after = carryOut(shop, {
      type: 'isolate',
      subject: 'Namespace/shop',
      directions: ['ingress'],
      keep: [{ source: 'Deployment/other/job', destination: 'Deployment/shop/db', ports: [] }],
    });
    expect(after.plan.ends.map(({ summary }) => summary)).toEqual([
      'new policy default-deny-ingress: ingress, allows nothing',
      'new policy allow-ingress-to-db-from-job: ingress, 1 rule',
    ]);
    expect(after.plan.changes.some(({ name }) => name.startsWith('other/job to shop/db'))).toBe(false);
  });

  test('refused where it is isolated already, and a kept flow of someone else', () => {
    const wish = { type: 'isolate', subject: 'Namespace/shop', directions: ['ingress'], keep: [] } as const;
    const after = carryOut(shop, wish);
    expect(refusalOf(after, wish)).toMatchObject({
      code: 'alreadySo',
      reason: 'namespace shop is isolated already by default-deny-ingress.',
    });
    expect(
      refusalOf(shop, {
        ...wish,
        keep: [{ source: 'Deployment/shop/api', destination: 'Namespace/other', ports: [] }],
        directions: ['egress'],
        subject: 'Deployment/shop/db',
      }).reason,
    ).toBe('shop/api to namespace other is no flow of shop/db.');
  });
});

describe('isolationOffers', () => {
  test('namespaces, workloads, addresses: what would close', () => {
    const offers = isolationOffers(shop.files, shop.analysis, 'Deployment/shop/db', ['ingress']);
    if (isRefusal(offers)) throw new Error(offers.reason);
    expect(offers.map(({ title, flows }) => [title, flows])).toEqual([
      ['namespace shop to shop/db, all ports', 3],
      ['namespace other to shop/db, all ports', 2],
      ['shop/api to shop/db, all ports', 1],
      ['shop/web to shop/db, all ports', 1],
      ['shop/db to shop/db, all ports', 1],
      ['other/job to shop/db, all ports', 1],
      ['other/cron to shop/db, all ports', 1],
      ['0.0.0.0/0 to shop/db, all ports', 6],
    ]);
    const keep = offers.map(({ kept }) => kept);
    const after = carryOut(shop, {
      type: 'isolate',
      subject: 'Deployment/shop/db',
      directions: ['ingress'],
      keep,
    });
    expect(after.plan.changes.map(({ source }) => source)).toEqual(['Anywhere/other']);
  });
});

test('a policy that keeps DNS alone says so', () => {
  const named = (subject: string) =>
    carryOut(shop, { type: 'isolate', subject, directions: ['egress'], keep: [], dns: true }).plan.ends[0]
      ?.policy;
  expect(named('Namespace/shop')).toBe('default-deny-egress-except-dns');
  expect(named('Deployment/shop/db')).toBe('deny-egress-from-db-except-dns');
});

describe('unisolate', () => {
  const isolated = carryOut(shop, {
    type: 'isolate',
    subject: 'Deployment/shop/db',
    directions: ['ingress', 'egress'],
    keep: [{ source: 'Deployment/shop/db', destination: 'Deployment/shop/api', ports: [] }],
  });

  test('a direction of a policy of its own goes with its rules, then the policy', () => {
    const subject = 'Deployment/shop/db';
    const half = carryOut(isolated, { type: 'unisolate', subject, directions: ['egress'] });
    expect(half.plan.ends.map(({ summary }) => summary)).toEqual(['egress taken out of limit-traffic-of-db']);
    expect(textOf(half)).not.toContain('egress');
    expect(textOf(half)).toContain('  policyTypes:\n    - Ingress\n');
    const open = carryOut(half, { type: 'unisolate', subject, directions: ['ingress', 'egress'] });
    expect(textOf(open)).toBe(workloads);
    expect(refusalOf(open, { type: 'unisolate', subject, directions: ['ingress'] }).code).toBe('alreadySo');
  });

  test('where a policy isolates others too, one that allows everything', () => {
    const denied = carryOut(shop, {
      type: 'isolate',
      subject: 'Namespace/shop',
      directions: ['ingress'],
      keep: [],
    });
    const after = carryOut(denied, {
      type: 'unisolate',
      subject: 'Deployment/shop/db',
      directions: ['ingress'],
    });
    expect(after.plan.ends[0]?.policy).toBe('allow-all-ingress-to-db');
    expect(textOf(after)).toMatch(/ {2}ingress:\n {4}- \{\}\n$/);
    expect(after.plan.changes).toHaveLength(6);
  });
});

describe('allowDns', () => {
  const denied = (text: string) =>
    carryOut(workspaceOf(text), {
      type: 'isolate',
      subject: 'Deployment/shop/api',
      directions: ['egress'],
      keep: [],
    });

  test('to the loaded server, on its own ports; at both ends', () => {
    const openshift = deployment(
      'dns-default',
      'openshift-dns',
      '{dns.operator.openshift.io/daemonset-dns: default}',
      'containers: [{ports: [{name: dns, containerPort: 5353, protocol: UDP}, {name: dns-tcp, containerPort: 5353}]}]',
    );
    const after = carryOut(denied(documents(workloads, openshift)), {
      type: 'allowDns',
      subject: 'Deployment/shop/api',
    });
    expect(after.plan.changes.map(({ name }) => name)).toEqual([
      'shop/api to openshift-dns/dns-default, TCP 5353 · UDP 5353',
    ]);
    const both = carryOut(denied(documents(workloads, dns)), {
      type: 'isolate',
      subject: 'Namespace/kube-system',
      directions: ['ingress'],
      keep: [],
    });
    const { plan } = carryOut(both, { type: 'allowDns', subject: 'Deployment/shop/api' });
    expect(plan.ends.map(({ direction, action }) => [direction, action])).toEqual([
      ['egress', 'rule'],
      ['ingress', 'newPolicy'],
    ]);
  });

  test('where none is loaded, to the label that it has everywhere', () => {
    const after = carryOut(denied(workloads), { type: 'allowDns', subject: 'Deployment/shop/api' });
    expect(textOf(after)).toContain('k8s-app: kube-dns');
    expect(after.plan.transaction.label).toBe('Allow DNS for shop/api');
    expect(refusalOf(after, { type: 'allowDns', subject: 'Deployment/shop/api' }).code).toBe(
      'alreadyAllowed',
    );
    expect(refusalOf(after, { type: 'allowDns', subject: 'Deployment/shop/web' }).reason).toBe(
      'DNS is allowed already: shop/web is not isolated for egress.',
    );
  });
});
