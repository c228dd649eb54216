import { expect, test } from 'vitest';
import { findChosen, isManifest } from './givenFiles';

test('YAML and JSON are read everywhere, other text only where it is chosen by itself', () => {
  expect(isManifest('a.yaml', '', false)).toBe(true);
  expect(isManifest('a.YML', '', false)).toBe(true);
  expect(isManifest('a.json', 'application/json', false)).toBe(true);
  expect(isManifest('dump', '', true)).toBe(true);
  expect(isManifest('dump.txt', 'text/plain', true)).toBe(true);
  expect(isManifest('dump.txt', 'text/plain', false)).toBe(false);
  expect(isManifest('README.md', 'text/markdown', true)).toBe(false);
  expect(isManifest('chart.tgz', '', true)).toBe(false);
});

function fileAt(path: string, text: string): File {
  return Object.defineProperty(new File([text], path.split('/').at(-1) ?? ''), 'webkitRelativePath', {
    value: path,
  });
}

test('of a folder, manifests are found with their paths, the rest is counted, hidden folders are passed over', () => {
  const policy = fileAt('shop/web/policy.yaml', 'kind: NetworkPolicy');
  const given = findChosen([
    policy,
    fileAt('shop/README.md', '# Shop'),
    fileAt('shop/.git/config.yaml', 'x: 1'),
  ]);
  expect(given).toEqual({
    files: [{ name: 'shop/web/policy.yaml', content: policy }],
    skipped: 1,
  });
});
