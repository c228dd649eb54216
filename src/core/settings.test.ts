import { describe, expect, test } from 'vitest';
import { type Analysis, analyze } from './analyze';
import { flowBetween } from './evaluate/flows';
import { describeConnections } from './model/connections';
import { DEFAULT_SETTINGS, readSettings } from './settings';
import { readSourceFile } from './text/workspace';

const policies = ({ connectivity }: Analysis) => connectivity.policies.map(({ id }) => id);
const codes = (analysis: Analysis) => analysis.diagnostics.map(({ code, severity }) => `${code} ${severity}`);

describe('settings', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
status: {podIP: 10.0.0.7}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.7/24}}]}]}
`;
  const files = [readSourceFile('0.yaml', text)];
  const flow = ({ connectivity }: Analysis) =>
    describeConnections(flowBetween(connectivity, 'Pod/shop/web', 'Pod/shop/db').connections);

  test('say how the text is read, and stay as they were where nothing is said', () => {
    const first = analyze(files);
    expect(flow(first)).toBe('all ports');
    const outside = analyze(files, first, { ipBlock: 'external-only' });
    expect(flow(outside)).toBe('no ports');
    expect(flow(analyze(files, outside))).toBe('no ports');
    expect(flow(analyze(files, outside, { ipBlock: 'by-ip' }))).toBe('all ports');
  });

  test('another server refuses other policies (V13), and takes them back', () => {
    const first = analyze(files);
    expect([codes(first), [...first.refused]]).toEqual([['V12 warning'], []]);
    const strict = analyze(files, first, { serverVersion: '1.36' });
    expect([codes(strict), [...strict.refused]]).toEqual([['V12 error'], ['NetworkPolicy/shop/out']]);
    expect(strict.connectivity.policies).toEqual([]);
    const back = analyze(files, strict, { serverVersion: '1.35' });
    expect([codes(back), policies(back)]).toEqual([['V12 warning'], ['NetworkPolicy/shop/out']]);
    const edited = [readSourceFile('0.yaml', `# odd\n${text}`)];
    expect([...analyze(edited, strict).refused]).toEqual(['NetworkPolicy/shop/out']);
  });

  test('a document that does not parse keeps what it was accepted as', () => {
    const broken = [readSourceFile('0.yaml', text.replace('spec: {podSelector', 'spec: {{podSelector'))];
    const outdated = analyze(broken, analyze(files));
    expect(policies(outdated)).toEqual(['NetworkPolicy/shop/out']);
    expect(policies(analyze(broken, outdated, { serverVersion: '1.36' }))).toEqual([
      'NetworkPolicy/shop/out',
    ]);
  });

  test('of any origin are read as far as they are known', () => {
    expect(readSettings(undefined)).toEqual(DEFAULT_SETTINGS);
    expect(readSettings({ ipBlock: 'external-only', hostNetwork: 'x', serverVersion: 1.36 })).toEqual({
      ...DEFAULT_SETTINGS,
      ipBlock: 'external-only',
    });
  });
});
