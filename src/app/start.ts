import { keepSaved, restoreWorkspace } from '../store/persistence';
import { startSession } from '../store/session';
import { notify } from '../store/view';
import { startTheme } from './theme';

/** Brings the page to life: theme, the work of the last visit, analysis, saving. */
export async function startDrawbridge(): Promise<void> {
  startTheme();
  const restored = await restoreWorkspace();
  startSession();
  keepSaved();
  if (restored === 'setAside') {
    notify('The work of your last visit could not be read and was set aside; this is the example.');
  }
}
