import { strToU8, zipSync } from 'fflate';
import { writeSourceFile, type SourceFile } from '../core/index';

/** What a download holds. */
interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** One file as it is, several as a zip; line ends and byte order marks as they were imported. */
export function exportWorkspace(files: readonly SourceFile[]): Download {
  const [only] = files;
  if (files.length === 1 && only) {
    return { name: baseName(only.name), type: 'application/yaml', content: encode(writeSourceFile(only)) };
  }
  const entries = files.map((file) => [file.name, encode(writeSourceFile(file))] as const);
  return {
    name: 'drawbridge.zip',
    type: 'application/zip',
    content: new Uint8Array(zipSync(Object.fromEntries(entries))),
  };
}

/** All files as one YAML text, as `kubectl apply -f -` takes it. JSON files are YAML too. */
export function joinFiles(files: readonly SourceFile[]): string {
  return files
    .map(({ text }) => text.trimEnd())
    .filter((text) => text !== '')
    .map((text) => `${text}\n`)
    .reduce(
      (joined, text) => (joined === '' ? text : joined + (text.startsWith('---') ? '' : '---\n') + text),
      '',
    );
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(strToU8(text));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
