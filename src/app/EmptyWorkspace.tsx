import { ClipboardPaste, FolderOpen, Plus, Shapes } from 'lucide-react';
import { Button } from '../ui/Button';
import { runCommand } from './commands';
import styles from './EmptyWorkspace.module.css';
import { Logo } from './Logo';

/** The canvas without a workload: three ways to begin. */
export function EmptyWorkspace() {
  return (
    <section className={styles.empty} aria-label="Begin">
      <Logo />
      <h2 className={styles.title}>See what your network policies really allow</h2>
      <p className={styles.text}>
        Paste or drop manifests anywhere: a single policy, a folder, or the output of the command below.
        Nothing leaves your browser.
      </p>
      <div className={styles.actions}>
        <Button look="primary" onClick={() => runCommand('import')}>
          <ClipboardPaste size={15} aria-hidden="true" />
          Paste manifests
        </Button>
        <Button onClick={() => runCommand('openFolder')}>
          <FolderOpen size={15} aria-hidden="true" />
          Open folder…
        </Button>
        <Button onClick={() => runCommand('openExample')}>
          <Shapes size={15} aria-hidden="true" />
          Open the example
        </Button>
      </div>
      <code className={styles.command}>kubectl get ns,deploy,sts,ds,pods,svc,netpol -A -o yaml</code>
      <p className={styles.design}>
        <span>Or design a cluster here, from nothing:</span>
        <Button look="quiet" onClick={() => runCommand('newNamespace')}>
          <Plus size={15} aria-hidden="true" />
          New namespace…
        </Button>
        <Button look="quiet" onClick={() => runCommand('newWorkload')}>
          <Plus size={15} aria-hidden="true" />
          New workload…
        </Button>
      </p>
    </section>
  );
}
