import { LoaderCircle, TriangleAlert, Upload } from 'lucide-react';
import { useAnalysis } from '../store/analysis';
import { useWorkspace } from '../store/workspace';
import { count } from '../ui/count';
import { runCommand } from './commands';
import { listInventory } from './inventory';
import styles from './InventoryFooter.module.css';
import { showTab } from './shell';

/** What was read, what was ignored, what is broken; whether it is behind the text. */
export function InventoryFooter() {
  const view = useAnalysis((state) => state.view);
  const failure = useAnalysis((state) => state.failure);
  const working = useAnalysis((state) => state.working);
  const revision = useWorkspace((state) => state.revision);
  const behind = working && view !== undefined && view.revision < revision;
  return (
    <div className={styles.footer}>
      <button type="button" className={styles.drop} onClick={() => runCommand('import')}>
        <Upload size={14} aria-hidden="true" />
        Paste or drop manifests
      </button>
      {failure !== undefined && (
        <p role="alert" className={styles.failure}>
          <TriangleAlert size={13} aria-hidden="true" />
          <span>The analysis failed: {failure}</span>
        </p>
      )}
      {view && (
        <p className={styles.numbers}>
          {listInventory(view.inventory).map((part, index, parts) => (
            <span key={part}>
              {part}
              {index < parts.length - 1 && ' ·'}
            </span>
          ))}
          {behind && (
            <>
              <LoaderCircle size={12} className={styles.spinner} aria-hidden="true" />
              <span className="visually-hidden">being updated</span>
            </>
          )}
        </p>
      )}
      {view && view.inventory.broken > 0 && (
        <button type="button" className={styles.broken} onClick={() => showTab('problems')}>
          <TriangleAlert size={13} aria-hidden="true" />
          {count(view.inventory.broken, 'document')} cannot be read
        </button>
      )}
      {view && view.inventory.ignored.length > 0 && <Ignored ignored={view.inventory.ignored} />}
    </div>
  );
}

function Ignored({ ignored }: { readonly ignored: readonly (readonly [kind: string, count: number])[] }) {
  const total = ignored.reduce((sum, [, amount]) => sum + amount, 0);
  return (
    <details className={styles.ignored}>
      <summary>{count(total, 'object')} ignored</summary>
      <p>Policies do not depend on these kinds:</p>
      <ul>
        {ignored.map(([kind, amount]) => (
          <li key={kind}>
            <span>{kind}</span>
            <span>{amount.toLocaleString('en')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
