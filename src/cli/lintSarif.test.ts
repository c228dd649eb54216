import { expect, test } from 'vitest';
import { analyze, joinDiagnostics, lint, readSourceFile } from '../core/index';
import { toSarif } from './lintSarif';

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly rules: readonly {
          readonly id: string;
          readonly shortDescription: { readonly text: string };
          readonly fullDescription: { readonly text: string };
          readonly help: { readonly text: string };
          readonly defaultConfiguration: { readonly level: string };
        }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly properties: { readonly code: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
        };
        readonly logicalLocations?: unknown;
      }[];
    }[];
  }[];
}

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  egress:
  - to: [{podSelector: {matchLabels: {app: web}}}]
`;
const quoted = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'a', namespace: 'b' },
  spec: { podSelector: {}, ingress: [{ ports: [{ port: '80' }] }] },
};
const files = [
  readSourceFile('policy.yaml', policy),
  readSourceFile('a folder/broken.yaml', `${policy}  - [`),
  readSourceFile('/tmp/quoted.json', JSON.stringify(quoted)),
];
const analysis = analyze(files);
const log = JSON.parse(toSarif(files, joinDiagnostics(analysis, lint(analysis)))) as SarifLog;
const [{ tool, results } = { tool: { driver: { name: '', rules: [] } }, results: [] }] = log.runs;
const { rules } = tool.driver;

test('the log has one run, with the rules that its results name', () => {
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') as string });
  expect(log.runs).toHaveLength(1);
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['L8', 'L20', 'syntax']));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { shortDescription, fullDescription, help, defaultConfiguration } of rules) {
    for (const { text } of [shortDescription, fullDescription, help]) expect(text).toMatch(/\w\w/);
    expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
  }
});

test('every result has its rule, level, message and place', () => {
  expect(results.length).toBeGreaterThan(3);
  for (const { ruleId, ruleIndex, level, message, locations } of results) {
    expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(['error', 'warning', 'note']).toContain(level);
    expect(message.text).not.toBe('');
    expect(locations).toHaveLength(1);
    const { startLine, startColumn, endLine, endColumn } = locations[0]!.physicalLocation.region;
    expect(Math.min(startLine, startColumn)).toBeGreaterThan(0);
    expect(endLine > startLine || endColumn > startColumn).toBe(true);
  }
});

test('places are lines and columns from 1, and files are references', () => {
  const found = results.find(({ ruleId }) => ruleId === 'L8');
  expect(found?.locations[0]).toMatchObject({
    physicalLocation: { artifactLocation: { uri: 'policy.yaml' }, region: { startLine: 6, startColumn: 3 } },
    logicalLocations: [{ fullyQualifiedName: 'NetworkPolicy/shop/db' }],
  });
  const uris = new Set(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri));
  expect(uris).toEqual(new Set(['policy.yaml', 'a%20folder/broken.yaml', 'file:///tmp/quoted.json']));
});

test('what the API server says goes by the rule that explains it, and keeps its code', () => {
  expect(results.find(({ ruleId }) => ruleId === 'L20')?.properties.code).toBe('V3');
});
