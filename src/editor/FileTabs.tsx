import { Ellipsis, FilePlus2, Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { openFile } from '../store/view';
import { useAnalysis } from '../store/analysis';
import { useWorkspace } from '../store/workspace';
import { classes } from '../ui/classes';
import { count } from '../ui/count';
import { IconButton } from '../ui/IconButton';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu';
import { FileNameField } from './FileNameField';
import { tabTitles } from './fileNames';
import { addFile, removeFile, renameFile } from './files';
import styles from './FileTabs.module.css';

interface FileTabsProps {
  readonly shown: string | undefined;
  /** Id of the element that shows the file. */
  readonly panel: string;
}

/** One tab a file. Arrows, Home and End walk through them, F2 renames, Delete removes. */
export function FileTabs({ shown, panel }: FileTabsProps) {
  const names = useWorkspace(useShallow((state) => state.files.map((file) => file.name)));
  const titles = useMemo(() => tabTitles(names), [names]);
  const errors = useErrorCounts();
  const [renaming, setRenaming] = useState<string>();
  const shownTab = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (shown !== undefined) shownTab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);

  /** The focus goes with the choice: to the tab that is shown after React has drawn it. */
  const focusShown = () => requestAnimationFrame(() => shownTab.current?.focus());

  const handleKey = (event: KeyboardEvent) => {
    if (shown === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = nextTab(event.key, names, shown);
    if (next !== undefined) openFile(next);
    else if (event.key === 'F2') return setRenaming(shown);
    else if (event.key === 'Delete') removeFile(shown);
    else return;
    event.preventDefault();
    focusShown();
  };

  const endRename = (name: string, to: string | undefined) => {
    setRenaming(undefined);
    if (to !== undefined) renameFile(name, to);
    focusShown();
  };

  return (
    <div className={styles.bar}>
      <div role="tablist" aria-label="Files" className={styles.list}>
        {names.map((name, index) =>
          name === renaming ? (
            <FileNameField key={name} name={name} names={names} onEnd={(to) => endRename(name, to)} />
          ) : (
            <button
              key={name}
              ref={name === shown ? shownTab : undefined}
              type="button"
              role="tab"
              id={name === shown ? `${panel}-tab` : undefined}
              aria-selected={name === shown}
              aria-controls={name === shown ? panel : undefined}
              tabIndex={name === shown ? 0 : -1}
              title={name}
              className={classes(styles.tab, name === shown && styles.shown)}
              onClick={() => openFile(name)}
              onDoubleClick={() => setRenaming(name)}
              onKeyDown={handleKey}
            >
              {titles[index]}
              {errors.has(name) && <ErrorMark errors={errors.get(name) ?? 0} />}
            </button>
          ),
        )}
      </div>
      <IconButton name="New file" icon={<Plus size={15} />} small onClick={addFile} />
      <Menu trigger={<IconButton name="File" icon={<Ellipsis size={15} />} small />}>
        <MenuItem icon={<FilePlus2 size={14} />} onSelect={addFile}>
          New file
        </MenuItem>
        <MenuSeparator />
        <MenuItem
          icon={<Pencil size={14} />}
          keys="F2"
          disabled={shown === undefined}
          onSelect={() => setRenaming(shown)}
        >
          Rename
        </MenuItem>
        <MenuItem
          icon={<Trash2 size={14} />}
          keys="Delete"
          disabled={shown === undefined}
          onSelect={() => shown !== undefined && removeFile(shown)}
        >
          Remove
        </MenuItem>
      </Menu>
    </div>
  );
}

function ErrorMark({ errors }: { readonly errors: number }) {
  return (
    <span className={styles.errors}>
      <span className="visually-hidden">{count(errors, 'error')}</span>
    </span>
  );
}

/** File → how many errors it has, where it has any. */
function useErrorCounts(): ReadonlyMap<string, number> {
  const diagnostics = useAnalysis((state) => state.view?.diagnostics);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { file, severity } of diagnostics ?? []) {
      if (severity === 'error') counts.set(file, (counts.get(file) ?? 0) + 1);
    }
    return counts;
  }, [diagnostics]);
}

function nextTab(key: string, names: readonly string[], shown: string): string | undefined {
  const now = names.indexOf(shown);
  switch (key) {
    case 'ArrowRight':
      return names[(now + 1) % names.length];
    case 'ArrowLeft':
      return names.at(now - 1);
    case 'Home':
      return names[0];
    case 'End':
      return names.at(-1);
    default:
      return undefined;
  }
}
