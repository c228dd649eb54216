import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Analysis, analyze } from './analyze';
import { flowBetween } from './evaluate/flows';
import { describeConnections } from './model/connections';
import { readSourceFile } from './text/workspace';

/** Analyses texts as files `0.yaml`, `1.yaml`, … */
const run = (texts: readonly string[], previous?: Analysis) =>
  analyze(
    texts.map((text, index) => readSourceFile(`${index}.yaml`, text)),
    previous,
  );
const workloads = ({ connectivity }: Analysis) =>
  connectivity.cluster.workloads.filter(({ origin }) => origin === 'loaded').map(({ id }) => id);
const policies = ({ connectivity }: Analysis) => connectivity.policies.map(({ id }) => id);
/** Code and the marked text of each diagnostic. */
const marks = (analysis: Analysis, texts: readonly string[]) =>
  analysis.diagnostics.map(({ file, code, from, to }) => [
    code,
    readSourceFile('', texts[Number.parseInt(file, 10)] ?? '').text.slice(from, to),
  ]);

const pod = (name: string, namespace = 'shop') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n  labels: {app: ${name}}\n`;
const allow = (name: string, to: string, from: string, port = '80') =>
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ${to}}}
  ingress:
  - from: [{podSelector: {matchLabels: {app: ${from}}}}]
    ports: [{port: ${port}}]
`;
const documents = (...parts: readonly string[]) =>
  parts.map((part) => part.replace(/\n?$/, '\n')).join('---\n');

describe('policies with tiers', () => {
  const baseline = (name: string, action: string) => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: {name: ${name}}
spec: {subject: {namespaces: {}}, ingress: [{action: ${action}, from: [{namespaces: {}}]}]}
`;
  const codes = (analysis: Analysis) =>
    analysis.diagnostics.map(({ code, severity }) => `${code} ${severity}`);
  const tiers = ({ connectivity }: Analysis) => connectivity.tierPolicies.map(({ id }) => id);

  test('are read, and judged with the others', () => {
    const text = documents(pod('web'), pod('db'), baseline('default', 'Deny'));
    const analysis = run([text]);
    expect(codes(analysis)).toEqual([]);
    expect(tiers(analysis)).toEqual(['BaselineAdminNetworkPolicy/default']);
    const { connections } = flowBetween(analysis.connectivity, 'Pod/shop/web', 'Pod/shop/db');
    expect(describeConnections(connections)).toBe('no ports');
  });

  test('of several baselines the last counts, and another name is refused (V71)', () => {
    const analysis = run([
      documents(baseline('default', 'Deny'), baseline('default', 'Allow'), baseline('more', 'Deny')),
    ]);
    expect(codes(analysis)).toEqual(['duplicate warning', 'V71 error']);
    expect(analysis.connectivity.tierPolicies.map(({ ingress }) => ingress[0]?.action)).toEqual(['Accept']);
    expect([...analysis.refused]).toEqual(['BaselineAdminNetworkPolicy/more']);
  });

  test('of another version are reported and not half read', () => {
    const analysis = run([baseline('default', 'Deny').replace('v1alpha1', 'v1beta1')]);
    expect(codes(analysis)).toEqual(['V45 error']);
    expect(tiers(analysis)).toEqual([]);
  });

  test('alone they presume what they select', () => {
    const text = `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: c}
spec:
  tier: Admin
  priority: 1
  subject: {pods: {podSelector: {matchLabels: {app: web}}}}
  ingress: [{action: Deny, from: [{pods: {podSelector: {matchLabels: {app: db}}, namespaceSelector: {matchLabels: {team: a}}}}]}]
`;
    const { cluster } = run([text]).connectivity;
    expect(cluster.workloads.map(({ namespace, name }) => `${namespace}/${name}`).sort()).toEqual([
      'any namespace/app=web',
      'team=a/app=db',
    ]);
  });
});

describe('the pipeline', () => {
  test('from text to what is permitted', () => {
    const { connectivity, diagnostics, resources, refused } = run([
      documents(pod('web'), pod('db')),
      allow('to-db', 'db', 'web', '5432'),
    ]);
    const flow = (from: string, to: string) =>
      describeConnections(flowBetween(connectivity, `Pod/shop/${from}`, `Pod/shop/${to}`).connections);
    expect([flow('web', 'db'), flow('db', 'web')]).toEqual(['TCP 5432', 'all ports']);
    expect(diagnostics).toEqual([]);
    expect(refused.size).toBe(0);
    expect([...resources.values()]).toEqual([
      { id: 'Pod/shop/web', file: '0.yaml', unit: 0, path: [] },
      { id: 'Pod/shop/db', file: '0.yaml', unit: 1, path: [] },
      { id: 'NetworkPolicy/shop/to-db', file: '1.yaml', unit: 0, path: [] },
    ]);
  });

  test('a refused policy is told at its line and left out', () => {
    const texts = [documents(pod('db'), allow('good', 'db', 'web'), allow('bad', 'db', 'web', '"80"'))];
    const analysis = run(texts);
    expect(policies(analysis)).toEqual(['NetworkPolicy/shop/good']);
    expect([...analysis.refused]).toEqual(['NetworkPolicy/shop/bad']);
    expect(analysis.diagnostics).toMatchObject([
      {
        file: '0.yaml',
        code: 'V3',
        severity: 'error',
        resource: 'NetworkPolicy/shop/bad',
        message: 'spec.ingress[0].ports[0].port: Invalid value: "80": must contain at least one letter (a-z)',
      },
    ]);
    expect(marks(analysis, texts)).toEqual([['V3', '"80"']]);
    expect(analysis.resources.get('NetworkPolicy/shop/bad')).toMatchObject({ unit: 2 });
  });

  test('objects written twice: the last one counts, the other is told', () => {
    const texts = [
      documents(pod('web'), allow('p', 'web', 'a')),
      documents(allow('p', 'web', 'b'), pod('web')),
    ];
    const analysis = run(texts);
    expect(workloads(analysis)).toEqual(['Pod/shop/web']);
    expect(policies(analysis)).toEqual(['NetworkPolicy/shop/p']);
    expect(analysis.resources.get('Pod/shop/web')).toMatchObject({ file: '1.yaml', unit: 1 });
    expect(marks(analysis, texts)).toEqual([
      ['duplicate', 'web'],
      ['duplicate', 'p'],
    ]);
    expect(analysis.diagnostics[0]?.message).toContain('Pod shop/web is written again in 1.yaml, line 13');
  });

  test('also inside one document', () => {
    const item = '- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n';
    const { diagnostics } = run([item.repeat(3)]);
    const at = item.indexOf('a}}');
    expect(diagnostics.map(({ from }) => from)).toEqual([at, item.length + at]);
    expect(diagnostics[1]?.message).toContain('in line 3');
  });

  test('a refused policy does not replace an accepted one of its name', () => {
    const analysis = run([documents(allow('p', 'web', 'a'), allow('p', 'web', 'b', '0'))]);
    expect(policies(analysis)).toEqual(['NetworkPolicy/shop/p']);
    expect([...analysis.refused]).toEqual([]);
    expect(analysis.diagnostics.map(({ code }) => code)).toEqual(['V2']);
  });

  test('what is ignored is counted by kind', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {password: aHVudGVyMg==}\n';
    const analysis = run([documents(secret, secret, 'apiVersion: a/v1\nkind: __proto__\n')]);
    expect(Object.entries(analysis.files[0]?.ignored ?? {})).toEqual([
      ['Secret', 2],
      ['__proto__', 1],
    ]);
    expect(analysis.diagnostics).toEqual([]);
  });

  test('pods of one owner stand where the first of them stands', () => {
    const owned = (name: string) => `${pod(name)}  ownerReferences: [{kind: ReplicaSet, name: web-1}]\n`;
    const { resources } = run([documents(owned('a'), owned('b'))]);
    expect(resources.get('ReplicaSet/shop/web-1')).toEqual({
      id: 'ReplicaSet/shop/web-1',
      file: '0.yaml',
      unit: 0,
      path: [],
    });
  });

  test('lists of kubectl, in YAML and in JSON', () => {
    const yaml = `apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: web, namespace: shop}
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: p, namespace: shop}
  spec: {podSelector: {}, ingress: [{ports: [{port: 0}]}]}
kind: List
metadata: {resourceVersion: ""}
`;
    const toList = (name: string) => ({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' } }],
    });
    const flow = JSON.stringify(toList('cache')).replaceAll('"', '');
    const texts = [yaml, JSON.stringify(toList('db'), undefined, 4), flow.replaceAll(':', ': ')];
    const analysis = run(texts);
    expect(workloads(analysis)).toEqual(['Pod/shop/web', 'Pod/shop/db', 'Pod/shop/cache']);
    expect(marks(analysis, texts)).toEqual([['V2', '0']]);
    expect(analysis.resources.get('Pod/shop/cache')?.path).toEqual(['items', 0]);
  });
});

describe('a document that does not parse (law 6)', () => {
  const web = pod('web');
  const db = pod('db');
  const broken = db.replace('{app: db}', '{app: db');
  const before = run([documents(web, db, allow('p', 'db', 'web'))]);

  test('has a diagnostic and nothing else where it never parsed', () => {
    const analysis = run([documents(web, broken, allow('p', 'db', 'web'))]);
    expect(workloads(analysis)).toEqual(['Pod/shop/web']);
    expect(analysis.files[0]).toMatchObject({ broken: [1], outdated: [] });
    expect(analysis.diagnostics).toMatchObject([{ code: 'syntax', severity: 'error' }]);
  });

  test('keeps its last good state, over any number of edits', () => {
    let analysis = before;
    for (const text of [broken, `${broken}  more: [`, broken.replace('db', 'd')]) {
      analysis = run([documents(web, text, allow('p', 'db', 'web'))], analysis);
      expect(workloads(analysis)).toEqual(['Pod/shop/web', 'Pod/shop/db']);
      expect(analysis.files[0]).toMatchObject({ broken: [1], outdated: [1] });
    }
    const mended = run([documents(web, pod('cache'), allow('p', 'db', 'web'))], analysis);
    expect(workloads(mended)).toEqual(['Pod/shop/web', 'Pod/shop/cache']);
    expect(mended.files[0]?.broken).toEqual([]);
    expect(mended.diagnostics).toEqual([]);
  });

  test('also after another document came before it, and under another name', () => {
    const shifted = run([documents(pod('new'), web, broken)], run([documents(web, broken)], before));
    expect(workloads(shifted)).toEqual(['Pod/shop/new', 'Pod/shop/web', 'Pod/shop/db']);
    const text = documents(pod('new'), web, broken);
    const renamed = analyze([readSourceFile('renamed.yaml', text)], shifted);
    expect(workloads(renamed)).toEqual(['Pod/shop/new', 'Pod/shop/web', 'Pod/shop/db']);
  });

  test('keeps what two documents held that were joined into it', () => {
    const joined = run([`${web}--\n${db}---\n${allow('p', 'db', 'web')}`], before);
    expect(joined.files[0]?.broken).toEqual([0]);
    expect(workloads(joined)).toEqual(['Pod/shop/web', 'Pod/shop/db']);
  });

  test('does not bring back what is now written elsewhere', () => {
    const moved = run([documents(web, broken, allow('p', 'db', 'web')), pod('db')], before);
    expect(workloads(moved)).toEqual(['Pod/shop/web', 'Pod/shop/db']);
    expect(moved.resources.get('Pod/shop/db')?.file).toBe('1.yaml');
    expect(moved.diagnostics.map(({ code }) => code)).toEqual(['syntax']);
  });

  test('does not take over from a document beside it that goes with the marker or line end between them', () => {
    const beside = run([documents(web, broken, allow('p', 'db', 'web'))]);
    const alone = run([documents(web, broken).trimEnd()], beside);
    expect(alone.connectivity.policies).toEqual([]);
    const ahead = run([documents(broken, web)], run([documents(allow('p', 'db', 'web'), broken, web)]));
    expect(ahead.connectivity.policies).toEqual([]);
    expect(alone.files[0]).toMatchObject({ broken: [1], outdated: [] });
  });

  test('an emptied document is not a broken one', () => {
    expect(workloads(run([documents(web, '# nothing\n', allow('p', 'db', 'web'))], before))).toEqual([
      'Pod/shop/web',
    ]);
  });
});

describe('with a previous analysis', () => {
  test('the result is that without one', () => {
    const first = documents(pod('web'), allow('p', 'web', 'db', '0'), pod('db'), pod('web'));
    const second = documents(pod('cache'), pod('db'), allow('p', 'web', 'db', '0'), pod('web'));
    const [again, fresh] = [run([second], run([first])), run([second])];
    expect({ ...again, connectivity: workloads(again) }).toEqual({
      ...fresh,
      connectivity: workloads(fresh),
    });
  });

  test('what did not change is not read again', () => {
    const first = run([documents(pod('web'), allow('p', 'web', 'db'), pod('db'))]);
    const second = run([documents(pod('new'), allow('p', 'web', 'db'), pod('db'), pod('web'))], first);
    expect(second.connectivity.policies[0]).toBe(first.connectivity.policies[0]);
  });

  test('the judgement stays the same object as long as all says the same', () => {
    const text = documents(pod('web'), allow('p', 'web', 'db'));
    const first = run([text]);
    const commented = run([`# hello\n${text.replace('shop}', "'shop' } # here")}`], first);
    expect(commented.connectivity).toBe(first.connectivity);
    const broken = run([text.replace('[{port', '[port')], commented);
    expect(broken.files[0]?.broken).toEqual([1]);
    expect(broken.connectivity).toBe(first.connectivity);
    const changed = run([text.replace('80', '81')], broken);
    expect(changed.connectivity).not.toBe(first.connectivity);
    const otherwise = analyze([readSourceFile('0.yaml', text)], first, {
      ipBlock: 'external-only',
      hostNetwork: 'node',
    });
    expect(otherwise.connectivity.profile.ipBlock).toBe('external-only');
  });
});

describe('bad input is the normal case', () => {
  const good = pod('good');
  const bad: [title: string, text: string, codes: string[]][] = [
    ['tabs', 'apiVersion: v1\nkind: Pod\nmetadata:\n\tname: x\n', ['syntax']],
    ['half a document', 'apiVersion: v1\nkind: Pod\nmeta', ['syntax']],
    ['half a key', 'apiVersion: v1\nkind: Pod\nmetadata: {na', ['syntax']],
    ['a Helm template', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n', ['syntax']],
    ['text', 'hello\n', ['V45']],
    ['a list of text', '- a\n- 1\n', ['V45', 'V45']],
    ['values of a chart', 'image: nginx\nreplicas: 2\n', ['V45']],
    ['no name', 'apiVersion: v1\nkind: Pod\nmetadata:\n', ['V30']],
    [
      'names that are no text',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: [a], namespace: {b: c}}\n',
      ['V30'],
    ],
    ['a nameless policy', 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n', ['V30']],
    [
      'a policy of text',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: x\nspec: y\n',
      ['V43', 'V43'],
    ],
    ['an old policy', 'apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: p}\n', ['V45']],
    ['__proto__', '__proto__: {kind: Pod}\nkind: __proto__\napiVersion: __proto__\n', []],
    ['a duplicate key', 'apiVersion: v1\nkind: Pod\nkind: Service\nmetadata: {name: x}\n', ['V42']],
  ];
  test.each(bad)('%s', (_title, text, codes) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const texts = [documents(good, text, pod('fine')).replaceAll('\n', lineEnd)];
      const analysis = run(texts);
      expect(workloads(analysis)).toEqual(expect.arrayContaining(['Pod/shop/good', 'Pod/shop/fine']));
      expect(analysis.diagnostics.map(({ code }) => code)).toEqual(codes);
      const start = documents(good, '').length - 1;
      for (const { from, to } of analysis.diagnostics) {
        expect(from).toBeGreaterThanOrEqual(start - 4);
        expect(to).toBeLessThanOrEqual(start + text.length + 2);
      }
    }
  });

  test('nothing at all', () => {
    expect(run([]).diagnostics).toEqual([]);
    expect(run(['', '\n', '---\n---\n']).diagnostics).toEqual([]);
  });

  test('every beginning of a manifest', () => {
    const text = documents(pod('web'), allow('p', 'web', 'db'));
    let analysis = run([text]);
    for (let end = text.length; end >= 0; end -= 3) {
      analysis = run([text.slice(0, end)], analysis);
      expect(analysis.diagnostics.every(({ from, to }) => from >= 0 && from <= to && to <= end)).toBe(true);
    }
    expect(workloads(analysis)).toEqual([]);
  });
});

const real = resolve(import.meta.dirname, '../../../shared/corpus/real');
if (!existsSync(real)) console.warn(`Tests against real manifests are skipped: ${real} is absent.`);

describe.skipIf(!existsSync(real))('real manifests', () => {
  const sets = existsSync(real)
    ? readdirSync(real).filter((name) => existsSync(join(real, name, 'meta.json')))
    : [];

  test.each(sets)('%s is read whole and without complaint', (name) => {
    const { counts, kinds } = JSON.parse(readFileSync(join(real, name, 'meta.json'), 'utf8')) as {
      counts: { workloads: number; networkPolicies: number };
      kinds: Record<string, number>;
    };
    const text = readFileSync(join(real, name, 'all.yaml'), 'utf8');
    const analysis = run([text]);
    // One of the sets has five policies twice.
    const duplicates = analysis.diagnostics.filter(
      ({ code, resource }) => code === 'duplicate' && resource?.startsWith('NetworkPolicy/'),
    ).length;
    expect(workloads(analysis)).toHaveLength(counts.workloads);
    expect(policies(analysis)).toHaveLength(counts.networkPolicies - duplicates);
    expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(analysis.files[0]?.broken).toEqual([]);
    const ignored = Object.entries(analysis.files[0]?.ignored ?? {});
    for (const [kind, count] of ignored)
      expect(count, kind).toBeLessThanOrEqual(kinds[kind.replace(/ .*/, '')] ?? 0);
    expect(analysis.connectivity.parties.length).toBeGreaterThan(0);
  });

  test('a keystroke in 5.6 MB is read at once', () => {
    const text = readFileSync(join(real, 'kube-prometheus-with-crds/all.yaml'), 'utf8');
    const first = run([text]);
    const middle = text.indexOf('kind: Deployment', text.length / 2);
    const times = Array.from({ length: 5 }, (_, index) => {
      const changed = `${text.slice(0, middle)}${'#\n'.repeat(index + 1)}${text.slice(middle)}`;
      const start = performance.now();
      run([changed], first);
      return performance.now() - start;
    });
    // A few tens of milliseconds on a free machine; reading it all again takes ten times as long.
    expect(Math.min(...times)).toBeLessThan(150);
  });
});
