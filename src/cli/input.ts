import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, lineColumn, lineStarts, readSourceFile, type SourceFile } from '../core/index';

/** Wrong use of a command: said on stderr, exit code 2. */
export class UsageError extends Error {}

const manifestName = /\.(ya?ml|json)$/i;

/** The files at the paths: files themselves, folders with all manifests below them, `-` for what comes in. */
export function readInput(paths: readonly string[]): SourceFile[] {
  if (paths.length === 0) throw new UsageError('No manifests given: name files or folders, or - for stdin.');
  return [...new Set(paths.flatMap(listFiles))].map((path) =>
    readSourceFile(path === '-' ? 'stdin' : path, readFileSync(path === '-' ? 0 : path, 'utf8')),
  );
}

function listFiles(path: string): string[] {
  if (path === '-') return [path];
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`No such file or folder: ${path}`);
  if (!stat.isDirectory()) return [path];
  const found = readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && manifestName.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (found.length === 0) throw new UsageError(`No manifests below ${path}: no .yaml, .yml or .json file.`);
  return found;
}

/** One line for each diagnostic: `file:line:column: severity: message; consequence [code]`. */
export function formatDiagnostics(files: readonly SourceFile[], diagnostics: readonly Diagnostic[]): string {
  const texts = new Map(files.map(({ name, text }) => [name, { text, starts: lineStarts(text) }]));
  return diagnostics
    .map(({ file, from, severity, message, consequence, code, rule }) => {
      const { text = '', starts = [0] } = texts.get(file) ?? {};
      const { line, column } = lineColumn(text, from, starts);
      const told =
        consequence === undefined ? message : `${message}${message.endsWith('.') ? '' : ';'} ${consequence}`;
      return `${file}:${line}:${column}: ${severity}: ${told} [${rule === undefined ? code : `${code} ${rule}`}]\n`;
    })
    .join('');
}
