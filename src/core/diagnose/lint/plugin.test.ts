import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze';
import { inventory, policy, tierPolicy } from '../../testing/lintCases/ruleCase';
import { readSourceFile } from '../../text/workspace';
import type { Plugin } from './facts';
import { lint } from './lint';
import { Linter } from './linter';

const read = (text: string) =>
  analyze([readSourceFile('cluster.yaml', inventory), readSourceFile('p.yaml', text)]);
const messages = (text: string, code: string, plugin?: Plugin) =>
  lint(read(text), plugin === undefined ? {} : { plugin })
    .filter((each) => each.code === code)
    .map(({ message }) => message);

describe('what depends on the network plugin', () => {
  const admin = (priority: number) =>
    tierPolicy(
      'AdminNetworkPolicy',
      'guard',
      `priority: ${priority}\nsubject:\n  namespaces: {}\ningress:\n- action: Deny\n  from:\n  - namespaces: {}`,
    );

  test('priorities above 99 with OVN-Kubernetes alone', () => {
    expect(messages(admin(500), 'L110')).toEqual([]);
    expect(messages(admin(500), 'L110', 'cilium')).toEqual([]);
    expect(messages(admin(500), 'L110', 'ovn-kubernetes')).toEqual([
      'OVN-Kubernetes takes priorities from 0 to 99 only, and this is 500.',
    ]);
    expect(messages(admin(99), 'L110', 'ovn-kubernetes')).toEqual([]);
  });

  test('but limits of the API with any', () => {
    const rule = '- action: Deny\n  from:\n  - namespaces: {}';
    const limits = (lines: string) =>
      tierPolicy(
        'ClusterNetworkPolicy',
        'guard',
        `tier: Admin\npriority: 1\nsubject:\n  namespaces: {}\ningress:\n${lines}`,
      );
    for (const plugin of [undefined, 'ovn-kubernetes'] as const) {
      expect(messages(limits(Array(25).fill(rule).join('\n')), 'L110', plugin)).toEqual([]);
      expect(messages(limits(Array(26).fill(rule).join('\n')), 'L110', plugin)).toHaveLength(1);
      const range = `${rule}\n  protocols:\n  - tcp: {destinationPort: {range: {start: 80, end: 80}}}`;
      expect(messages(limits(range), 'L110', plugin)).toHaveLength(1);
    }
  });

  test('blocks in an odd form with Antrea', () => {
    const text = policy('podSelector: {}\ningress:\n- from:\n  - ipBlock: {cidr: 10.0.0.5/8}');
    expect(messages(text, 'L116')).toEqual([]);
    expect(messages(text, 'L116', 'antrea')).toEqual([
      'Antrea ignores 10.0.0.5/8, as it has bits set beyond its prefix length.',
    ]);
    expect(messages(text.replace('10.0.0.5', '10.0.0.0'), 'L116', 'antrea')).toEqual([]);
  });

  test('is looked at again when the plugin changes, though the text does not', () => {
    const analysis = read(admin(500));
    let linter = new Linter(analysis);
    for (const plugin of ['ovn-kubernetes', 'calico', 'ovn-kubernetes'] as const) {
      linter = new Linter(analysis, linter, { plugin });
      linter.work();
      expect(linter.diagnostics()).toEqual(lint(analysis, { plugin }));
    }
  });
});
