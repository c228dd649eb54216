import * as fc from 'fast-check';
import { stylings, writeStyled } from './writeStyled';

const namespaces = ['x', 'y'];
const apps = ['a', 'b', 'c', 'd'];

const selector = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...apps).map((app) => ({ matchLabels: { app } })) },
  fc.constant({}),
  fc.constant({ matchLabels: { tier: 'web' } }),
  fc.constant({ matchLabels: { app: 'absent' } }),
  fc.constant({ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }),
  fc.constant({ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }),
);

const namespaceSelector = fc.oneof(
  fc.constantFrom(...namespaces).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  fc.constant({}),
  fc.constant({ matchLabels: { team: 'absent' } }),
);

const peer = fc.oneof(
  { weight: 4, arbitrary: selector.map((podSelector) => ({ podSelector })) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector, podSelector: selector }) },
  namespaceSelector.map((selected) => ({ namespaceSelector: selected })),
  fc
    .constantFrom({ cidr: '0.0.0.0/0' }, { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] })
    .map((ipBlock) => ({ ipBlock })),
);

const port = fc.constantFrom(
  { port: 80 },
  { protocol: 'UDP', port: 53 },
  { port: 'http' },
  { port: 8000, endPort: 8100 },
  {},
);

const lists = <Item>(item: fc.Arbitrary<Item>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) },
    fc.constantFrom(undefined, null, []),
  );

const rules = (key: 'from' | 'to') =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.array(fc.record({ [key]: lists(peer), ports: lists(port) }), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    fc.constantFrom<null | undefined | null[]>(undefined, null, [], [null]),
  );

const types = fc.constantFrom<string[] | null | undefined>(
  ['Ingress'],
  ['Egress'],
  ['Ingress', 'Egress'],
  ['Egress', 'Ingress'],
  [],
  null,
  undefined,
);

const policy = fc.record({
  namespace: fc.constantFrom(...namespaces),
  spec: fc.record({ podSelector: selector, policyTypes: types, ingress: rules('from'), egress: rules('to') }),
  /** A default deny is what most rules are written against. */
  isDeny: fc.boolean(),
});

const workload = fc.record({
  namespace: fc.constantFrom(...namespaces),
  app: fc.constantFrom(...apps, 'e', undefined),
  tier: fc.constantFrom('web', undefined),
  kind: fc.constantFrom('Deployment', 'Deployment', 'StatefulSet'),
  replicas: fc.constantFrom(undefined, 1, 2),
  port: fc.constantFrom(undefined, 80, 8080),
  hostNetwork: fc.constantFrom(undefined, undefined, undefined, undefined, true),
});

/** The files of any small cluster under any policies that the API server accepts, in any layout. */
export const arbitraryFiles: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .tuple(
    fc.array(workload, { minLength: 2, maxLength: 6 }),
    fc.array(fc.tuple(policy, stylings), { maxLength: 5 }),
    stylings,
    fc.boolean(),
  )
  .map(([workloads, policies, styling, together]) => {
    const cluster = workloads.map((each, index) => JSON.stringify(toWorkload(each, index))).join('\n---\n');
    const files: Record<string, string> = {};
    const texts: string[] = [];
    for (const [index, [each, style]] of policies.entries()) {
      const text = writeStyled(toPolicy(each, index), { ...style, marker: false });
      if (style.json === 'no') texts.push(`${text.trimEnd()}\n`);
      else files[`p${index}.json`] = text;
    }
    const all = together ? [cluster, ...texts] : texts;
    if (!together) files['w.yaml'] = cluster;
    const text = (styling.marker ? '---\n' : '') + all.map((each) => `${each.trimEnd()}\n`).join('---\n');
    if (all.length > 0) files['all.yaml'] = styling.finalLineEnd ? text : text.trimEnd();
    return files;
  });

type Made<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

function toWorkload(each: Made<typeof workload>, index: number): object {
  const { namespace, app, tier, kind, replicas, port: containerPort, hostNetwork } = each;
  const containers = [{ ports: containerPort === undefined ? [] : [{ name: 'http', containerPort }] }];
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: `w${index}`, namespace },
    spec: { replicas, template: { metadata: { labels: { app, tier } }, spec: { hostNetwork, containers } } },
  };
}

function toPolicy({ namespace, spec, isDeny }: Made<typeof policy>, index: number): unknown {
  const deny = { podSelector: {}, policyTypes: spec.policyTypes ?? ['Ingress', 'Egress'] };
  const value = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `p${index}`, namespace },
    spec: isDeny && index % 2 === 0 ? deny : spec,
  };
  return JSON.parse(JSON.stringify(value)); // without what is undefined
}
