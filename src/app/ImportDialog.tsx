import { FileText, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { pickFiles } from './filePicker';
import styles from './ImportDialog.module.css';
import { nameForPasted } from './pastedText';
import { openOverlay, useShell } from './shell';
import { type GivenFiles, type ImportMode, takeFiles, usualMode } from './takeFiles';

/** Paste, open files, open a folder; beside what is there or in its place. */
export function ImportDialog() {
  const open = useShell((state) => state.overlay === 'import');
  if (!open) return undefined;
  return <OpenImportDialog />;
}

function OpenImportDialog() {
  const [text, setText] = useState('');
  const [mode, setMode] = useState<ImportMode>(usualMode);

  const take = (given: GivenFiles | undefined) => {
    if (!given) return;
    openOverlay(undefined);
    void takeFiles(given, mode);
  };
  const isBlank = text.trim() === '';
  return (
    <Dialog
      open
      wide
      onOpenChange={() => openOverlay(undefined)}
      title="Import manifests"
      description="YAML or JSON: a policy, a folder, or the output of kubectl get -o yaml. Nothing leaves your browser."
      footer={
        <>
          <ModeChoice mode={mode} onChange={setMode} />
          <Button
            look="primary"
            disabled={isBlank}
            onClick={() => take({ files: [{ name: nameForPasted(text), content: text }], skipped: 0 })}
          >
            Import pasted text
          </Button>
        </>
      }
    >
      <textarea
        className={styles.text}
        aria-label="Paste manifests"
        placeholder={'Paste here\n\nkubectl get ns,deploy,sts,ds,pods,svc,netpol -A -o yaml'}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.open}>
        <span className={styles.or}>or drop files anywhere, or</span>
        <Button onClick={() => void pickFiles('files').then(take)}>
          <FileText size={15} aria-hidden="true" />
          Open files…
        </Button>
        <Button onClick={() => void pickFiles('folder').then(take)}>
          <FolderOpen size={15} aria-hidden="true" />
          Open folder…
        </Button>
      </div>
    </Dialog>
  );
}

interface ModeChoiceProps {
  readonly mode: ImportMode;
  readonly onChange: (mode: ImportMode) => void;
}

function ModeChoice({ mode, onChange }: ModeChoiceProps) {
  return (
    <fieldset className={styles.modes}>
      <legend className="visually-hidden">What happens to the present files</legend>
      {(['replace', 'add'] as const).map((value) => (
        <label key={value}>
          <input type="radio" name="mode" checked={mode === value} onChange={() => onChange(value)} />
          {value === 'replace' ? 'Replace the workspace' : 'Add to the workspace'}
        </label>
      ))}
      <span className={styles.hint}>Undo brings back what was there.</span>
    </fieldset>
  );
}
