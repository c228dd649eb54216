import { describe, expect, test } from 'vitest';
import { applyEdits } from '../text/edit';
import { appendItem } from './appendItem';
import { insertItem } from './insertItem';
import { toYaml } from './render';
import { setKey } from './setKey';
import { detectStyle } from './style';
import { parseTree } from './tree';
import type { YamlEdit } from './editUnit';

function edited(text: string, edit: YamlEdit): string {
  return 'refusal' in edit ? `refused: ${edit.refusal.reason}` : applyEdits(text, edit.edits);
}

const rule = (app: string, port: number) => ({
  from: [{ podSelector: { matchLabels: { app } } }],
  ports: [{ protocol: 'TCP', port }],
});

describe('what is new looks like what stands beside it', () => {
  test('flow style where its like has it, inside its brackets too', () => {
    const text = `ingress:
- from: [{ podSelector: { matchLabels: { app: web } } }]
  ports:
  - { protocol: TCP, port: 80 }
`;
    expect(
      edited(text, appendItem(text, ['ingress'], rule('api', 81))),
    ).toBe(`${text}- from: [{ podSelector: { matchLabels: { app: api } } }]
  ports:
  - { protocol: TCP, port: 81 }
`);
  });

  test('the nearest first: the rule beside it, not the first one of the text', () => {
    const text = `egress:
- to: [{podSelector: {}}]
ingress:
- from:
  - podSelector: {matchLabels: {app: web}}
- from: [{podSelector: {matchLabels: {app: db}}}]
`;
    expect(
      edited(text, insertItem(text, ['ingress'], 1, rule('api', 80))),
    ).toContain(`  - podSelector: {matchLabels: {app: web}}
- from:
  - podSelector: {matchLabels: {app: api}}
  ports:
  - protocol: TCP
    port: 80
- from: [`);
  });

  test('the order of keys, the indent of each list, quotes that are not needed', () => {
    const text = `ingress:
  - ports:
     - port: 80
       protocol: "TCP"
    from:
    - podSelector:
        matchLabels: # who
          app: "web"
`;
    expect(edited(text, appendItem(text, ['ingress'], rule('api', 81)))).toBe(`${text}  - ports:
     - port: 81
       protocol: "TCP"
    from:
    - podSelector:
        matchLabels:
          app: "api"
`);
  });

  test('quotes that are needed are none to follow', () => {
    const text = 'matchLabels:\n  version: "1"\n  "on": yes please\n';
    expect(edited(text, setKey(text, ['matchLabels'], 'app', 'web'))).toBe(`${text}  app: web\n`);
    const cidr = 'to:\n- ipBlock:\n    cidr: 10.0.0.0/8\n- ipBlock:\n    cidr: "fd00::/8"\n';
    expect(edited(cidr, appendItem(cidr, ['to'], { ipBlock: { cidr: '10.0.0.0/9' } }))).toContain(
      'cidr: "10.0.0.0/9"\n',
    );
  });

  test('block style where a line would be long, and in place of a block', () => {
    const text = 'a: {matchLabels: {app: web}}\nb: {}\nmatchLabels:\n  app: x\n';
    const long = { matchLabels: { app: 'a'.repeat(60), tier: 'b'.repeat(20) } };
    expect(edited(text, setKey(text, [], 'a', long))).toContain(`a:\n  matchLabels:\n    app: a`);
    expect(edited(text, setKey(text, [], 'matchLabels', { app: 'z' }))).toContain(
      '\nmatchLabels:\n  app: z\n',
    );
  });

  test('in a document beside it', () => {
    const text = `kind: A
metadata: {name: a}
spec:
    types: [x]
`;
    const style = detectStyle(text, parseTree(text));
    expect(
      toYaml({ kind: 'B', metadata: { name: 'b' }, spec: { types: ['z'], more: { c: 1 } } }, style),
    ).toBe(`kind: B
metadata: {name: b}
spec:
    types: [z]
    more:
        c: 1
`);
  });
});

test('a new key goes behind the one that it usually follows', () => {
  const text = 'spec:\n  podSelector: {} # all\n  ingress: []\n';
  const types = (at: string) => edited(at, setKey(at, ['spec'], 'policyTypes', ['Ingress'], 'podSelector'));
  expect(types(text)).toBe('spec:\n  podSelector: {} # all\n  policyTypes:\n    - Ingress\n  ingress: []\n');
  expect(types('spec: {podSelector: {}, ingress: []}\n')).toBe(
    'spec: {podSelector: {}, policyTypes: [Ingress], ingress: []}\n',
  );
  expect(types('spec:\n  ingress: []\n')).toBe('spec:\n  ingress: []\n  policyTypes:\n    - Ingress\n');
});

test('in front of the first item, above the comments that speak of it', () => {
  const text = 'ingress: # rules\n\n# the first\n- a: 1\n- a: 2\n';
  expect(edited(text, insertItem(text, ['ingress'], 0, { a: 0 }))).toBe(
    'ingress: # rules\n- a: 0\n\n# the first\n- a: 1\n- a: 2\n',
  );
  const nested = '- - 1\n  - 2\n';
  expect(edited(nested, insertItem(nested, [0], 0, 0))).toBe('- - 0\n  - 1\n  - 2\n');
});
