import { describe, expect, test } from 'vitest';
import { readUnit } from '../yaml/read';
import { readNetworkPolicy } from './networkPolicy';

function read(spec: string, metadata = '{name: p, namespace: x}') {
  const content = readUnit(
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\n${spec}\n`,
  );
  if (content.state !== 'read') throw new Error(spec);
  return readNetworkPolicy(content.value);
}
const ingress = (rules: string) => read(`spec: {ingress: ${rules}}`).ingress;

describe('who it is', () => {
  test('its namespace defaults to default (S25)', () => {
    expect(read('', '{name: p}')).toMatchObject({
      id: 'NetworkPolicy/default/p',
      namespace: 'default',
      name: 'p',
    });
  });
});

describe('directions (S2)', () => {
  test.each([
    ['', ['ingress']],
    ['spec:', ['ingress']],
    ['spec: {egress: []}', ['ingress']],
    ['spec: {egress: [{}]}', ['ingress', 'egress']],
    ['spec: {egress: [null]}', ['ingress', 'egress']],
    ['spec: {policyTypes: [], egress: [{}]}', ['ingress', 'egress']],
    ['spec: {policyTypes: , egress: }', ['ingress']],
    ['spec: {policyTypes: [Egress]}', ['egress']],
    ['spec: {policyTypes: [Ingress, Ingress], egress: [{}]}', ['ingress']],
  ])('%s', (spec, directions) => expect([...read(spec).directions]).toEqual(directions));
});

describe('empties (A9)', () => {
  test.each(['', 'spec: {ingress: }', 'spec: {ingress: []}'])('no rule at all: %s', (spec) => {
    expect(read(spec).ingress).toEqual([]);
  });

  test.each(['[{}]', '[null]', '[{from: , ports: }]', '[{from: [], ports: []}]'])(
    'a rule without peers and ports means everyone: %s',
    (rules) => expect(ingress(rules)).toEqual([{}]),
  );

  test('selectors: absent and null are not set, empty ones are', () => {
    expect(
      ingress('[{from: [{podSelector: {}, namespaceSelector: }, {namespaceSelector: {matchLabels: }}]}]'),
    ).toEqual([
      {
        peers: [
          { type: 'pods', podSelector: {} },
          { type: 'pods', namespaceSelector: {} },
        ],
      },
    ]);
    expect(read('spec: {podSelector: }').podSelector).toEqual({});
  });

  test('ports: TCP is the default; null is not set', () => {
    expect(
      ingress('[{ports: [{}, null, {port: }, {protocol: UDP, port: dns}, {port: 1, endPort: 9}]}]'),
    ).toEqual([
      {
        ports: [
          { protocol: 'TCP' },
          { protocol: 'TCP' },
          { protocol: 'TCP' },
          { protocol: 'UDP', port: 'dns' },
          { protocol: 'TCP', port: 1, endPort: 9 },
        ],
      },
    ]);
  });

  test('a label without a value is the empty string (V44)', () => {
    const { podSelector } = read('spec: {podSelector: {matchLabels: {a: , __proto__: x}}}');
    expect(Object.entries(podSelector.matchLabels ?? {})).toEqual([
      ['a', ''],
      ['__proto__', 'x'],
    ]);
  });
});

test('address blocks are read with their excepts', () => {
  const [rule] = read(
    'spec: {egress: [{to: [{ipBlock: {cidr: 10.0.0.0/30, except: [10.0.0.1/32]}}]}]}',
  ).egress;
  expect(rule?.peers).toEqual([
    {
      type: 'ipBlock',
      cidr: '10.0.0.0/30',
      except: ['10.0.0.1/32'],
      intervals: [
        { family: 4, first: 0x0a000000n, last: 0x0a000000n },
        { family: 4, first: 0x0a000002n, last: 0x0a000003n },
      ],
    },
  ]);
});

test('unknown fields are dropped, as a server drops them (V41)', () => {
  expect(
    read('spec: {podSelector: {app: web}, ingress: [{from: [{podSelector: {}, ports: [{port: 1}]}]}]}'),
  ).toMatchObject({
    podSelector: {},
    ingress: [{ peers: [{ type: 'pods', podSelector: {} }] }],
  });
});
