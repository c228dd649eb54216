import { expect, test } from 'vitest';
import { describeTierPeer, describeTierPorts } from './tierPhrases';

const team = { matchLabels: { team: 'shop' } };

test('peers of tier rules in words', () => {
  const words = [
    { type: 'pods', namespaceSelector: {} } as const,
    { type: 'pods', namespaceSelector: team } as const,
    { type: 'pods', namespaceSelector: {}, podSelector: team } as const,
    { type: 'pods', namespaceSelector: team, podSelector: {} } as const,
    { type: 'networks', cidrs: ['10.0.0.0/8', '::/0'] } as const,
    { type: 'nodes', nodeSelector: {} } as const,
    { type: 'domainNames', names: ['*.example.com'] } as const,
  ].map(describeTierPeer);
  expect(words).toEqual([
    'all namespaces',
    'namespaces team=shop',
    'pods team=shop of all namespaces',
    'all pods of namespaces team=shop',
    '10.0.0.0/8, ::/0',
    'all nodes',
    '*.example.com',
  ]);
});

test('ports of tier rules in words (S60)', () => {
  expect(describeTierPorts(undefined)).toBe('all ports');
  expect(
    describeTierPorts([
      { protocol: 'TCP', port: 80 },
      { protocol: 'UDP', port: 8000, endPort: 8100 },
      { protocol: 'SCTP' },
      { containerPort: 'http' },
    ]),
  ).toBe('TCP 80, UDP 8000-8100, all of SCTP, port named http');
});
