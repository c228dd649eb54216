import { describe, expect, test } from 'vitest';
import { readUnit } from '../../yaml/read';
import { validateClusterNetworkPolicy } from './clusterNetworkPolicy';

function validate(yaml: string) {
  const content = readUnit(yaml);
  if (content.state !== 'read') throw new Error(`not readable: ${JSON.stringify(content)}`);
  return validateClusterNetworkPolicy(content.value);
}
const types = 'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\n';
const header = `${types}metadata: {name: p}\n`;
const start = 'tier: Admin, priority: 10, subject: {namespaces: {}}';
const validateSpec = (spec: string) => validate(`${header}spec: {${spec}}`);
const lines = (spec: string) =>
  validateSpec(spec).map(({ code, message, blocking, tolerated }) => {
    return `${code}${blocking ? '' : tolerated ? ' (tolerated)' : ' (warning)'} ${message}`;
  });
const ingress = (rule: string) => `${start}, ingress: [{action: Deny, ${rule}}]`;
const egress = (rule: string) => `${start}, egress: [{action: Deny, ${rule}}]`;
const from = (peer: string) => ingress(`from: [${peer}]`);
const to = (peer: string) => egress(`to: [${peer}]`);
const protocols = (entry: string) => ingress(`from: [{namespaces: {}}], protocols: [${entry}]`);

test('what is right has no problems', () => {
  const spec = `${start},
    ingress: [{name: a, action: Accept, from: [{pods: {podSelector: {matchLabels: {a: b}}}}],
      protocols: [{tcp: {destinationPort: {number: 80}}}, {udp: {destinationPort: {range: {start: 1, end: 2}}}},
        {destinationNamedPort: web}]}],
    egress: [{action: Pass, to: [{networks: [10.0.0.0/8, "fd00::/8"]}, {nodes: {}}, {domainNames: ["*.a.org"]}]}]`;
  expect(validateSpec(spec)).toEqual([]);
});

describe('the words of the API server', () => {
  const many = (count: number, item: string) => Array.from({ length: count }, () => item).join(', ');
  const rows: [spec: string, lines: string[]][] = [
    [
      '',
      [
        'V51 spec.tier: Required value',
        'V52 spec.priority: Required value',
        'V53 spec.subject: Required value',
      ],
    ],
    [
      'tier: Platform, priority: 1001, subject: {}',
      [
        'V51 spec.tier: Unsupported value: "Platform": supported values: "Admin", "Baseline"',
        'V52 spec.priority: Invalid value: 1001: spec.priority in body should be less than or equal to 1000',
        'V53 spec.subject: Invalid value: 0: spec.subject in body should have at least 1 properties',
      ],
    ],
    [
      'tier: Admin, priority: high, subject: null',
      [
        'V52 spec.priority: Invalid value: "string": spec.priority in body must be of type integer: "string"',
        'V53 spec.subject: Invalid value: "null": spec.subject in body must be of type object: "null"',
      ],
    ],
    [
      'tier: Admin, priority: -1, subject: {namespaces: {}, pods: {podSelector: {}}}',
      [
        'V52 spec.priority: Invalid value: -1: spec.priority in body should be greater than or equal to 0',
        'V53 spec.subject: Too many: 2: must have at most 1 items',
      ],
    ],
    [
      `${start}, ingress: [${many(26, '{action: Deny, from: [{namespaces: {}}]}')}]`,
      ['V55 spec.ingress: Too many: 26: must have at most 25 items'],
    ],
    [
      ingress(`name: ${'n'.repeat(101)}, from: [{namespaces: {}}]`),
      ['V56 spec.ingress[0].name: Too long: may not be more than 100 bytes'],
    ],
    [
      `${start}, ingress: [{action: Allow}]`,
      [
        'V58 spec.ingress[0].from: Required value',
        'V57 spec.ingress[0].action: Unsupported value: "Allow": supported values: "Accept", "Deny", "Pass"',
      ],
    ],
    [
      ingress('from: []'),
      [
        'V58 spec.ingress[0].from: Invalid value: 0: spec.ingress[0].from in body should have at least 1 items',
      ],
    ],
    [
      from('{}'),
      [
        'V59 spec.ingress[0].from[0]: Invalid value: 0: spec.ingress[0].from[0] in body should have at least 1 properties',
      ],
    ],
    [to('{namespaces: {}, nodes: {}}'), ['V60 spec.egress[0].to[0]: Too many: 2: must have at most 1 items']],
    [
      to('{networks: [10.0.0.1/8, 10.0.0.1/8, 010.0.0.0/8, "::ffff:10.0.0.0/104"]}'),
      [
        'V61 spec.egress[0].to[0].networks[2]: Invalid value: "string": Invalid CIDR format provided',
        'V61 spec.egress[0].to[0].networks[3]: Invalid value: "string": Invalid CIDR format provided',
        'V61 spec.egress[0].to[0].networks[1]: Duplicate value: "10.0.0.1/8"',
      ],
    ],
    [
      to('{domainNames: [localhost]}'),
      [
        'V62 spec.egress[0].to[0].domainNames[0]: Invalid value: "localhost": spec.egress[0].to[0].domainNames[0] in ' +
          "body should match '^(\\*\\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.)+" +
          "[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.?$'",
      ],
    ],
    [
      protocols('{tcp: {}}'),
      [
        'V64 spec.ingress[0].protocols[0].tcp: Invalid value: 0: spec.ingress[0].protocols[0].tcp in body ' +
          'should have at least 1 properties',
      ],
    ],
    [
      protocols('{tcp: {destinationPort: {number: 0}}}'),
      [
        'V65 spec.ingress[0].protocols[0].tcp.destinationPort.number: Invalid value: 0: ' +
          'spec.ingress[0].protocols[0].tcp.destinationPort.number in body should be greater than or equal to 1',
      ],
    ],
    [
      protocols('{udp: {destinationPort: {range: {start: 5, end: 5}}}}'),
      [
        'V66 spec.ingress[0].protocols[0].udp.destinationPort.range: Invalid value: "object": ' +
          'Start port must be less than End port',
      ],
    ],
    [
      protocols('{sctp: {destinationPort: {range: {start: 5}}}}'),
      ['V66 spec.ingress[0].protocols[0].sctp.destinationPort.range.end: Required value'],
    ],
    [
      egress('to: [{nodes: {}}], protocols: [{destinationNamedPort: web}]'),
      [
        'V67 (tolerated) spec.egress[0]: Invalid value: "object": networks/nodes/domainNames peer cannot be set with ' +
          'namedPorts since there are no namedPorts for networks/nodes/domainNames',
      ],
    ],
    [
      egress('to: [{networks: [10.0.0.0/8]}], protocols: [{destinationNamedPort: web}]'),
      [
        'V67 (warning) spec.egress[0]: networks never match a destinationNamedPort, as addresses have no named ports; ' +
          'the experimental definitions refuse the rule. Write the number of the port.',
      ],
    ],
    [
      from('{pods: {namespaceSelector: {}}}'),
      [
        'V54 (tolerated) spec.ingress[0].from[0].pods.podSelector: Required value: write {} to select everything',
      ],
    ],
    [
      from('{namespaces: {matchExpressions: [{key: a, operator: In}, {operator: Exists}]}}'),
      ['V69 spec.ingress[0].from[0].namespaces.matchExpressions[1].key: Required value'],
    ],
    [
      from('{namespaces: {matchExpressions: [{key: a, operator: In}]}}'),
      [
        'V23 spec.ingress[0].from[0].namespaces.matchExpressions[0].values: Required value: ' +
          "must be specified when `operator` is 'In' or 'NotIn'",
      ],
    ],
    [
      from('{namespaces: {matchLabels: {a: 1}}}'),
      [
        'V69 spec.ingress[0].from[0].namespaces.matchLabels.a: Invalid value: "integer": ' +
          'spec.ingress[0].from[0].namespaces.matchLabels.a in body must be of type string: "integer"',
      ],
    ],
    [
      from('{namespaces: {team: a}}'),
      ['V70 (warning) unknown field "spec.ingress[0].from[0].namespaces.team"'],
    ],
    [
      from('{namespace: {}}'),
      [
        'V70 (warning) unknown field "spec.ingress[0].from[0].namespace"',
        'V59 spec.ingress[0].from[0]: Invalid value: 0: spec.ingress[0].from[0] in body should have at least 1 properties',
      ],
    ],
  ];
  test.each(rows)('%s', (spec, expected) => expect(lines(spec)).toEqual(expected));

  test.each([
    [
      `${types}metadata: {name: P}\nspec: {${start}}`,
      'V50',
      'metadata.name: Invalid value: "P": a lowercase RFC 1123 subdomain',
    ],
    [`${types}spec: {${start}}`, 'V30', 'metadata.name: Required value'],
    [header, 'V50', 'spec: Required value'],
    [header.replace('v1alpha2', 'v1'), 'V45', 'no matches for kind "ClusterNetworkPolicy" in version'],
  ])('%s', (yaml, code, message) => {
    const [problem, ...others] = validate(yaml);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, blocking: true });
    expect(problem?.message.startsWith(message)).toBe(true);
  });
});
