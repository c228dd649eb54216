import type { SourceFile } from '../core/index';
import { isExample } from '../store/importing';

/** What the workspace is called: the example's name, the folder that all files are in, or the files' own names. */
export function workspaceName(files: readonly SourceFile[]): string {
  if (isExample(files)) return 'online-shop (example)';
  const [first, ...others] = files;
  if (!first) return 'empty';
  if (others.length === 0) return first.name;
  const folder = first.name.split('/')[0] ?? '';
  const shared = first.name.includes('/') && others.every(({ name }) => name.startsWith(`${folder}/`));
  if (shared) return folder;
  const names = files.map(({ name }) => name);
  return names.length <= 2 ? names.join(', ') : `${first.name} and ${names.length - 1} more`;
}
