import styles from './TestsPanel.module.css';
import { isFailing, useVerdicts } from './useVerdicts';

/** The title of the tab: how many tests are not as expected. */
export function TestsTitle() {
  const failing = useVerdicts().filter(isFailing).length;
  return (
    <>
      Tests
      {failing > 0 && <span className={styles.failing}>{failing}</span>}
    </>
  );
}
