import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../../docs');

/**
 * A generated section of a page in docs, between two comments with its name. With `DRAWBRIDGE_WRITE=1` it is
 * written anew first.
 */
export function docSection(page: string, name: string, generated: string): string {
  const file = join(docs, page);
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const text = readFileSync(file, 'utf8');
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  if (from < begin.length || to < 0) throw new Error(`${page} has no section ${name}`);
  if (process.env['DRAWBRIDGE_WRITE'] !== '1') return text.slice(from, to);
  writeFileSync(file, text.slice(0, from) + generated + text.slice(to));
  return generated;
}
