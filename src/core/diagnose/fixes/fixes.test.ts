import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze';
import { planFix } from '../../planFix';
import { documents, inventory, policy, tierPolicy } from '../../testing/lintCases/ruleCase';
import { applyChanges, readSourceFile } from '../../text/workspace';
import { lint } from '../lint/lint';

/** What the fix of the first finding of a rule makes of policies; undefined: none is offered. */
function fixed(code: string, text: string, index = 0) {
  const files = [readSourceFile('cluster.yaml', inventory), readSourceFile('p.yaml', text)];
  const analysis = analyze(files);
  const found = lint(analysis).find((each) => each.code === code);
  const fix = found?.fixes?.[index];
  if (!found || !fix) return undefined;
  const plan = planFix(files, analysis, found, fix);
  if (plan.type === 'refusal') return { refusal: plan.reason };
  const after = applyChanges(files, plan.transaction.changes);
  const left = lint(analyze(after)).filter((each) => each.code === code);
  return { title: fix.title, text: after[1]?.text, changes: plan.changes, left };
}

const spec = (lines: string) => policy(`podSelector: {matchLabels: {app: web}}\n${lines}`);

describe('L91 moves a field to where it belongs', () => {
  test.each([
    [
      'the selectors of a rule without peers',
      'ingress:\n- podSelector:\n    matchLabels:\n      app: api # who\n  ports:\n  - port: 80',
      'ingress:\n- ports:\n  - port: 80\n  from:\n  - podSelector:\n      matchLabels:\n        app: api',
    ],
    [
      'a block in an egress rule',
      'policyTypes: [Egress]\negress:\n- ipBlock:\n    cidr: 10.0.0.0/8',
      'policyTypes: [Egress]\negress:\n- to:\n  - ipBlock:\n      cidr: 10.0.0.0/8',
    ],
    [
      'peers and ports of a policy without rules',
      'policyTypes: [Ingress]\nfrom:\n- podSelector: {}\nports:\n- port: 80',
      'policyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}\n  ports:\n  - port: 80',
    ],
    [
      'policyTypes that are indented too far',
      'ingress:\n- from:\n  - podSelector: {}\n  policyTypes:\n  - Ingress',
      'ingress:\n- from:\n  - podSelector: {}\npolicyTypes:\n- Ingress',
    ],
    [
      'ports beside the only rule',
      'policyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}\nports:\n- port: 80',
      'policyTypes: [Ingress]\ningress:\n- from:\n  - podSelector: {}\n  ports:\n  - port: 80',
    ],
  ])('%s', (_name, lines, becomes) => {
    expect(fixed('L91', spec(lines))).toMatchObject({ text: spec(becomes), left: [] });
  });

  test.each([
    ['a rule has peers already', 'ingress:\n- from:\n  - podSelector: {}\n  ipBlock: {cidr: 10.0.0.0/8}'],
    [
      'it may belong to either of two rules',
      'ingress:\n- from: [{podSelector: {}}]\n- {}\nports:\n- port: 80',
    ],
    ['the policy has rules of the direction', 'ingress:\n- {}\nfrom:\n- podSelector: {}'],
    ['from is in an egress rule', 'egress:\n- from:\n  - podSelector: {}'],
  ])('but not where %s', (_name, lines) => {
    expect(fixed('L91', spec(lines))).toBeUndefined();
  });
});

describe('L98 writes a list', () => {
  test('of rules: none, or one that allows everything', () => {
    const text = spec('policyTypes:\n- Egress\negress: {}');
    expect(fixed('L98', text)).toMatchObject({ text: text.replace('{}\n', '[]\n'), left: [] });
    expect(fixed('L98', text, 1)).toMatchObject({
      text: text.replace('egress: {}', 'egress:\n  - {}'),
      left: [],
    });
  });

  test('of exceptions or requirements, but not of peers, which would be everyone', () => {
    const block = spec('ingress:\n- from:\n  - ipBlock: {cidr: 10.0.0.0/8, except: {}}');
    expect(fixed('L98', block)).toMatchObject({ text: block.replace('except: {}', 'except: []') });
    expect(fixed('L98', spec('ingress:\n- from: {}'))).toBeUndefined();
  });
});

describe('L99 makes a ClusterNetworkPolicy of the older kinds', () => {
  const rules = `ingress:
- name: web # kept
  action: Allow
  from:
  - pods:
      namespaceSelector: {}
      podSelector: {matchLabels: {app: web}}
  ports:
  - portNumber: {port: 5432}
  - portRange: {protocol: UDP, start: 5000, end: 5010}
  - namedPort: sql
- action: Deny
  from:
  - namespaces: {}`;
  const admin = (lines: string) =>
    tierPolicy('AdminNetworkPolicy', 'guard', `priority: 7\nsubject:\n  namespaces: {}\n${lines}`);

  test('with the same meaning', () => {
    const plan = fixed('L99', admin(rules));
    expect(plan).toMatchObject({ title: 'Rewrite it as a ClusterNetworkPolicy', changes: [], left: [] });
    expect(plan?.text).toBe(`apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: guard
spec:
  priority: 7
  subject:
    namespaces: {}
  ingress:
  - name: web # kept
    action: Accept
    from:
    - pods:
        namespaceSelector: {}
        podSelector: {matchLabels: {app: web}}
    protocols:
    - tcp:
        destinationPort:
          number: 5432
    - udp:
        destinationPort:
          range:
            start: 5000
            end: 5010
    - destinationNamedPort: sql
  - action: Deny
    from:
    - namespaces: {}
  tier: Admin
`);
  });

  test('also of the baseline', () => {
    const text = tierPolicy(
      'BaselineAdminNetworkPolicy',
      'default',
      'subject:\n  namespaces: {}\ningress:\n- action: Deny\n  from:\n  - namespaces: {}',
    );
    const plan = fixed('L99', text);
    expect(plan).toMatchObject({ changes: [], left: [] });
    expect(plan?.text).toMatch(/tier: Baseline\n {2}priority: 0\n$/);
  });

  test('not where there is no word for it, or too much', () => {
    const rule = (port: string) =>
      `ingress:\n- action: Deny\n  from:\n  - namespaces: {}\n  ports:\n  - ${port}`;
    expect(fixed('L99', admin(rule('portRange: {start: 9, end: 8}')))).toBeUndefined();
    expect(fixed('L99', admin(rule('portNumber: {port: 9, protocol: ICMP}')))).toBeUndefined();
    const many = Array.from({ length: 26 }, () => '- action: Deny\n  from:\n  - namespaces: {}').join('\n');
    expect(fixed('L99', admin(`ingress:\n${many}`))).toBeUndefined();
  });

  test('not where another policy has the name', () => {
    const other = tierPolicy(
      'ClusterNetworkPolicy',
      'guard',
      'tier: Admin\npriority: 8\nsubject:\n  namespaces: {}\negress: []',
    );
    expect(fixed('L99', documents(admin(rules), other))).toMatchObject({
      refusal: 'Another object has this name already, and one would replace the other.',
    });
  });
});

test('L99 gives policies of Calico the version of its API, unless they are as it stores them', () => {
  const stored = (name: string) =>
    `apiVersion: crd.projectcalico.org/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}}\nspec: {types: [Ingress]}\n`;
  expect(fixed('L99', stored('web'))).toMatchObject({
    text: stored('web').replace('crd.projectcalico.org/v1', 'projectcalico.org/v3'),
    left: [],
  });
  expect(fixed('L99', stored('default.web'))).toBeUndefined();
});
