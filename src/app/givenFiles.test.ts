import { expect, test } from 'vitest';
import { decodeText, isManifest, readChosen } from './givenFiles';

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

test('of a folder, manifests are read with their paths, the rest is counted, hidden folders are passed over', async () => {
  const given = await readChosen([
    fileAt('shop/web/policy.yaml', 'kind: NetworkPolicy'),
    fileAt('shop/README.md', '# Shop'),
    fileAt('shop/.git/config.yaml', 'x: 1'),
  ]);
  expect(given).toEqual({
    files: [{ name: 'shop/web/policy.yaml', text: 'kind: NetworkPolicy' }],
    skipped: 1,
  });
});

test('what PowerShell writes is text too', () => {
  const text = 'kind: List\r\n# größer\r\n';
  const units = Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0));
  const little = units.flatMap((unit) => [unit & 0xff, unit >> 8]);
  const big = units.flatMap((unit) => [unit >> 8, unit & 0xff]);
  expect(decodeText(Uint8Array.from(little))).toBe(text);
  expect(decodeText(Uint8Array.from(big))).toBe(text);
  expect(decodeText(new TextEncoder().encode(`\uFEFF${text}`))).toBe(`\uFEFF${text}`);
});
