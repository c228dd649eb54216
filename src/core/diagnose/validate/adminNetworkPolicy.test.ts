import { describe, expect, test } from 'vitest';
import { readUnit } from '../../yaml/read';
import { validateAdminNetworkPolicy } from './adminNetworkPolicy';

type Kind = 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';

function lines(kind: Kind, spec: string, name = 'default') {
  const content = readUnit(
    `apiVersion: policy.networking.k8s.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}`,
  );
  if (content.state !== 'read') throw new Error(`not readable: ${JSON.stringify(content)}`);
  return validateAdminNetworkPolicy(content.value, kind).map(
    ({ code, message, blocking, tolerated }) =>
      `${code}${blocking ? '' : tolerated ? ' (tolerated)' : ' (warning)'} ${message}`,
  );
}
const admin = (spec: string) => lines('AdminNetworkPolicy', `priority: 5, ${spec}`);
const baseline = (spec: string, name?: string) => lines('BaselineAdminNetworkPolicy', spec, name);

const subject = 'subject: {namespaces: {}}';
const everyone = '{pods: {namespaceSelector: {}, podSelector: {}}}';
const ports = (entry: string) =>
  `${subject}, ingress: [{action: Allow, from: [${everyone}], ports: [${entry}]}]`;

describe('what is right has no problems', () => {
  const port = '{portNumber: {port: 80}}, {portRange: {protocol: UDP, start: 9, end: 1}}, {namedPort: web}';
  const egress = `egress: [{name: out, action: Deny, to: [{networks: ["::/0"]}, {nodes: {}}]}]`;
  test('of an AdminNetworkPolicy', () => expect(admin(`${ports(port)}, ${egress}`)).toEqual([]));
  test('of a BaselineAdminNetworkPolicy', () => expect(baseline(`${ports(port)}, ${egress}`)).toEqual([]));
});

const rule = 'spec.ingress[0]';
test.each<[lines: string[], expected: string[]]>([
  [
    baseline(subject, 'other'),
    [
      'V71 <nil>: Invalid value: "object": Only one baseline admin network policy with metadata.name="default" ' +
        'can be created in the cluster',
    ],
  ],
  [lines('AdminNetworkPolicy', subject), ['V72 spec.priority: Required value']],
  [baseline(`priority: 1, ${subject}`), ['V70 (warning) unknown field "spec.priority"']],
  [admin('ingress: []'), ['V73 spec.subject: Required value']],
  [
    baseline(`${subject}, ingress: [{action: Pass, from: [${everyone}]}]`),
    [`V75 ${rule}.action: Unsupported value: "Pass": supported values: "Allow", "Deny"`],
  ],
  [
    admin(`${subject}, ingress: [{action: Pass, from: []}]`),
    [`V76 ${rule}.from: Invalid value: 0: ${rule}.from in body should have at least 1 items`],
  ],
  [
    admin(`${subject}, ingress: [{action: Pass, from: [{networks: [10.0.0.0/8]}]}]`),
    [
      `V70 (warning) unknown field "${rule}.from[0].networks"`,
      `V77 ${rule}.from[0]: Invalid value: 0: ${rule}.from[0] in body should have at least 1 properties`,
    ],
  ],
  [
    baseline(`${subject}, egress: [{action: Deny, to: [{domainNames: [a.org]}]}]`),
    [
      'V70 (warning) unknown field "spec.egress[0].to[0].domainNames"',
      'V77 spec.egress[0].to[0]: Invalid value: 0: spec.egress[0].to[0] in body should have at least 1 properties',
    ],
  ],
  [
    admin(`${subject}, ingress: [{action: Pass, from: [{pods: {podSelector: {}}}]}]`),
    [`V77 (tolerated) ${rule}.from[0].pods.namespaceSelector: Required value: write {} to select everything`],
  ],
  [
    admin(ports('{portNumber: {protocol: tcp, port: 80}}')),
    [
      `V78 ${rule}.ports[0].portNumber.protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"`,
    ],
  ],
  [
    admin(ports('{portRange: {start: 1}, namedPort: web}')),
    [`V78 ${rule}.ports[0]: Too many: 2: must have at most 1 items`],
  ],
])('%j', (found, expected) => expect(found).toEqual(expected));

describe('fields of the first releases (S66)', () => {
  test.each([
    [
      'subject: {namespaces: {namespaceSelector: {matchLabels: {a: b}}}}',
      'subject.namespaces.namespaceSelector',
    ],
    [
      `${subject}, ingress: [{action: Deny, from: [{namespaces: {sameLabels: [a]}}]}]`,
      'ingress[0].from[0].namespaces.sameLabels',
    ],
    [
      `${subject}, ingress: [{action: Deny, from: [{pods: {podSelector: {}, namespaces: {}}}]}]`,
      'ingress[0].from[0].pods.namespaces',
    ],
  ])('%s', (spec, path) => {
    const refused = admin(spec).filter((line) => line.startsWith('S66 '));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(`unknown field "spec.${path}"`);
  });
});
