import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readSourceFile } from '../core/index';
import { exportWorkspace, joinFiles } from './exporting';

const crlf = '\uFEFFa: 1\r\nb: 2\r\n';

test('exports one file as it was, byte order mark and line ends included', () => {
  const { name, content } = exportWorkspace([readSourceFile('folder/a.yaml', crlf)]);
  expect(name).toBe('a.yaml');
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content)).toBe(crlf);
});

test('exports several files as a zip with their paths', () => {
  const { name, content } = exportWorkspace([
    readSourceFile('x/a.yaml', crlf),
    readSourceFile('b.yaml', 'c: 3\n'),
  ]);
  expect(name).toBe('drawbridge.zip');
  const entries = unzipSync(content);
  expect(Object.keys(entries)).toEqual(['x/a.yaml', 'b.yaml']);
  expect(strFromU8(entries['b.yaml']!)).toBe('c: 3\n');
});

test('joins files as documents', () => {
  const files = ['a: 1', '---\nb: 2\n', '\n', 'c: 3\n'].map((text, index) =>
    readSourceFile(`${index}.yaml`, text),
  );
  expect(joinFiles(files)).toBe('a: 1\n---\nb: 2\n---\nc: 3\n');
});
