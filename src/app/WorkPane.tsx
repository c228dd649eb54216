import { ChevronDown, ChevronUp, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { InspectorPanel } from '../panels/InspectorPanel';
import { classes } from '../ui/classes';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { IconButton } from '../ui/IconButton';
import { loadedLater } from '../ui/loadedLater';
import { SplitPane } from '../ui/SplitPane';
import { shortcutOf } from './commands';
import { EditorPlaceholder } from './EditorPlaceholder';
import styles from './panes.module.css';
import { setFolded, useShell } from './shell';
import { useAfterFirstPicture } from './useAfterFirstPicture';

const EditorPane = loadedLater('The editor', () => import('../editor/EditorPane'));

/** Right: the editor over the inspector. */
export function WorkPane() {
  const folded = useShell((state) => state.folded.inspector);
  return (
    <SplitPane
      name="the inspector"
      storageKey="drawbridge.inspector"
      side="bottom"
      initial="36%"
      least={120}
      leastRest={160}
      folded={folded}
      onFoldedChange={(isFolded) => setFolded('inspector', isFolded)}
      pane={<Inspector />}
      foldedPane={<InspectorBar folded />}
    >
      <Editor />
    </SplitPane>
  );
}

function Editor() {
  const ready = useAfterFirstPicture();
  return (
    <section className={styles.pane} aria-label="Editor">
      {ready ? <EditorPane fallback={<EditorPlaceholder />} /> : <EditorPlaceholder />}
    </section>
  );
}

function Inspector() {
  return (
    <section className={styles.pane} aria-label="Inspector">
      <InspectorBar folded={false} />
      <div className={styles.scrolling}>
        <ErrorBoundary name="The inspector">
          <InspectorPanel />
        </ErrorBoundary>
      </div>
    </section>
  );
}

function InspectorBar({ folded }: { readonly folded: boolean }) {
  return (
    <div className={classes(styles.bar, folded && styles.foldedBar)}>
      <h2 className={styles.barTitle}>Inspector</h2>
      {!folded && (
        <IconButton
          small
          name="Fold the right pane"
          keys={shortcutOf('toggleEditor')}
          icon={<PanelRightClose size={15} />}
          onClick={() => setFolded('editor', true)}
        />
      )}
      <IconButton
        small
        name={folded ? 'Unfold the inspector' : 'Fold the inspector'}
        keys={shortcutOf('toggleInspector')}
        icon={folded ? <ChevronUp size={15} /> : <ChevronDown size={15} />}
        onClick={() => setFolded('inspector', !folded)}
      />
    </div>
  );
}

export function FoldedWorkPane() {
  return (
    <div className={styles.rail}>
      <IconButton
        name="Unfold the editor and the inspector"
        keys={shortcutOf('toggleEditor')}
        side="left"
        icon={<PanelRightOpen size={16} />}
        onClick={() => setFolded('editor', false)}
      />
    </div>
  );
}
