import { X } from 'lucide-react';
import { useMemo } from 'react';
import { isExample } from '../store/importing';
import { useWorkspace } from '../store/workspace';
import { IconButton } from '../ui/IconButton';
import { type CommandId, runCommand } from './commands';
import styles from './ExampleStrip.module.css';
import { dismissStrip, useShell } from './shell';

/** Above the example: how to go on with one's own. */
export function ExampleStrip() {
  const files = useWorkspace((state) => state.files);
  const shown = useMemo(() => isExample(files), [files]);
  const dismissed = useShell((state) => state.stripDismissed);
  if (!shown || dismissed) return undefined;
  return (
    <section className={styles.strip} aria-label="Example">
      <p>
        <strong>This is an example.</strong> <Action id="import" title="Paste your own" />
        <span aria-hidden="true">·</span>
        <Action id="openFiles" title="Open files" />
        <span aria-hidden="true">·</span>
        <Action id="startEmpty" title="Start empty" />
      </p>
      <IconButton small name="Dismiss" icon={<X size={14} />} onClick={dismissStrip} />
    </section>
  );
}

function Action({ id, title }: { readonly id: CommandId; readonly title: string }) {
  return (
    <button type="button" className={styles.action} onClick={() => runCommand(id)}>
      {title}
    </button>
  );
}
