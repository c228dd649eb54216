import { Box, FileCode2, Globe, Network, Search, Shield, SquareDashed, Terminal } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { ShortcutKeys } from '../ui/ShortcutKeys';
import { useFocusReturn } from '../ui/useFocusReturn';
import styles from './Palette.module.css';
import { findItems, listPaletteItems, type PaletteItem } from './paletteItems';
import { openOverlay, useShell } from './shell';

const icons = {
  Workloads: Box,
  Services: Network,
  Entries: Globe,
  Policies: Shield,
  Namespaces: SquareDashed,
  Files: FileCode2,
  Commands: Terminal,
};

/** Finds workloads, policies, files and commands. */
export function Palette() {
  const open = useShell((state) => state.overlay === 'palette');
  const focusReturn = useFocusReturn();
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => openOverlay(isOpen ? 'palette' : undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined} {...focusReturn}>
          <Dialog.Title className="visually-hidden">Find a workload, policy or command</Dialog.Title>
          <Finder />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function choose(item: PaletteItem | undefined): void {
  if (!item) return;
  openOverlay(undefined);
  // After the dialog has given the focus back, so that what runs may take it.
  setTimeout(item.run);
}

/** A combobox after the ARIA pattern: the caret stays in the field, the arrows move the active option. */
function Finder() {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const [items] = useState(listPaletteItems);
  const deferred = useDeferredValue(query);
  const found = useMemo(() => findItems(items, deferred), [items, deferred]);
  const listRef = useRef<HTMLDivElement>(null);
  const listId = useId();
  const optionId = (index: number) => `${listId}-${index}`;

  const activeId = found[active]?.id;
  useEffect(() => {
    if (activeId === undefined) return;
    listRef.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);

  const pressKey = (event: KeyboardEvent) => {
    const last = found.length - 1;
    if (event.key === 'ArrowDown') setActive(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? Math.max(last, 0) : active - 1);
    else if (event.key === 'PageDown') setActive(Math.min(active + 8, Math.max(last, 0)));
    else if (event.key === 'PageUp') setActive(Math.max(active - 8, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      // Whoever types fast is ahead of the list: what is typed counts.
      choose((query === deferred ? found : findItems(items, query))[active]);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.field}>
        <Search size={16} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label="Find a workload, policy or command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? optionId(active) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder="Find a workload, policy or command"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={pressKey}
        />
      </div>
      <div
        ref={listRef}
        id={listId}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <datalist> cannot be styled
        role="listbox"
        aria-label="Results"
        className={styles.list}
        tabIndex={-1}
      >
        {found.map((item, index) => (
          <Option
            key={item.id}
            id={optionId(index)}
            item={item}
            active={index === active}
            heading={item.section === found[index - 1]?.section ? undefined : item.section}
            onPoint={() => setActive(index)}
            onChoose={() => choose(item)}
          />
        ))}
      </div>
      <output className={found.length === 0 ? styles.nothing : 'visually-hidden'}>
        {found.length === 0 ? `Nothing is called “${query}”.` : `${found.length} results`}
      </output>
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly active: boolean;
  readonly heading: string | undefined;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, item, active, heading, onPoint, onChoose }: OptionProps) {
  const Icon = icons[item.section];
  return (
    <>
      {heading !== undefined && (
        <div className={styles.heading} role="presentation">
          {heading}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- Enter in the field chooses */}
      <div
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an <option> stands in a <select> only
        role="option"
        tabIndex={-1}
        aria-selected={active}
        className={styles.option}
        onPointerMove={active ? undefined : onPoint}
        onClick={onChoose}
      >
        <Icon size={15} aria-hidden="true" />
        <span className={styles.title}>{item.title}</span>
        {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
        {item.keys !== undefined && <ShortcutKeys keys={item.keys} />}
      </div>
    </>
  );
}
