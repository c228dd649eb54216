import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readResources } from '../../manifest/readResources';
import { splitUnits } from '../../yaml/documents';
import { readUnit } from '../../yaml/read';
import { DEFAULT_SERVER_VERSION } from './serverVersion';
import { validatePolicy } from './policy';

const corpus = '../shared/corpus';
if (!existsSync(corpus)) console.warn(`Tests against known refusals are skipped: ${corpus} is absent.`);

function problemsIn(file: string) {
  const resources = splitUnits(readFileSync(file, 'utf8')).flatMap(({ text }) => {
    const content = readUnit(text);
    return content.state === 'read' ? readResources(content.value).resources : [];
  });
  return resources.flatMap((resource) =>
    resource.type === 'policy' ? validatePolicy(resource.kind, resource.value, DEFAULT_SERVER_VERSION) : [],
  );
}

interface Case {
  readonly case: string;
  readonly policies: readonly string[];
  readonly expectedError: number;
}

/** What network-config-analyzer refuses and the API server takes, at most with a warning; why. */
const takenByServers = new Map([
  ['spec_empty_map', 'S4'],
  ['spec_podselector_does_not_exist', 'S1'],
  ['spec_podselector_has_no_value', 'S1'],
  ['spec_policytypes_missing_ingress', 'S3'],
  ['matchlabels_empty_value_label', 'V44'],
  ['metadata_wrong_keys', 'V40'],
  ['spec_wrong_keys', 'V40'],
  ['spec_podselector_wrong_keys', 'V40'],
  ['ipblock_wrong_keys', 'V40'],
  ['peer_podselector_wrong_keys', 'V40'],
]);

describe.skipIf(!existsSync(corpus))('policies that a strict reader refuses', () => {
  const folder = join(corpus, 'nca-bad-path');
  const { cases } = existsSync(folder)
    ? (JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { cases: readonly Case[] })
    : { cases: [] };

  test.each(cases.map((each) => [each.case, each] as const))('%s', (name, { policies, expectedError }) => {
    const problems = policies.flatMap((file) => problemsIn(join(folder, 'policies', file)));
    const isRefused = problems.some(({ blocking }) => blocking);
    const why = takenByServers.get(name);
    expect(isRefused).toBe(expectedError > 0 && why === undefined);
    if (why?.startsWith('V')) expect(problems.map(({ code }) => code)).toContain(why);
  });
});

interface Expected {
  /** Fields that must be reported as unknown. */
  readonly invalid?: readonly string[];
}

describe.skipIf(!existsSync(corpus))('the tutorials', () => {
  const folder = join(corpus, 'tutorials');
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expect.json')))
    : [];

  test.each(names)('%s: what is unknown is said, and nothing is refused', (name) => {
    const { invalid = [] } = JSON.parse(readFileSync(join(folder, name, 'expect.json'), 'utf8')) as Expected;
    const problems = problemsIn(join(folder, name, 'policies.yaml'));
    expect(problems.map(({ message }) => message)).toEqual(
      invalid.map((field) => `unknown field "${field}"`),
    );
  });
});
