import { seeded, type Random } from './seeded';

/** Documents that stand beside policies in real files, and that no plan may touch but by their names. */
const odd: readonly string[] = [
  '# Only a comment.\n',
  '\n',
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: x}\ndata:\n  text: |\n    # a line\n      of text\n\n  folded: >-\n    kind: NetworkPolicy\n',
  `kind: First\nmetadata: {name: first}\n...\n%YAML 1.1\n---\n# with a directive\nkind: Other\nmetadata: {name: directive}\n...\n# behind its end\n`,
  'kind: NetworkPolicy # half typed\nmetadata:\n  name: broken\n  namespace: x\nspec:\n  ingress: [\n',
  'kind: NetworkPolicy\n\tname: tab\n',
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: {{ .Release.Name }}}\n',
  '"just a text"\n',
];

/** Policies in which something stands for something else: what it touches is refused with its line. */
const shared: readonly string[] = [
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: anchored, namespace: x}
spec:
  podSelector: &them {matchLabels: {app: a}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from: # b too
    - podSelector: {matchLabels: {app: b}}
    - podSelector: *them
    ports: &ports
    - port: 80
  - ports: *ports
    from: [{podSelector: {matchLabels: {app: c}}}]
`,
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: !!str tagged # a tag
  namespace: y
spec: &spec
  podSelector: {}
  ingress: !!seq
  - from: [{podSelector: {matchLabels: !!map {app: a}}}]
`,
  `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: merged, namespace: x}
spec:
  podSelector: {matchLabels: &labels {app: b}}
  ingress:
  - from:
    - podSelector: {matchLabels: {<<: *labels, tier: web}}
    ports: [{protocol: TCP, port: 80}]
`,
];

/**
 * The same files as others keep them: with documents of other kinds, broken ones, anchors and tags beside the
 * policies, Windows line ends, some lines that end otherwise, a byte order mark.
 */
export function withOddities(texts: Readonly<Record<string, string>>, seed: number): Record<string, string> {
  const random = seeded(seed);
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => {
      const isYaml = name.endsWith('.yaml');
      return [name, withEnds(isYaml ? withNeighbours(text, random) : text, random)];
    }),
  );
}

function withNeighbours(text: string, random: Random): string {
  const documents = text.split(/^---\n/m);
  const from = documents[0] === '' ? 1 : 0; // what stands in front of the first marker stays there
  for (const [some, probability] of [
    [odd, 0.5],
    [shared, 0.25],
  ] as const) {
    while (random() < probability) {
      const at = from + Math.floor(random() * (documents.length + 1 - from));
      const end = documents.at(-1);
      if (at === documents.length && end !== undefined && !end.endsWith('\n'))
        documents.push(`${documents.pop()}\n`);
      documents.splice(at, 0, some[Math.floor(random() * some.length)]!);
    }
  }
  return documents.join('---\n');
}

function withEnds(text: string, random: Random): string {
  const mark = random() < 0.1 ? '\uFEFF' : '';
  const ends = random();
  if (ends < 0.65) return mark + text;
  if (ends < 0.9) return mark + text.replaceAll('\n', '\r\n');
  return mark + text.replaceAll('\n', () => (random() < 0.8 ? '\r\n' : '\n'));
}
