import { useView } from '../store/view';
import { useWorkspace } from '../store/workspace';
import styles from './EditorPlaceholder.module.css';

/** As much as the pane can show before the editor is there. */
const shownLength = 6000;

/** The text, quietly, until the editor is loaded. */
export function EditorPlaceholder() {
  const activeFile = useView((state) => state.activeFile);
  const files = useWorkspace((state) => state.files);
  const file = files.find(({ name }) => name === activeFile) ?? files[0];
  return (
    <div className={styles.placeholder} aria-busy="true">
      <div className={styles.bar}>{file?.name}</div>
      <pre className={styles.text}>{file?.text.slice(0, shownLength)}</pre>
    </div>
  );
}
