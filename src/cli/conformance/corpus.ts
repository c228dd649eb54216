import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Analysis, analyze, DEFAULT_PROFILE, type Profile } from '../../core/index';
import { readInput } from '../input';

/** Where the manifests with known answers lie, beside the project. */
export const corpusFolder = resolve(import.meta.dirname, '../../../../shared/corpus');

/** One case of the corpus: a name, the folder of its files, and what the others say. */
export interface Case<Expected> {
  readonly name: string;
  readonly folder: string;
  readonly expected: Expected;
}

/** The cases of a part of the corpus: every folder below it that has an expectation. */
export function readCases<Expected>(corpus: string, part: string, file = 'expected.json'): Case<Expected>[] {
  return listFolders(join(corpus, part))
    .filter((name) => existsSync(join(corpus, part, name, file)))
    .map((name) => {
      const folder = join(corpus, part, name);
      return { name, folder, expected: readJson(join(folder, file)) as Expected };
    });
}

/** The cases of a part of the corpus whose files are the expectations themselves. */
export function readFileCases<Expected>(corpus: string, part: string): Case<Expected>[] {
  const folder = join(corpus, part);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      folder,
      expected: readJson(join(folder, file)) as Expected,
    }));
}

/** Analyses files and folders of a case; a path that is null is left out. */
export function analyzeAt(
  folder: string,
  paths: readonly (string | null)[],
  profile: Profile = DEFAULT_PROFILE,
): Analysis {
  return analyze(
    readInput(paths.flatMap((path) => (path === null ? [] : [join(folder, path)]))),
    undefined,
    profile,
  );
}

function listFolders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
