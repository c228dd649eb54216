import { prepareFiles } from '../store/session';
import { compareWith } from '../store/reference';
import { notify } from '../ui/toast';
import { showCentre } from './shell';
import type { GivenFiles } from './takeFiles';

/** Compares the workspace with files, read as an import would read them, and shows the review. */
export async function compareFiles({ files: given }: GivenFiles): Promise<void> {
  if (given.length === 0) {
    notify({
      tone: 'warning',
      title: 'There is nothing to compare with',
      detail: 'No file is YAML or JSON.',
    });
    return;
  }
  try {
    const { files } = await prepareFiles({ given, mode: 'replace' }, new AbortController().signal, () => {});
    compareWith({ name: given.length === 1 ? (given[0]?.name ?? '') : `${given.length} files`, files });
    showCentre('review');
  } catch (error) {
    notify({ tone: 'error', title: 'The files could not be read', detail: String(error) });
  }
}
