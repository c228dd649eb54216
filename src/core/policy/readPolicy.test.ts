import { describe, expect, test } from 'vitest';
import { readAdminNetworkPolicy } from './adminNetworkPolicy';
import { readClusterNetworkPolicy } from './clusterNetworkPolicy';

const metadata = { name: 'p' };
const everyone = { namespaceSelector: {} };
const app = (value: string) => ({ matchLabels: { app: value } });

describe('a ClusterNetworkPolicy (S50–S60)', () => {
  const read = (spec: object) =>
    readClusterNetworkPolicy({
      metadata,
      spec: { tier: 'Admin', priority: 3, subject: { namespaces: {} }, ...spec },
    });

  test('its place among the others, and a subject of whole namespaces', () => {
    expect(read({})).toEqual({
      id: 'ClusterNetworkPolicy/p',
      kind: 'ClusterNetworkPolicy',
      namespace: '',
      name: 'p',
      tier: 'Admin',
      priority: 3,
      subject: everyone,
      ingress: [],
      egress: [],
    });
  });

  test('a subject of pods is of all namespaces unless it says which (S55)', () => {
    expect(read({ subject: { pods: { podSelector: app('a') } } }).subject).toEqual({
      namespaceSelector: {},
      podSelector: app('a'),
    });
  });

  test('peers of every sort (S56)', () => {
    const to = [
      { namespaces: app('a') },
      { pods: { podSelector: {}, namespaceSelector: app('b') } },
      { networks: ['10.0.0.0/8', '::/0'] },
      { nodes: app('c') },
      { domainNames: ['*.a.org'] },
    ];
    expect(read({ egress: [{ name: 'out', action: 'Pass', to }] }).egress).toEqual([
      {
        name: 'out',
        action: 'Pass',
        peers: [
          { type: 'pods', namespaceSelector: app('a') },
          { type: 'pods', namespaceSelector: app('b'), podSelector: {} },
          { type: 'networks', cidrs: ['10.0.0.0/8', '::/0'] },
          { type: 'nodes', nodeSelector: app('c') },
          { type: 'domainNames', names: ['*.a.org'] },
        ],
      },
    ]);
  });

  test('protocols of every sort (S60)', () => {
    const protocols = [
      { tcp: { destinationPort: { number: 80 } } },
      { udp: { destinationPort: { range: { start: 1, end: 9 } } } },
      { sctp: {} },
      { destinationNamedPort: 'web' },
    ];
    const from = [{ namespaces: {} }];
    expect(read({ ingress: [{ action: 'Deny', from, protocols }] }).ingress[0]?.ports).toEqual([
      { protocol: 'TCP', port: 80 },
      { protocol: 'UDP', port: 1, endPort: 9 },
      { protocol: 'SCTP' },
      { containerPort: 'web' },
    ]);
  });
});

describe('the older kinds (S64, S65)', () => {
  const from = [{ namespaces: {} }];

  test('an AdminNetworkPolicy is of the Admin tier, and Allow is Accept', () => {
    const ports = [
      { portNumber: { port: 80 } },
      { portNumber: { port: 53, protocol: 'UDP' } },
      { portRange: { start: 1, end: 9 } },
      { namedPort: 'web' },
    ];
    const ingress = [
      { action: 'Allow', from, ports },
      { action: 'Pass', from, ports: [] },
    ];
    const spec = { priority: 7, subject: { namespaces: {} }, ingress };
    expect(readAdminNetworkPolicy({ kind: 'AdminNetworkPolicy', metadata, spec })).toMatchObject({
      id: 'AdminNetworkPolicy/p',
      tier: 'Admin',
      priority: 7,
      ingress: [
        {
          action: 'Accept',
          peers: [{ type: 'pods', namespaceSelector: {} }],
          ports: [
            { protocol: 'TCP', port: 80 },
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 1, endPort: 9 },
            { containerPort: 'web' },
          ],
        },
        { action: 'Pass' },
      ],
    });
  });

  test('a BaselineAdminNetworkPolicy is of the Baseline tier', () => {
    const spec = { subject: { pods: { podSelector: app('a') } }, egress: [{ action: 'Deny', to: from }] };
    const policy = readAdminNetworkPolicy({ kind: 'BaselineAdminNetworkPolicy', metadata, spec });
    expect(policy).toMatchObject({
      id: 'BaselineAdminNetworkPolicy/p',
      tier: 'Baseline',
      priority: 0,
      subject: { namespaceSelector: {}, podSelector: app('a') },
    });
    expect(policy.egress[0]).not.toHaveProperty('ports');
  });
});
