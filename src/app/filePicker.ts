import { findChosen } from './givenFiles';
import type { GivenFiles } from './takeFiles';

/** Lets the user choose files, or a folder; undefined when the choice is cancelled. */
export function pickFiles(what: 'files' | 'folder'): Promise<GivenFiles | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (what === 'folder') input.webkitdirectory = true;
  else input.accept = '.yaml,.yml,.json,text/plain';
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(findChosen(input.files ?? [])));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}
