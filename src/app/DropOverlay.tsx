import { FilePlus2, Replace } from 'lucide-react';
import { type DragEvent, useEffect, useState } from 'react';
import { classes } from '../ui/classes';
import styles from './DropOverlay.module.css';
import { findDropped } from './givenFiles';
import { openOverlay } from './shell';
import { type ImportMode, takeFiles, usualMode } from './takeFiles';

function carriesFiles(event: { readonly dataTransfer: DataTransfer | null }): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

const zones = {
  add: { icon: FilePlus2, title: 'Add to the workspace', note: 'The present files stay.' },
  replace: { icon: Replace, title: 'Replace the workspace', note: 'Undo brings the present files back.' },
} as const;

/** Appears while files are dragged over the page; the zone that takes them says what becomes of the present ones. */
export function DropOverlay() {
  const [dragging, setDragging] = useState(false);
  const [over, setOver] = useState<ImportMode>();

  useEffect(() => {
    const stop = new AbortController();
    const options = { capture: true, signal: stop.signal };
    const enter = (event: globalThis.DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: globalThis.DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: globalThis.DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
      setDragging(false);
    };
    window.addEventListener('dragenter', enter, options);
    window.addEventListener('dragover', enter, options);
    window.addEventListener('dragleave', leave, options);
    // Not in the capture phase: the zone has to see it before the overlay goes.
    window.addEventListener('drop', drop, { signal: stop.signal });
    return () => stop.abort();
  }, []);

  if (!dragging) return undefined;
  const take = (event: DragEvent, mode: ImportMode) => {
    openOverlay(undefined);
    setOver(undefined);
    void findDropped(event.dataTransfer).then((given) => takeFiles(given, mode));
  };
  // An example or an empty workspace gives way: there is nothing to choose.
  const offered: readonly ImportMode[] = usualMode() === 'replace' ? ['replace'] : ['add', 'replace'];
  return (
    <div className={styles.overlay}>
      {offered.map((mode) => {
        const { icon: Icon, title, note } = zones[mode];
        return (
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is for pointers; Import is for all
          <div
            key={mode}
            className={classes(styles.zone, over === mode && styles.over)}
            onDragOver={() => setOver(mode)}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => take(event, mode)}
          >
            <Icon size={26} aria-hidden="true" />
            <p className={styles.title}>{offered.length === 1 ? 'Drop to open' : title}</p>
            <p>{offered.length === 1 ? 'YAML and JSON files, or folders of them' : note}</p>
          </div>
        );
      })}
    </div>
  );
}
