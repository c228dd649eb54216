import { expect, test } from 'vitest';
import type { Diagnostic } from '../core/index';
import { brokenDocuments } from './brokenDocuments';

const text = 'a: 1\n---\nb: [\n---\nc: {\n  d: [\n';
const mistake = (from: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  file: 'a.yaml',
  from,
  to: from + 1,
  code: 'syntax',
  severity: 'error',
  message: '',
  ...more,
});

test('names each broken document with its first mistake', () => {
  const at = [text.indexOf('d: ['), text.indexOf('{'), text.indexOf('b: [')].map((from) => mistake(from));
  expect(brokenDocuments('a.yaml', text, at).map(({ title, line }) => `${title} ${line}`)).toEqual([
    'Document 2 3',
    'Document 3 5',
  ]);
});

test('the only document is the file', () => {
  expect(brokenDocuments('a.yaml', 'a: [', [mistake(3)])).toEqual([
    { place: { file: 'a.yaml', from: 3, to: 4 }, title: 'This file', line: 1 },
  ]);
});

test('other diagnostics and other files do not count', () => {
  const others = [mistake(9, { code: 'V9' }), mistake(9, { file: 'b.yaml' })];
  expect(brokenDocuments('a.yaml', text, others)).toEqual([]);
});
