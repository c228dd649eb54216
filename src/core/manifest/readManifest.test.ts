import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDump } from '../testing/generateDump';
import { splitUnits } from '../yaml/documents';
import { readUnit } from '../yaml/read';
import { readDumped, readManifest } from './readManifest';
import { readResources } from './readResources';

const dumped = (form: 'list' | 'documents') =>
  splitUnits(generateDump({ pods: 4, namespaces: 2, policies: 3, form })).map(({ text }) => text);

/** Other kinds with everything that is read of them, beside much that is not, in the order of no printer. */
const others = [
  `apiVersion: batch/v1
kind: CronJob
metadata: # of the night
  name: backup
  namespace: shop
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          labels: {}
        spec:
          containers:
          - name: main
            command: ["sh"]
`,
  `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  labels:
    "odd key": 'on'
spec:
  template:
    metadata:
      labels:
        app: db
        port: 5432
    spec:
      hostNetwork: true
      initContainers:
        - ports:
            - containerPort: 15090
              name: proxy
      containers:
        - env:
            - name: TEXT
              value: |
                a text: with everything
                  # and this

                in it
            - name: FOLDED
              value: >-
                a
                b
            - name: LONG
              value: a text that
                goes on
            - name: QUOTED
              value: "a \\"text\\" that
                goes on\\n"
          image: db:1
          ports:
            - containerPort: 5432
              name: sql
          securityContext: {}
          volumeMounts: []
status:
  conditions:
  - message: 'it''s
      ready'
    type: Ready
`,
  `apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: shop
  labels:
    app: web
  ownerReferences:
  - kind: ReplicaSet
    name: web
    controller: true
    uid: 1
spec:
  nodeName: n1
  tolerations:
  - - a
    - b: c
  -
    d: e
  -
status:
  hostIP: 192.168.0.1
  hostIPs:
  - ip: 192.168.0.1
  phase: Succeeded
  podIP: 10.0.0.1
  podIPs:
  - ip: 10.0.0.1
  - ip: fd00::1
`,
  `apiVersion: v1
kind: Node
metadata:
  annotations:
    projectcalico.org/IPv4Address: 10.9.0.1/24
  labels:
    kubernetes.io/hostname: n1
  name: n1
spec:
  podCIDR: 10.0.1.0/24
  podCIDRs:
  - 10.0.1.0/24
status:
  addresses:
  - address: 192.168.0.1
    type: InternalIP
  conditions:
  - status: "True"
  images:
  - names:
    - registry.example/a@sha256:0
`,
  `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  ports:
  - name: http
    port: 80
    targetPort: web
  selector:
    app: web
  type: LoadBalancer
status:
  loadBalancer:
    ingress:
    - ip: 203.0.113.9
`,
  `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  annotations:
    kubernetes.io/ingress.class: nginx
  name: web
  namespace: shop
spec:
  ingressClassName: nginx
  rules:
  - host: shop.example
    http:
      paths:
      - backend:
          service:
            name: web
            port:
              name: http
        path: /
        pathType: Prefix
  tls:
  - hosts:
    - shop.example
`,
  `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
spec:
  parentRefs:
  - name: gate
    namespace: infra
  rules:
  - backendRefs:
    - name: web
      port: 80
    matches:
    - path:
        type: PathPrefix
        value: /
`,
  `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: web
spec:
  port:
    targetPort: http
  to:
    kind: Service
    name: web
    weight: 100
`,
  `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: tier
spec:
  priority: 10
  tier: Admin
  subject:
    namespaces: {}
  ingress:
  - action: Deny
    name: none
    from:
    - namespaces:
        matchLabels:
          env: dev
    protocols:
    - tcp:
        destinationPort:
          number: 80
`,
  `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ledgers.bank.example
spec:
  group: bank.example
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        description: |-
          A ledger.

          It's "all": of it
        enum:
        - ""
        - "y"
`,
];

const samples = [...dumped('list'), ...dumped('documents'), ...others];

/** What is read must be the same as with the library, and what the library finds anything in must be left to it. */
function expectSame(text: string): boolean {
  const value = readDumped(text);
  if (value === undefined) return false;
  const content = readUnit(text);
  if (content.state !== 'read' || content.duplicateKeys.length > 0) {
    throw new Error(`read although ${JSON.stringify(content)}:\n${text}`);
  }
  expect(readResources(value), text).toEqual(readResources(content.value));
  return true;
}

test('what kubectl prints is read without the library', () => {
  for (const text of [...dumped('list'), ...dumped('documents')]) expect(expectSame(text), text).toBe(true);
});

test('of a policy everything is read', () => {
  const policy = dumped('list').find((text) => text.includes('kind: NetworkPolicy')) ?? '';
  const content = readUnit(policy);
  expect(content.state === 'read' && content.value).toEqual(readDumped(policy));
});

test('other kinds are read the same', () => {
  // A comment behind a value, and a flow list, are left to the library.
  expect(others.map(expectSame)).toEqual(others.map((text) => !text.includes('# of the night')));
});

test.each<[string, string]>([
  ['a tab', 'kind: Pod\nstatus:\n\tphase: Running\n'],
  ['an anchor', 'kind: Pod\nspec: &a\n  b: c\n'],
  ['an alias where nobody reads', 'kind: Pod\nspec:\n  volumes: *x\n'],
  ['a tag', 'kind: Pod\nspec:\n  volumes: !x y\n'],
  ['a merge', 'kind: Pod\n<<: x\n'],
  ['a key twice', 'kind: Pod\nspec: a\nspec: b\n'],
  ['a key twice where nobody reads', 'kind: Pod\nspec:\n  volumes:\n  - b: 1\n    a: 2\n    b: 3\n'],
  ['a key twice, once in quotes', 'kind: Pod\nspec:\n  volumes:\n    a: 1\n    "a": 2\n'],
  ['a flow list', 'kind: Pod\nspec:\n  volumes: [a]\n'],
  ['a second colon', 'kind: Pod\nspec:\n  volumes: a: b\n'],
  ['an indent too deep', 'kind: Pod\nspec:\n  volumes:\n    a: b\n      c: d\n'],
  ['an indent between', 'kind: Pod\nspec:\n    a: b\n  c: d\n'],
  ['an open quote', 'kind: Pod\nspec:\n  volumes: "a\n'],
  ['an unknown escape', 'kind: Pod\nspec:\n  volumes: "\\q"\n'],
  ['infinity where nobody reads', 'kind: Pod\nspec:\n  volumes: .inf\n'],
  ['a number too large where nobody reads', 'kind: Pod\nspec:\n  volumes: 1e999\n'],
  ['a comment inside a text', 'kind: Pod\nspec:\n  volumes: a\n    # b\n    c\n'],
  ['a second document', 'kind: Pod\n---\nkind: Pod\n'],
  ['a null key', 'kind: Pod\nspec:\n  null: a\n'],
  ['a key that is a number', 'kind: Pod\nspec:\n  0x10: a\n'],
  ['a control character', 'kind: Pod\nspec:\n  volumes: a\u0007\n'],
  ['a __proto__', 'kind: Pod\n__proto__:\n  a: b\n'],
  ['no kind', 'spec:\n  kind: Pod\n'],
  ['another kind below', 'spec:\nkind: Pod\n  kind: Pod\n'],
])('left to the library: %s', (_title, text) => {
  expect(readDumped(text)).toBeUndefined();
  expect(readManifest(text)).toEqual(readUnit(text));
});

const runs = 1500;

const odd = [
  '&a b',
  '*a',
  '!t c',
  '"a\\tb"',
  "'it''s'",
  '"open',
  "'open",
  '{a: b}',
  '[1, 2]',
  '[]',
  '{}',
  '# c',
  '|',
  '>-',
  '|2',
  '%x',
  '@x',
  '`x',
  '? a',
  ': b',
  '- c',
  '-',
  '---',
  '...',
  '<<: x',
  '~',
  'null',
  'yes',
  '0x1F',
  '010',
  '1_0',
  '.5',
  '.inf',
  '1e999',
  'a: b',
  'a #b',
  'a#b',
  'a:b',
  ':',
  '\t',
  'é',
  '😀',
  '\u2028',
  '\u0007',
  'kind: Pod',
  'kind: NetworkPolicy',
  'name: x',
  'metadata:',
  'a:\n  b',
  '\n',
  ' ',
  '\uFEFF',
  '__proto__: x',
];

/** One change of a text such as people and programs make. */
const mutation = fc.record({
  type: fc.constantFrom('delete', 'repeat', 'swap', 'indent', 'insert', 'append', 'value', 'key', 'cut'),
  at: fc.nat(1_000_000),
  other: fc.nat(1_000_000),
  by: fc.integer({ min: -3, max: 3 }),
  odd: fc.constantFrom(...odd),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(text: string, { type, at, other, by, odd: oddity }: Mutation): string {
  const lines = text.split('\n');
  const line = at % lines.length;
  const present = lines[line] ?? '';
  const indent = /^ */.exec(present)?.[0] ?? '';
  const replace = (changed: string) => lines.with(line, changed).join('\n');
  switch (type) {
    case 'delete':
      return lines.toSpliced(line, 1).join('\n');
    case 'repeat':
      return lines.toSpliced(other % lines.length, 0, present).join('\n');
    case 'swap':
      return lines
        .with(line, lines[line + 1] ?? '')
        .with(Math.min(line + 1, lines.length - 1), present)
        .join('\n');
    case 'indent':
      return replace(by < 0 ? present.slice(-by) : ' '.repeat(by) + present);
    case 'insert':
      return lines.toSpliced(line, 0, ' '.repeat(Math.max(0, indent.length + by)) + oddity).join('\n');
    case 'append':
      return replace(`${present} ${oddity}`);
    case 'value':
      return replace(present.replace(/: .*|:$/, `: ${oddity}`));
    case 'key':
      return replace(present.replace(/[\w./]+:/, `${oddity}:`));
    default:
      return (
        text.slice(0, other % text.length) + (by > 0 ? oddity : '') + text.slice((other + by) % text.length)
      );
  }
}

describe('the same as with the library', () => {
  test('whatever is changed in a dump', () => {
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (text, changes) => {
          if (expectSame(changes.reduce(mutate, text))) read += 1;
        },
      ),
      { numRuns: runs },
    );
    expect(read).toBeGreaterThan(runs / 20); // else nothing was compared
  });

  test('for any small text of its own alphabet', () => {
    const pieces = [
      'a',
      'b',
      '1',
      '"',
      "'",
      ': ',
      ':\n',
      '- ',
      '-\n',
      '\n',
      '\n  ',
      '\n    ',
      ' ',
      '#',
      '|',
      '{}',
    ];
    const piece = fc.oneof(fc.constantFrom(...pieces), fc.constantFrom(...odd));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), fc.constantFrom('spec', 'data'), (chosen, key) => {
        expectSame(`kind: Pod\n${key}:\n  ${chosen.join('')}`);
        expectSame(`kind: Pod\n${key}: ${chosen.join('')}`);
      }),
      { numRuns: 2 * runs },
    );
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus');

describe.skipIf(!existsSync(corpus))(`for all of ${corpus} (skipped where it is absent)`, () => {
  test('the same as with the library', () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(ya?ml|json)$/.test(file),
    );
    const texts = new Set(
      files.flatMap((file) => {
        const text = readFileSync(join(corpus, file), 'utf8').replaceAll('\r\n', '\n');
        return splitUnits(text).map((unit) => unit.text);
      }),
    );
    expect([...texts].filter(expectSame).length).toBeGreaterThan(1000);
  });
});
