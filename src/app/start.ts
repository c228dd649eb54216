import { keepSaved, restoreWorkspace } from '../store/persistence';
import { followImports } from '../store/reference';
import { startSession, wakeWorker } from '../store/session';
import { setNotice } from '../store/view';
import { tellBugs } from './tellBugs';
import { startTheme } from './theme';
import { followWidth } from './narrow';

/** Brings the page to life: theme, the work of the last visit, analysis, saving. */
export async function startDrawbridge(): Promise<void> {
  tellBugs();
  startTheme();
  followWidth();
  wakeWorker();
  const { from, placements } = await restoreWorkspace();
  startSession(placements);
  keepSaved();
  void followImports();
  if (from === 'setAside') {
    setNotice('The work of your last visit could not be read and was set aside; this is the example.');
  }
}
