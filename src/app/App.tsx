import styles from './App.module.css';
import { CanvasPane } from './CanvasPane';
import { DropOverlay } from './DropOverlay';
import { Header } from './Header';
import { ImportDialog } from './ImportDialog';
import { ImportProgress } from './ImportProgress';
import { FoldedListPane, ListPane } from './ListPane';
import { Palette } from './Palette';
import { setFolded, useShell } from './shell';
import { SettingsDialog } from './SettingsDialog';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useCommandKeys } from './useCommandKeys';
import { useNotices } from './useNotices';
import { usePasteImport } from './usePasteImport';
import { FoldedWorkPane, WorkPane } from './WorkPane';
import { SplitPane } from '../ui/SplitPane';
import { Toaster } from '../ui/Toaster';
import { TooltipProvider } from '../ui/Tooltip';
import { VerbHost } from '../verbs/VerbHost';

/** The page: header, list, canvas, editor over inspector, and what lies over them. */
export function App() {
  useCommandKeys();
  usePasteImport();
  useNotices();
  const folded = useShell((state) => state.folded);
  return (
    <TooltipProvider delayDuration={400}>
      <div className={styles.app}>
        <Header />
        <main className={styles.main}>
          <SplitPane
            name="the list"
            storageKey="drawbridge.list"
            side="left"
            initial="clamp(248px, 18.4vw, 310px)"
            least={180}
            leastRest={520}
            folded={folded.list}
            onFoldedChange={(isFolded) => setFolded('list', isFolded)}
            pane={<ListPane />}
            foldedPane={<FoldedListPane />}
          >
            <SplitPane
              name="the editor and inspector"
              storageKey="drawbridge.work"
              side="right"
              initial="clamp(340px, 32vw, 640px)"
              least={280}
              leastRest={320}
              folded={folded.editor}
              onFoldedChange={(isFolded) => setFolded('editor', isFolded)}
              pane={<WorkPane />}
              foldedPane={<FoldedWorkPane />}
            >
              <CanvasPane />
            </SplitPane>
          </SplitPane>
        </main>
      </div>
      <VerbHost />
      <Palette />
      <ImportDialog />
      <ImportProgress />
      <SettingsDialog />
      <ShortcutsDialog />
      <DropOverlay />
      <Toaster />
    </TooltipProvider>
  );
}
