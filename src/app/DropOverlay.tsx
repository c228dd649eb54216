import { FileDiff, FilePlus2, Replace } from 'lucide-react';
import { type DragEvent, useEffect, useState } from 'react';
import { classes } from '../ui/classes';
import { compareFiles } from './compareFiles';
import styles from './DropOverlay.module.css';
import { findDropped } from './givenFiles';
import { openOverlay, useShell } from './shell';
import { takeFiles, usualMode } from './takeFiles';

function carriesFiles(event: { readonly dataTransfer: DataTransfer | null }): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

const zones = {
  add: { icon: FilePlus2, title: 'Add to the workspace', note: 'The present files stay.' },
  replace: { icon: Replace, title: 'Replace the workspace', note: 'Undo brings the present files back.' },
  compare: { icon: FileDiff, title: 'Compare with', note: 'The review shows what differs.' },
} as const;

type Zone = keyof typeof zones;

/** Appears while files are dragged over the page; the zone that takes them says what becomes of the present ones. */
export function DropOverlay() {
  const [dragging, setDragging] = useState(false);
  const [over, setOver] = useState<Zone>();
  const isReviewing = useShell((state) => state.centre === 'review');

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
  const take = (event: DragEvent, zone: Zone) => {
    openOverlay(undefined);
    setOver(undefined);
    void findDropped(event.dataTransfer).then((given) =>
      zone === 'compare' ? compareFiles(given) : takeFiles(given, zone),
    );
  };
  // An example or an empty workspace gives way: there is nothing to choose.
  const isOwn = usualMode() === 'add';
  const offered: readonly Zone[] = [
    ...(isOwn ? (['add'] as const) : []),
    'replace',
    ...(isOwn || isReviewing ? (['compare'] as const) : []),
  ];
  return (
    <div className={styles.overlay}>
      {offered.map((zone) => {
        const { icon: Icon, title, note } = zones[zone];
        return (
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is for pointers; Import is for all
          <div
            key={zone}
            className={classes(styles.zone, over === zone && styles.over)}
            onDragOver={() => setOver(zone)}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => take(event, zone)}
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
