import { describe, expect, test } from 'vitest';
import { readUnit } from '../../yaml/read';
import { validateNetworkPolicy } from './networkPolicy';

const header = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: x}\n';

function validate(yaml: string) {
  const content = readUnit(yaml);
  if (content.state !== 'read') throw new Error(`not readable: ${JSON.stringify(content)}`);
  return validateNetworkPolicy(content.value);
}
const validateSpec = (spec: string) => validate(`${header}spec: {podSelector: {}, ${spec}}`);
const blocking = (spec: string) =>
  validateSpec(spec)
    .filter((problem) => problem.blocking)
    .map((problem) => problem.code);
/** Code and message of everything, blocking or not. */
const lines = (yaml: string) => validate(yaml).map(({ code, message }) => `${code} ${message}`);
const port = (entry: string) => `ingress: [{ports: [${entry}]}]`;
const peer = (entry: string) => `ingress: [{from: [${entry}]}]`;

describe('the micro-fixtures of the specification', () => {
  const fixtures: [spec: string, codes: string[]][] = [
    [port('{port: 0, endPort: 70000}'), ['V2', 'V5']],
    [port('{port: 100, endPort: 70}'), ['V4']],
    [port('{port: web, endPort: 90}'), ['V6']],
    [port('{endPort: 90}'), ['V7']],
    [port('{port: ""}'), ['V3', 'V3']],
    [port('{port: "my--very-long-port-name"}'), ['V3', 'V3']],
    [peer('{}'), ['V9']],
    [peer('{ipBlock: {cidr: ""}, podSelector: {}}'), ['V10', 'V8']],
    [
      'egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8, 11.0.0.0/24, "fd00::/64", 10.1.0.0/16]}}]}]',
      ['V14', 'V14', 'V14'],
    ],
    ['egress: [{to: [{ipBlock: {cidr: 10.0.0.5/8}}]}]', []],
    ['policyTypes: [Ingress, Egress, Ingress]', ['V15']],
    ['policyTypes: [Ingress, Ingress]', []],
    ['policyTypes: [ingress]', ['V16']],
    ['policyTypes: [Ingress], egress: [{}]', []],
  ];
  test.each(fixtures)('%s', (spec, codes) => expect(blocking(spec)).toEqual(codes));

  test('selectors', () => {
    const expressions =
      '[{key: a, operator: In}, {key: b, operator: Exists, values: [x]}, {key: c, operator: Equals, values: [x]}]';
    const spec = `podSelector: {matchExpressions: ${expressions}}`;
    expect(lines(`${header}spec: {${spec}}`)).toEqual([
      "V23 spec.podSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
      "V24 spec.podSelector.matchExpressions[1].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      'V25 spec.podSelector.matchExpressions[2].operator: Invalid value: "Equals": not a valid selector operator',
    ]);
  });

  test('which excepts are outside, and where', () => {
    const problems = validateSpec(
      'egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8, 11.0.0.0/24, "fd00::/64", 10.1.0.0/16]}}]}]',
    );
    const path = ['spec', 'egress', 0, 'to', 0, 'ipBlock', 'except'];
    expect(problems.map((problem) => problem.path)).toEqual([0, 1, 2].map((index) => [...path, index]));
  });
});

describe('the words of the API server', () => {
  const badName =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
    "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  const badValue =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
    "end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
    "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  const badSubdomain =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
    "end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
    "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  const badLabel =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with " +
    "an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  const ports = 'spec.ingress[0].ports[0]';
  const from = 'spec.ingress[0].from[0]';
  const spec: [spec: string, lines: string[]][] = [
    [
      port('{protocol: tcp}'),
      [`V1 ${ports}.protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"`],
    ],
    [
      port('{protocol: ""}'),
      [`V1 ${ports}.protocol: Unsupported value: "": supported values: "TCP", "UDP", "SCTP"`],
    ],
    [
      port('{protocol: "<b>"}'),
      [`V1 ${ports}.protocol: Unsupported value: "\\u003cb\\u003e": supported values: "TCP", "UDP", "SCTP"`],
    ],
    [port('{port: 0}'), [`V2 ${ports}.port: Invalid value: 0: must be between 1 and 65535, inclusive`]],
    [
      port('{port: 65536}'),
      [`V2 ${ports}.port: Invalid value: 65536: must be between 1 and 65535, inclusive`],
    ],
    [port('{port: "80"}'), [`V3 ${ports}.port: Invalid value: "80": must contain at least one letter (a-z)`]],
    [
      port('{port: abcdefghijklmnop}'),
      [`V3 ${ports}.port: Invalid value: "abcdefghijklmnop": must be no more than 15 characters`],
    ],
    [
      port('{port: a_b}'),
      [
        `V3 ${ports}.port: Invalid value: "a_b": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)`,
      ],
    ],
    [port('{port: a--b}'), [`V3 ${ports}.port: Invalid value: "a--b": must not contain consecutive hyphens`]],
    [port('{port: a-}'), [`V3 ${ports}.port: Invalid value: "a-": must not begin or end with a hyphen`]],
    [
      port('{port: 100, endPort: 70}'),
      [`V4 ${ports}.endPort: Invalid value: 70: must be greater than or equal to \`port\``],
    ],
    [
      port('{port: 80, endPort: 70000}'),
      [`V5 ${ports}.endPort: Invalid value: 70000: must be between 1 and 65535, inclusive`],
    ],
    [
      port('{port: web, endPort: 90}'),
      [`V6 ${ports}.endPort: Invalid value: 90: may not be specified when \`port\` is non-numeric`],
    ],
    [
      port('{endPort: 90}'),
      [`V7 ${ports}.endPort: Invalid value: 90: may not be specified when \`port\` is not specified`],
    ],
    [
      peer('{ipBlock: {cidr: 10.0.0.0/8}, namespaceSelector: {}}'),
      [`V8 ${from}: Forbidden: may not specify both ipBlock and another peer`],
    ],
    ...['{}', 'null', '{podSelector: null}', '{ipBlock: null}'].map((entry): [string, string[]] => [
      peer(entry),
      [`V9 ${from}: Required value: must specify a peer`],
    ]),
    [peer('{ipBlock: {}}'), [`V10 ${from}.ipBlock.cidr: Required value`]],
    [peer('{ipBlock: {cidr: "", except: [nonsense]}}'), [`V10 ${from}.ipBlock.cidr: Required value`]],
    [
      peer('{ipBlock: {cidr: 10.0.0.1}}'),
      [
        `V11 ${from}.ipBlock.cidr: Invalid value: "10.0.0.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
      ],
    ],
    [
      peer('{ipBlock: {cidr: "::/0", except: [null]}}'),
      [
        `V11 ${from}.ipBlock.except[0]: Invalid value: "": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)`,
      ],
    ],
    [
      peer('{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}'),
      [`V14 ${from}.ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of \`cidr\``],
    ],
    [
      'policyTypes: [Ingress, Egress, Ingress]',
      [
        'V15 spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes',
      ],
    ],
    [
      'policyTypes: [ingress, null]',
      [
        'V16 spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"',
        'V16 spec.policyTypes[1]: Unsupported value: "": supported values: "Ingress", "Egress"',
      ],
    ],
    [
      peer('{podSelector: {matchLabels: {"a b": "bad space"}}}'),
      [
        `V20 ${from}.podSelector.matchLabels: Invalid value: "a b": name part ${badName}`,
        `V22 ${from}.podSelector.matchLabels: Invalid value: "bad space": ${badValue}`,
      ],
    ],
    [
      peer('{podSelector: {matchLabels: {"/": x, "UP/a": x, a/b/c: x}}}'),
      [
        `V21 ${from}.podSelector.matchLabels: Invalid value: "/": prefix part must be non-empty`,
        `V21 ${from}.podSelector.matchLabels: Invalid value: "/": name part must be non-empty`,
        `V20 ${from}.podSelector.matchLabels: Invalid value: "/": name part ${badName}`,
        `V21 ${from}.podSelector.matchLabels: Invalid value: "UP/a": prefix part ${badSubdomain}`,
        `V21 ${from}.podSelector.matchLabels: Invalid value: "a/b/c": a valid label key ${badName} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ],
    ],
    [
      `podSelector: {matchLabels: {${'a'.repeat(64)}: ${'é'.repeat(32)}}}`,
      [
        `V21 spec.podSelector.matchLabels: Invalid value: "${'a'.repeat(64)}": name part must be no more than 63 bytes`,
        `V22 spec.podSelector.matchLabels: Invalid value: "${'é'.repeat(32)}": must be no more than 63 bytes`,
        `V22 spec.podSelector.matchLabels: Invalid value: "${'é'.repeat(32)}": ${badValue}`,
      ],
    ],
    [
      'podSelector: {matchExpressions: [{operator: in, values: ["a b", null]}]}',
      [
        'V25 spec.podSelector.matchExpressions[0].operator: Invalid value: "in": not a valid selector operator',
        'V26 spec.podSelector.matchExpressions[0].key: Invalid value: "": name part must be non-empty',
        `V26 spec.podSelector.matchExpressions[0].key: Invalid value: "": name part ${badName}`,
        `V26 spec.podSelector.matchExpressions[0].values[0]: Invalid value: "a b": ${badValue}`,
      ],
    ],
  ];
  test.each(spec)('%s', (fragment, expected) => {
    const written = fragment.startsWith('podSelector') ? fragment : `podSelector: {}, ${fragment}`;
    expect(lines(`${header}spec: {${written}}`)).toEqual(expected);
  });

  const versions = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
  const metadata: [metadata: string, lines: string[]][] = [
    ['metadata:', ['V30 metadata.name: Required value: name or generateName is required']],
    ['metadata: {name: ""}', ['V30 metadata.name: Required value: name or generateName is required']],
    ['metadata: {generateName: web-}', []],
    ['metadata: {name: My_Policy}', [`V31 metadata.name: Invalid value: "My_Policy": ${badSubdomain}`]],
    [
      `metadata: {name: ${'a'.repeat(254)}}`,
      [`V31 metadata.name: Invalid value: "${'a'.repeat(254)}": must be no more than 253 bytes`],
    ],
    ['metadata: {name: a.b, namespace: a.b}', [`V32 metadata.namespace: Invalid value: "a.b": ${badLabel}`]],
    ['metadata: {name: p, labels: {a: " "}}', [`V33 metadata.labels: Invalid value: " ": ${badValue}`]],
    ['metadata: {name: p, annotations: {Example.COM/Note: "any text"}}', []],
    [
      'metadata: {name: p, annotations: {a b: x}}',
      [`V34 metadata.annotations: Invalid value: "a b": name part ${badName}`],
    ],
    [
      `metadata: {name: p, annotations: {a: ${'x'.repeat(262_144)}}}`,
      ['V34 metadata.annotations: Too long: may not be more than 262144 bytes'],
    ],
    [
      'metadata: {name: "a\\tb\\"\\e"}',
      [`V31 metadata.name: Invalid value: "a\\tb\\"\\x1b": ${badSubdomain}`],
    ],
  ];
  test.each(metadata)('%s', (written, expected) => {
    expect(lines(versions + written)).toEqual(expected);
  });
});

describe('order and stages', () => {
  test('as the server goes through the spec (V19), metadata first', () => {
    const yaml = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {namespace: Bad}
spec:
  policyTypes: [x]
  egress: [{to: [{}], ports: [{port: 0}]}]
  ingress: [{from: [{}], ports: [{port: 0}]}]
  podSelector: {matchLabels: {a: "!"}}
`;
    expect(validate(yaml).map(({ code, message }) => `${code} ${message.split(':', 1)[0]}`)).toEqual([
      'V30 metadata.name',
      'V32 metadata.namespace',
      'V22 spec.podSelector.matchLabels',
      'V2 spec.ingress[0].ports[0].port',
      'V9 spec.ingress[0].from[0]',
      'V2 spec.egress[0].ports[0].port',
      'V9 spec.egress[0].to[0]',
      'V16 spec.policyTypes[0]',
    ]);
  });

  test('an object that cannot be decoded is looked at no further', () => {
    expect(blocking('policyTypes: Ingress, ingress: [{from: [{}]}]')).toEqual(['V43']);
  });

  test.each([
    '',
    'spec:',
    'spec: {}',
    'spec: {podSelector: , ingress: , egress: , policyTypes: }',
    'spec: {podSelector: {matchLabels: , matchExpressions: []}, ingress: [], policyTypes: []}',
    'spec: {ingress: [null, {from: , ports: }, {from: [], ports: [null, {}, {port: }]}]}',
    'spec: {podSelector: {matchLabels: {a: }}}',
  ])('the API takes empties of every sort: %s', (spec) => {
    expect(validate(header + spec).filter(({ code }) => code !== 'V44')).toEqual([]);
  });
});

describe('types (V43)', () => {
  const rows: [spec: string, message: string][] = [
    [
      'podSelector: {matchLabels: {a: true}}',
      'bool into Go struct field LabelSelector.spec.podSelector.matchLabels of type string',
    ],
    [
      'podSelector: {matchLabels: {a: yes}}',
      'bool into Go struct field LabelSelector.spec.podSelector.matchLabels of type string',
    ],
    [
      'podSelector: {matchLabels: {a: 1.10}}',
      'number into Go struct field LabelSelector.spec.podSelector.matchLabels of type string',
    ],
    [
      'policyTypes: Ingress',
      'string into Go struct field NetworkPolicySpec.spec.policyTypes of type []v1.PolicyType',
    ],
    [
      'policyTypes: [{Ingress: null}]',
      'object into Go struct field NetworkPolicySpec.spec.policyTypes of type v1.PolicyType',
    ],
    [
      port('{endPort: "90"}'),
      'string into Go struct field NetworkPolicyPort.spec.ingress.ports.endPort of type int32',
    ],
    [
      port('{port: 80.5}'),
      'number 80.5 into Go struct field NetworkPolicyPort.spec.ingress.ports.port of type int32',
    ],
    [
      port('{port: 4294967376}'),
      'number 4294967376 into Go struct field NetworkPolicyPort.spec.ingress.ports.port of type int32',
    ],
    [
      port('80'),
      'number into Go struct field NetworkPolicyIngressRule.spec.ingress.ports of type v1.NetworkPolicyPort',
    ],
    [
      'ingress: [{from: {podSelector: {}}}]',
      'object into Go struct field NetworkPolicyIngressRule.spec.ingress.from of type []v1.NetworkPolicyPeer',
    ],
    [
      'ingress: {}',
      'object into Go struct field NetworkPolicySpec.spec.ingress of type []v1.NetworkPolicyIngressRule',
    ],
    [
      'podSelector: {matchExpressions: [{key: a, operator: In, values: b}]}',
      'string into Go struct field LabelSelectorRequirement.spec.podSelector.matchExpressions.values of type []string',
    ],
  ];
  test.each(rows)('%s', (fragment, message) => {
    const written = fragment.startsWith('podSelector') ? fragment : `podSelector: {}, ${fragment}`;
    const problems = validate(`${header}spec: {${written}}`);
    expect(problems).toEqual([
      expect.objectContaining({ code: 'V43', blocking: true, message: `json: cannot unmarshal ${message}` }),
    ]);
  });
});

describe('what is accepted with a warning', () => {
  test.each([
    [
      '10.0.0.5/8',
      'CIDR value "10.0.0.5/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.0.0.5/32"?)',
    ],
    ['010.0.0.0/8', 'non-standard CIDR value "010.0.0.0/8" is invalid: use "10.0.0.0/8"'],
    ['10.0.0.0/08', 'non-standard CIDR value "10.0.0.0/08" is invalid: use "10.0.0.0/8"'],
    ['::ffff:10.0.0.0/104', 'non-standard CIDR value "::ffff:10.0.0.0/104" is invalid: use "10.0.0.0/8"'],
    [
      '2001:DB8::/32',
      'IPv6 CIDR value "2001:DB8::/32" should be in RFC 5952 canonical format ("2001:db8::/32")',
    ],
  ])('the block %s (V12)', (cidr, warning) => {
    expect(validateSpec(peer(`{ipBlock: {cidr: "${cidr}"}}`))).toEqual([
      {
        code: 'V12',
        path: ['spec', 'ingress', 0, 'from', 0, 'ipBlock', 'cidr'],
        message: `spec.ingress[0].from[0].ipBlock.cidr: ${warning}`,
        blocking: false,
      },
    ]);
  });

  test.each([
    ['10.0.0.5/8', 'must not have bits set beyond the prefix length'],
    ['010.0.0.5/8', 'must not have leading 0s in IP or prefix length'],
    ['10.0.0.0/08', 'must not have leading 0s in IP or prefix length'],
    ['::ffff:10.0.0.5/104', 'must not have an IPv4-mapped IPv6 address'],
  ])('the block %s, which servers from 1.36 on refuse (V12, V13)', (cidr, complaint) => {
    const content = readUnit(`${header}spec: {${peer(`{ipBlock: {cidr: "${cidr}"}}`)}}`);
    if (content.state !== 'read') throw new Error('not readable');
    const path = 'spec.ingress[0].from[0].ipBlock.cidr';
    expect(validateNetworkPolicy(content.value, '1.36')).toEqual([
      expect.objectContaining({
        code: 'V12',
        blocking: true,
        message: `${path}: Invalid value: "${cidr}": ${complaint}`,
      }),
    ]);
  });

  test('the writing of an IPv6 block, a warning of all servers', () => {
    const value = {
      metadata: { name: 'p' },
      spec: JSON.parse('{"egress":[{"to":[{"ipBlock":{"cidr":"2001:DB8::/32"}}]}]}'),
    };
    const problems = validateNetworkPolicy({ apiVersion: 'networking.k8s.io/v1', ...value }, '1.36');
    expect(problems).toEqual([expect.objectContaining({ code: 'V12', blocking: false })]);
  });

  const surprises: [spec: string, path: string, effect: string][] = [
    ['podSelector: {matchLabels: }', 'spec.podSelector.matchLabels', 'selects all pods of the namespace'],
    ['podSelector: {matchLabels: {a: }}', 'spec.podSelector.matchLabels.a', 'only a label a that is empty'],
    [port('{port: }'), 'spec.ingress[0].ports[0].port', 'every port of the protocol is meant'],
    ['ingress: [{from: }]', 'spec.ingress[0].from', 'everyone is meant'],
    [
      peer('{podSelector: {}, namespaceSelector: }'),
      'spec.ingress[0].from[0].namespaceSelector',
      'only pods of the own namespace are meant',
    ],
  ];
  test.each(surprises)('a key without a value (V44): %s', (spec, path, effect) => {
    const problems = validate(`${header}spec: {${spec}}`);
    expect(problems).toEqual([expect.objectContaining({ code: 'V44', blocking: false, atKey: true })]);
    expect(problems[0]?.message).toMatch(`${path} is written without a value`);
    expect(problems[0]?.message).toContain(effect);
  });

  const unknown: [spec: string, path: string, effect: string][] = [
    ['spec: {podSelector: {app: web}}', 'spec.podSelector.app', 'selects all pods of the namespace'],
    [
      'spec: {ingress: [{from: [{namespaceSelector: {name: x}}]}]}',
      'spec.ingress[0].from[0].namespaceSelector.name',
      'matches all namespaces',
    ],
    [
      'spec: {ingress: [{from: [{podSelector: {}, ports: []}]}]}',
      'spec.ingress[0].from[0].ports',
      'every port',
    ],
    [
      'spec: {PolicyTypes: []}',
      'spec.PolicyTypes',
      'Write policyTypes. kubectl refuses it by default; a server that only warns drops it, and ' +
        'without policyTypes Ingress is judged, and Egress where egress rules are written.',
    ],
    ['policyTypes: [Egress]', 'policyTypes', 'without policyTypes Ingress is judged'],
    ['spec: {podselector: {}}', 'spec.podselector', 'all pods of the namespace are selected'],
    ['spec: {namespaceSelector: {}}', 'spec.namespaceSelector', 'it has no effect'],
    ['status: {}', 'status', 'it has no effect'],
    ['spec: {__proto__: []}', 'spec.__proto__', 'no effect'],
    ['spec: {constructor: []}', 'spec.constructor', 'no effect'],
  ];
  test.each(unknown)('unknown fields (V40): %s', (written, path, effect) => {
    const problems = validate(header + written);
    expect(problems).toEqual([expect.objectContaining({ code: 'V40', blocking: false, atKey: true })]);
    expect(problems[0]?.message).toBe(`unknown field "${path}"`);
    expect(problems[0]?.consequence).toContain(effect);
  });
});

describe('versions (V45)', () => {
  test.each([
    [
      'extensions/v1beta1',
      'no matches for kind "NetworkPolicy" in version "extensions/v1beta1": write networking.k8s.io/v1',
    ],
    ['v1', 'no matches for kind "NetworkPolicy" in version "v1": write networking.k8s.io/v1'],
    ['', 'apiVersion not set: write networking.k8s.io/v1'],
  ])('%j is not served', (version, message) => {
    expect(validate(`apiVersion: ${version}\nkind: NetworkPolicy\nmetadata: {name: p}`)).toEqual([
      { code: 'V45', path: ['apiVersion'], message, blocking: true },
    ]);
  });
});
