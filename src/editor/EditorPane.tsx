import { FilePlus2 } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useView } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { Button } from '../ui/Button';
import { BrokenBanner } from './BrokenBanner';
import { createCodeEditor } from './codeEditor';
import styles from './EditorPane.module.css';
import { FileTabs } from './FileTabs';
import { addFile } from './files';
import { shownFile } from './shownFile';

/** The YAML of the workspace. Loads Monaco: import it lazily, after the first paint. */
export default function EditorPane() {
  const activeFile = useView((state) => state.activeFile);
  const shown = useWorkspace((state) => shownFile(state.files, activeFile));
  const element = useRef<HTMLDivElement>(null);
  const panel = useId();

  useEffect(() => (element.current ? createCodeEditor(element.current) : undefined), []);

  return (
    <div className={styles.pane}>
      <FileTabs shown={shown} panel={panel} />
      <BrokenBanner file={shown} />
      {shown === undefined && (
        <div className={styles.empty}>
          <p>The workspace has no files.</p>
          <Button look="outline" onClick={addFile}>
            <FilePlus2 size={14} />
            New file
          </Button>
        </div>
      )}
      <div
        id={panel}
        role="tabpanel"
        aria-labelledby={`${panel}-tab`}
        hidden={shown === undefined}
        className={styles.panel}
      >
        {/* React Flow takes keys from everything but fields; Monaco's is none, and `nokey` says so. */}
        <div ref={element} className={`nokey ${styles.code}`} />
      </div>
    </div>
  );
}
