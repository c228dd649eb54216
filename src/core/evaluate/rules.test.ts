/**
 * The rules of the specification one by one, as users would try them: manifests as text in, verdicts out. The examples
 * of the specification are in specExamples.test.ts, what depends on the network plugin is in explain.
 */
import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze';
import { explainFlow } from '../explain/explain';
import type { Protocol } from '../model/cluster';
import { readSourceFile } from '../text/workspace';
import { toAddressParty } from './flows';

const pod = (path: string, labels: string, ip: string, ports: string, rest = ''): string => {
  const [namespace, name] = path.split('/');
  return (
    `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}, ` +
    `spec: {${rest}containers: [{name: c, ports: ${ports}}]}, status: {podIP: ${ip}}}`
  );
};
const world = [
  '{apiVersion: v1, kind: Namespace, metadata: {name: x, labels: {team: a}}}',
  '{apiVersion: v1, kind: Namespace, metadata: {name: z, labels: {team: b}}}',
  pod('x/a', '{app: a}', '10.0.1.1', '[{name: http, containerPort: 80}]'),
  pod('x/b', '{app: b, tier: be}', '10.0.1.2', '[{name: http, containerPort: 8080}]'),
  pod('x/c', '{}', '10.0.1.3', '[]'),
  pod('z/a', '{app: a}', '10.0.2.1', '[{name: http, containerPort: 80}]'),
  pod('z/h', '{app: a}', '192.168.1.10', '[]', 'hostNetwork: true, '),
];

/** A NetworkPolicy of namespace x, for its pods app=a unless the spec says otherwise. */
const np = (spec: string, name = 'p'): string => {
  const podSelector = spec.includes('podSelector: {}, policy')
    ? ''
    : 'podSelector: {matchLabels: {app: a}}, ';
  return (
    `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: x}, ` +
    `spec: {${podSelector}${spec}}}`
  );
};
/** A ClusterNetworkPolicy for the namespaces of team a. */
const cnp = (tier: string, priority: number, rules: string): string =>
  '{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, ' +
  `metadata: {name: ${tier.toLowerCase()}-${priority}}, spec: {tier: ${tier}, priority: ${priority}, ` +
  `subject: {namespaces: {matchLabels: {team: a}}}, ${rules}}}`;

/** What the core says of these questions, each `source -> destination PROTOCOL PORT`, over some documents. */
function verdicts(documents: readonly string[], lines: readonly string[]): string[] {
  const { connectivity } = analyze([readSourceFile('all.yaml', documents.join('\n---\n'))]);
  const { workloads } = connectivity.cluster;
  const endOf = (text: string) => {
    const found = workloads.find(({ namespace, name }) => `${namespace}/${name}` === text);
    const end = found?.id ?? toAddressParty(connectivity, text);
    if (end === undefined) throw new Error(`nobody is ${text}`);
    return end;
  };
  return lines.map((line) => {
    const [, from = '', to = '', protocol, port] = /^(\S+) -> (\S+) (\w+) (\d+) = /.exec(line) ?? [];
    const query = { protocol: protocol as Protocol | 'other', port: Number(port) };
    const { verdict } = explainFlow(connectivity, endOf(from), endOf(to), query);
    return line.replace(/= .*/, `= ${verdict === 'allowed' ? 'ALLOW' : 'DENY'}`);
  });
}

type Rule = readonly [rule: string, documents: readonly string[], lines: readonly string[]];

describe('NetworkPolicies', () => {
  test.each<Rule>([
    [
      'S5 a pod is isolated by direction',
      [np('policyTypes: [Ingress]')],
      ['x/b -> x/a TCP 80 = DENY', 'x/a -> x/b TCP 80 = ALLOW', 'x/b -> x/c TCP 80 = ALLOW'],
    ],
    [
      'S6 policies add up, in whatever order',
      [np('ingress: [{ports: [{port: 1}]}]', 'q'), np('ingress: [{ports: [{port: 2}]}]', 'o')],
      ['x/b -> x/a TCP 1 = ALLOW', 'x/b -> x/a TCP 2 = ALLOW', 'x/b -> x/a TCP 3 = DENY'],
    ],
    ['S7 no rules let nothing in', [np('ingress: []')], ['x/b -> x/a TCP 80 = DENY']],
    ['S7 one rule without constraints lets all in', [np('ingress: [{}]')], ['z/h -> x/a SCTP 9 = ALLOW']],
    ['S7 so does a null', [np('ingress: [null]')], ['203.0.113.7 -> x/a other 0 = ALLOW']],
    [
      'S8 both ends decide, and an address has no say',
      [np('policyTypes: [Egress], egress: [{ports: [{port: 80}]}]')],
      ['x/a -> x/b TCP 80 = ALLOW', 'x/a -> x/b TCP 81 = DENY', 'x/a -> 203.0.113.7 TCP 80 = ALLOW'],
    ],
    [
      'S9 replies need no rule',
      [np('policyTypes: [Ingress, Egress], egress: [{to: [{podSelector: {matchLabels: {app: b}}}]}]')],
      ['x/a -> x/b TCP 80 = ALLOW', 'x/b -> x/a TCP 80 = DENY'],
    ],
    [
      'S11 an empty list of peers is anyone',
      [np('ingress: [{from: []}]')],
      ['z/a -> x/a TCP 80 = ALLOW', 'z/h -> x/a TCP 80 = ALLOW', '2001:db8::1 -> x/a TCP 80 = ALLOW'],
    ],
    [
      'S12, S13 peers are alternatives, their selectors are not',
      [
        np(
          'ingress: [{from: [{namespaceSelector: {matchLabels: {team: b}}, podSelector: {matchLabels: {app: z}}}, ' +
            '{podSelector: {matchLabels: {tier: be}}}]}]',
        ),
      ],
      ['z/a -> x/a TCP 80 = DENY', 'x/b -> x/a TCP 80 = ALLOW', 'x/c -> x/a TCP 80 = DENY'],
    ],
    [
      'S14 an empty selector is not an absent one',
      [np('ingress: [{from: [{namespaceSelector: {}}]}]')],
      ['z/a -> x/a TCP 80 = ALLOW', 'z/h -> x/a TCP 80 = DENY', '203.0.113.7 -> x/a TCP 80 = DENY'],
    ],
    [
      'S14 a null selector is absent',
      [np('ingress: [{from: [{podSelector: {}, namespaceSelector: null}]}]')],
      ['x/c -> x/a TCP 80 = ALLOW', 'z/a -> x/a TCP 80 = DENY'],
    ],
    [
      'S15, S21 a block is a peer of its own, and so is what it excepts',
      [
        np('ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.7/32]}}]}]'),
        np('ingress: [{from: [{ipBlock: {cidr: 203.0.113.7/32}}], ports: [{port: 80}]}]', 'q'),
      ],
      [
        '203.0.113.8 -> x/a TCP 81 = ALLOW',
        '203.0.113.7 -> x/a TCP 81 = DENY',
        '203.0.113.7 -> x/a TCP 80 = ALLOW',
      ],
    ],
    [
      'S16 whom a peer selects need not be selected by a policy',
      [np('ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}}]}]')],
      ['x/c -> x/a TCP 80 = ALLOW', 'x/b -> x/a TCP 80 = DENY'],
    ],
    [
      'S19 a policy whose selector is no selector is not judged',
      [np('ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: Is}]}}]}]')],
      ['x/b -> x/a TCP 80 = ALLOW'],
    ],
    [
      'S20 a mapped address is one of IPv4',
      [np('ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]')],
      ['::ffff:203.0.113.7 -> x/a TCP 80 = ALLOW'],
    ],
    [
      'S28 an empty list of ports is any',
      [np('ingress: [{from: [{podSelector: {}}], ports: []}]')],
      ['x/b -> x/a UDP 9 = ALLOW', 'x/b -> x/a other 0 = ALLOW', 'z/a -> x/a UDP 9 = DENY'],
    ],
    [
      'S29 an entry without a protocol is TCP, without a port any of them',
      [np('ingress: [{ports: [{}, {protocol: UDP, port: 53}]}]')],
      ['z/a -> x/a TCP 9 = ALLOW', 'z/a -> x/a UDP 9 = DENY', 'z/a -> x/a UDP 53 = ALLOW'],
    ],
    [
      'S37, S91 pods have the labels of their template, and no address',
      [
        '{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: x, labels: {app: a}}, ' +
          'spec: {selector: {matchLabels: {app: a}}, template: {metadata: {namespace: z, labels: {app: z}}}}}',
        np(
          'podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: z}}}]}]',
        ),
      ],
      ['x/d -> x/c TCP 80 = ALLOW', 'x/a -> x/c TCP 80 = DENY', 'z/a -> x/d TCP 80 = DENY'],
    ],
    [
      'S39 names are looked up like anything else',
      [np('policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]')],
      ['x/a -> x/b UDP 53 = ALLOW', 'x/a -> z/a UDP 53 = DENY'],
    ],
    [
      'S93 replicas obey policies among each other',
      [
        '{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: x}, ' +
          'spec: {replicas: 2, template: {metadata: {labels: {app: a}}}}}',
        np('ingress: [{from: [{podSelector: {matchLabels: {app: b}}}]}]'),
      ],
      ['x/d -> x/d TCP 80 = DENY', 'x/a -> x/a TCP 80 = ALLOW'],
    ],
    [
      'S94 the ports of sidecars have names, those of a pod with two protocols both',
      [
        '{apiVersion: v1, kind: Pod, metadata: {name: s, namespace: x, labels: {app: a}}, spec: {initContainers: ' +
          '[{name: i, restartPolicy: Always, ports: [{name: web, containerPort: 81}]}], containers: ' +
          '[{name: c, ports: [{name: dns, containerPort: 53}, {name: dns, containerPort: 53, protocol: UDP}]}]}}',
        np('ingress: [{ports: [{port: web}, {port: dns, protocol: UDP}]}]'),
      ],
      [
        'z/a -> x/s TCP 81 = ALLOW',
        'z/a -> x/s UDP 53 = ALLOW',
        'z/a -> x/s TCP 53 = DENY',
        'z/a -> x/a TCP 81 = DENY',
      ],
    ],
    [
      'S98 of two objects of one name the last one counts',
      [np('ingress: [{}]'), np('ingress: []')],
      ['x/b -> x/a TCP 80 = DENY'],
    ],
  ])('%s', (_rule, documents, lines) => {
    expect(verdicts([...world, ...documents], lines)).toEqual(lines);
  });

  test('S99 addresses fall into as many ranges as the blocks tell apart', () => {
    const policy = np('ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]');
    const { connectivity } = analyze([readSourceFile('all.yaml', [...world, policy].join('\n---\n'))]);
    expect(connectivity.addressRanges).toHaveLength(3);
  });
});

describe('the tiers', () => {
  const toB = 'to: [{namespaces: {matchLabels: {team: b}}}]';
  const fromB = 'from: [{namespaces: {matchLabels: {team: b}}}]';
  test.each<Rule>([
    [
      'S51 Admin goes before NetworkPolicies, they before Baseline',
      [
        cnp(
          'Admin',
          1,
          `ingress: [{action: Accept, ${fromB}, protocols: [{tcp: {destinationPort: {number: 1}}}]}]`,
        ),
        cnp('Baseline', 1, 'ingress: [{action: Deny, from: [{namespaces: {}}]}]'),
        np('ingress: [{ports: [{port: 2}]}]'),
      ],
      [
        'z/a -> x/a TCP 1 = ALLOW',
        'z/a -> x/a TCP 2 = ALLOW',
        'z/a -> x/a TCP 3 = DENY',
        'z/a -> x/b TCP 3 = DENY',
        '203.0.113.7 -> x/b TCP 3 = ALLOW',
      ],
    ],
    [
      'S52 the first rule that matches decides, and Pass leaves the tier',
      [
        cnp('Admin', 2, `ingress: [{action: Deny, ${fromB}}]`),
        cnp(
          'Admin',
          1,
          `ingress: [{action: Pass, ${fromB}, protocols: [{tcp: {destinationPort: {number: 1}}}]}]`,
        ),
        cnp('Admin', 3, `ingress: [{action: Accept, ${fromB}}]`),
      ],
      ['z/a -> x/a TCP 1 = ALLOW', 'z/a -> x/a TCP 2 = DENY'],
    ],
    [
      'S57 networks match pods, and every protocol of the family',
      [cnp('Admin', 1, 'egress: [{action: Deny, to: [{networks: [10.0.2.0/24]}]}]')],
      ['x/a -> z/a other 0 = DENY', 'x/a -> x/b TCP 80 = ALLOW', 'x/a -> 10.0.2.9 UDP 9 = DENY'],
    ],
    [
      'S61 a peer that is not known is refused, not guessed',
      [cnp('Admin', 1, 'egress: [{action: Deny, to: [{planets: {}}]}]')],
      ['x/a -> z/a TCP 80 = ALLOW'],
    ],
    [
      'S62 a pod and itself is none of their business',
      [cnp('Admin', 1, 'ingress: [{action: Deny, from: [{namespaces: {}}]}]')],
      ['x/a -> x/a TCP 80 = ALLOW', 'x/b -> x/a TCP 80 = DENY'],
    ],
    [
      'S63 to be accepted at one end is not to be accepted at the other',
      [
        cnp('Admin', 1, `egress: [{action: Accept, ${toB}}]`),
        '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: q, namespace: z}, spec: {}}',
        np('podSelector: {}, policyTypes: [Egress]'),
      ],
      ['x/a -> z/a TCP 80 = DENY', 'x/a -> z/h TCP 80 = DENY', 'x/a -> x/b TCP 80 = DENY'],
    ],
  ])('%s', (_rule, documents, lines) => {
    expect(verdicts([...world, ...documents], lines)).toEqual(lines);
  });
});
