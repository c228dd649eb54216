import { useEffect, useState } from 'react';
import { useImporting } from '../store/importing';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import styles from './ImportProgress.module.css';

/** An import that is done sooner needs no word, in milliseconds. */
const patience = 400;

/** Tells how far a large import is, and lets it be cancelled. */
export function ImportProgress() {
  const isRunning = useImporting(({ running }) => running !== undefined);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setTimeout(() => setLate(true), patience);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isRunning]);
  return isRunning && late ? <RunningImport /> : undefined;
}

function RunningImport() {
  const running = useImporting((state) => state.running);
  if (!running) return undefined;
  const { progress, cancel } = running;
  const done = progress?.done ?? 0;
  const total = progress?.total ?? 0;
  const amount = total > 0 ? `${inMegabytes(done)} of ${inMegabytes(total)} MB` : 'Opening…';
  return (
    <Dialog
      open
      onOpenChange={cancel}
      title="Reading the manifests"
      description="The workspace stays as it is until all is read."
      footer={<Button onClick={cancel}>Cancel</Button>}
    >
      <progress
        className={styles.bar}
        aria-label="Read so far"
        aria-valuetext={amount}
        {...(done > 0 ? { value: done / total } : {})}
      />
      <p className={styles.amount}>{amount}</p>
    </Dialog>
  );
}

function inMegabytes(characters: number): string {
  return (characters / 1e6).toFixed(1);
}
