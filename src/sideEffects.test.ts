/** What package.json does not name under `sideEffects` may be left out of the build where nothing of it is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const src = new URL('.', import.meta.url);
const { sideEffects } = JSON.parse(readFileSync(new URL('../package.json', src), 'utf8')) as {
  readonly sideEffects: readonly string[];
};

/** `import './monaco';`, which uses nothing by name. */
const bareImport = /^import '(\.[^']+)';$/gm;

test('what is imported for its side effects alone is kept in the build', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const imported = files.flatMap((file) =>
    Array.from(readFileSync(new URL(file, src), 'utf8').matchAll(bareImport), ([, path = '']) =>
      posix.join('src', posix.dirname(file), path),
    ),
  );
  expect(imported).toContain('src/ui/base.css');
  const named = new Set(sideEffects.map((path) => path.replace(/\.tsx?$/, '')));
  expect(imported.filter((path) => !path.endsWith('.css') && !named.has(path))).toEqual([]);
  expect(sideEffects).toContain('**/*.css');
});
