import { expect, test } from 'vitest';
import { analyze } from '../../analyze';
import {
  documents,
  inventory,
  policy,
  service,
  tierPolicy,
  workload,
} from '../../testing/lintCases/ruleCase';
import { readSourceFile } from '../../text/workspace';
import { joinDiagnostics } from './joinDiagnostics';
import { lint } from './lint';

/** What a rule says of manifests, one after the other. */
const said = (code: string, ...texts: readonly string[]) =>
  lint(analyze([readSourceFile('all.yaml', documents(...texts))])).flatMap((found) =>
    found.code === code ? found.message : [],
  );

const web = 'podSelector: {matchLabels: {app: web}}';
const ingress = (rules: string, name = 'p') =>
  policy(`${web}\npolicyTypes: [Ingress]\ningress:\n${rules}`, name);
const egress = (rules: string, name = 'p') =>
  policy(`${web}\npolicyTypes: [Egress]\negress:\n${rules}`, name);
const block = (cidr: string, except = '') =>
  egress(`- to:\n  - ipBlock: {cidr: ${cidr}${except === '' ? '' : `, except: [${except}]`}}`);

test('L4 takes a rule for the half of one other', () => {
  const peers = '- from:\n  - podSelector: {matchLabels: {app: api}}\n';
  const ports = '- ports:\n  - {protocol: TCP, port: 8080}\n';
  expect(said('L4', ingress(`${peers}${ports}${peers}${ports}`))).toHaveLength(2);
  expect(said('L4', ingress(`${peers}${ports}${peers}`))).toHaveLength(1);
});

test('L5 also where any namespace is one of the two', () => {
  const rule = '- from:\n  - namespaceSelector: {}\n  - podSelector: {matchLabels: {app: api}}';
  expect(said('L5', inventory, ingress(rule))).toHaveLength(1);
});

test('L46 knows a namespace by its name, whatever label is written on it', () => {
  const namespace = (label: string) => `apiVersion: v1
kind: Namespace
metadata:
  name: other
  labels: {kubernetes.io/metadata.name: ${label}}
`;
  expect(said('L46', inventory, namespace('wrong'))).toEqual([
    'The server sets kubernetes.io/metadata.name of this namespace to other, whatever is written here.',
  ]);
  expect(said('L46', inventory, namespace('other'))).toEqual([]);
});

test('L52 looks at the pods of peers too', () => {
  const more = ['one', 'two', 'three'].map((name) => workload(`team/${name}`, `app: ${name}, team: a`));
  const peer = (selector: string) =>
    ingress(
      `- from:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: team}}\n    podSelector: ${selector}`,
    );
  expect(said('L52', inventory, ...more, peer('{matchLabels: {team: a}}'))).toEqual([
    'team=a matches all 3 workloads of the namespaces that are meant. Write {} if all are meant.',
  ]);
  expect(said('L52', inventory, ...more, peer('{matchLabels: {app: one}}'))).toEqual([]);
  expect(said('L52', inventory, ...more, peer('{}'))).toEqual([]);
});

const site = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: site, namespace: shop}
spec: {defaultBackend: {service: {name: api, port: {number: 80}}}}
`;

test('L64 asks for the controller where it is loaded', () => {
  const controller = workload(
    'ingress-nginx/ingress-nginx-controller',
    'app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller',
  );
  const admit = (namespace: string) =>
    policy(
      `podSelector: {matchLabels: {app: api}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}`,
    );
  expect(said('L64', inventory, site, controller, admit('data'))).toEqual([
    'Ingress site sends to shop/api, which does not admit ingress-nginx/ingress-nginx-controller on TCP 8080.',
  ]);
  expect(said('L64', inventory, site, controller, admit('ingress-nginx'))).toEqual([]);
  // Where it is not loaded, one of those who are admitted may be it.
  expect(said('L64', inventory, site, admit('data'))).toEqual([]);
});

test('L65 looks at the port that is scraped', () => {
  const scraped = workload('shop/scraped', 'app: scraped', '{containerPort: 80}', {
    metadata: 'annotations: {prometheus.io/scrape: "true", prometheus.io/port: "9100"}',
  });
  const admit = (port: number) =>
    policy(
      `podSelector: {matchLabels: {app: scraped}}\npolicyTypes: [Ingress]\ningress:\n- from:\n  - namespaceSelector: {}\n  ports:\n  - {protocol: TCP, port: ${port}}`,
    );
  expect(said('L65', inventory, scraped, admit(80))).toEqual([
    'shop/scraped is to be scraped (prometheus.io/scrape), but admits nobody from another namespace on TCP 9100.',
  ]);
  expect(said('L65', inventory, scraped, admit(9100))).toEqual([]);
});

test('L68 and L69 know a default deny that a tier makes', () => {
  const baseline = (action: string, peer: string, direction = 'ingress', key = 'from') =>
    tierPolicy(
      'ClusterNetworkPolicy',
      'base',
      `tier: Baseline\npriority: 5\nsubject:\n  namespaces: {}\n${direction}:\n- action: ${action}\n  ${key}:\n  - ${peer}`,
    );
  const all = baseline('Deny', 'namespaces: {}');
  expect(said('L69', inventory, all)).toEqual([
    'The namespace shop has no default deny for egress.',
    'The namespace data has no default deny for egress.',
  ]);
  expect(said('L68', inventory, all)).toEqual([
    'No policy of shop restricts egress of 3 workloads (shop/web, shop/api and shop/worker).',
    'No policy of data restricts egress of 2 workloads (data/db and data/api).',
  ]);
  const both = [
    all,
    baseline('Deny', 'networks: [0.0.0.0/0]', 'egress', 'to').replace('name: base', 'name: out'),
  ];
  expect([...said('L68', inventory, ...both), ...said('L69', inventory, ...both)]).toEqual([]);
  const some = baseline('Deny', 'namespaces: {matchLabels: {team: b}}');
  expect(said('L69', inventory, some)[0]).toBe(
    'The namespace shop has no default deny for ingress and egress.',
  );
  expect(said('L69', inventory, baseline('Pass', 'namespaces: {}'))[0]).toContain('ingress and egress');
});

test('L71 knows addresses of Services and of the pods of nodes', () => {
  const called = service('shop/called', 'app: api', '{port: 80}').replace(
    'spec:\n',
    'spec:\n  clusterIP: 10.96.0.7\n',
  );
  const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: n1}\nspec: {podCIDR: 10.244.1.0/24}\n';
  expect(said('L71', inventory, called, block('10.96.0.0/12'))).toEqual([
    '10.96.0.0/12 holds the address of the Service shop/called: select pods by their labels instead.',
  ]);
  expect(said('L71', inventory, node, block('10.244.0.0/16'))).toEqual([
    '10.244.0.0/16 holds addresses of 10.244.1.0/24, which a node gives to its pods: select pods by their labels instead.',
  ]);
  expect(said('L71', inventory, called, node, block('10.8.0.0/16'))).toEqual([]);
});

test('L73 also where a rule names nobody', () => {
  const found = lint(
    analyze([readSourceFile('p.yaml', egress('- {}\n- ports:\n  - {port: 80, protocol: TCP}'))]),
  );
  expect(found.filter(({ code }) => code === 'L73').map(({ severity }) => severity)).toEqual([
    'info',
    'warning',
  ]);
  expect(said('L73', egress('- ports:\n  - {port: 443, protocol: TCP}'))).toEqual([]);
});

test('L78 puts exceptions together, and takes out a block of which nothing is left', () => {
  expect(said('L78', block('10.0.0.0/8', '10.1.0.0/17, 10.1.128.0/17'))).toEqual([
    '10.1.0.0/17 and 10.1.128.0/17 are the halves of 10.1.0.0/16.',
  ]);
  expect(said('L78', block('10.0.0.0/8', '10.0.128.0/17, 10.1.0.0/17'))).toEqual([]);
  expect(said('L78', block('10.0.0.0/8', '10.0.0.0/9, 10.128.0.0/9'))).toEqual([
    'The exceptions take out all of 10.0.0.0/8: the block matches no address.',
  ]);
});

test('L83 and L84 compare texts where no pods are known', () => {
  const narrow =
    '- from:\n  - podSelector: {matchLabels: {app: api}}\n  ports:\n  - {protocol: TCP, port: 80}';
  const wide = '- from:\n  - podSelector: {}';
  expect(said('L83', ingress(narrow, 'narrow'), ingress(wide, 'wide'))).toEqual([
    'narrow changes nothing: without it the same would be allowed and denied.',
  ]);
  expect(said('L84', ingress(`${wide}\n${narrow}`))).toEqual([
    'All that ingress rule 2 allows, rule 1 allows too.',
  ]);
  const elsewhere = policy(
    `podSelector: {matchLabels: {app: db}}\npolicyTypes: [Ingress]\ningress:\n${wide}`,
    'wide',
  );
  expect(said('L83', ingress(narrow, 'narrow'), elsewhere)).toEqual([]);
  expect(said('L84', ingress(`${narrow}\n${narrow.replace('80', '81')}`))).toEqual([]);
});

test('L85 finds policies of every kind, and tells each that has no effect', () => {
  const cluster = tierPolicy(
    'ClusterNetworkPolicy',
    'twice',
    'tier: Admin\npriority: 1\nsubject:\n  namespaces: {}\negress: []',
  );
  expect(said('L85', cluster, cluster)).toHaveLength(1);
  const analysis = analyze([readSourceFile('p.yaml', documents(cluster, cluster, cluster))]);
  const duplicates = joinDiagnostics(analysis, lint(analysis)).filter(({ code }) => code === 'duplicate');
  expect(duplicates.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['L85 error', 'L85 error']);
});
