import type { SourceFile } from '../core/index';
import { exampleName } from '../store/importing';

/** What the workspace is called: the example's name, the folder that all files are in, or the files' own names. */
export function workspaceName(files: readonly SourceFile[]): string {
  const example = exampleName(files);
  if (example !== undefined) return `${example} (example)`;
  const [first, ...others] = files;
  if (!first) return 'empty';
  if (others.length === 0) return first.name;
  const folder = first.name.split('/')[0] ?? '';
  const shared = first.name.includes('/') && others.every(({ name }) => name.startsWith(`${folder}/`));
  if (shared) return folder;
  const names = files.map(({ name }) => name);
  return names.length <= 2 ? names.join(', ') : `${first.name} and ${names.length - 1} more`;
}
