import {
  ChevronDown,
  ClipboardCopy,
  Copy,
  Download,
  FileDown,
  Monitor,
  Moon,
  Redo2,
  Search,
  Settings,
  Sun,
  Undo2,
  Upload,
} from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { setTheme, type Theme, useView } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/Menu';
import { ShortcutKeys } from '../ui/ShortcutKeys';
import { type CommandId, commands, commandTitle, runCommand, shortcutOf } from './commands';
import styles from './Header.module.css';
import { Logo } from './Logo';
import { workspaceName } from './workspaceName';

export function Header() {
  const files = useWorkspace((state) => state.files);
  const name = useMemo(() => workspaceName(files), [files]);
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Logo />
        <h1 className={styles.product}>Drawbridge</h1>
        <span className={styles.workspace} title={name}>
          {name}
        </span>
      </div>
      <button type="button" className={styles.search} onClick={() => runCommand('palette')}>
        <Search size={14} aria-hidden="true" />
        <span className={styles.searchTitle}>{commands.palette.title}</span>
        <ShortcutKeys keys={shortcutOf('palette') ?? ''} />
      </button>
      <div className={styles.actions}>
        <History />
        <Button look="quiet" onClick={() => runCommand('import')}>
          <Upload size={15} aria-hidden="true" />
          <span className={styles.word}>Import</span>
        </Button>
        <ThemeMenu />
        <IconButton name="Settings" icon={<Settings size={16} />} onClick={() => runCommand('settings')} />
        <ExportMenu />
      </div>
    </header>
  );
}

function History() {
  const history = useWorkspace((state) => state.history);
  return (
    <>
      <IconButton
        name={commandTitle('undo')}
        keys={shortcutOf('undo')}
        icon={<Undo2 size={16} />}
        disabled={history.past.length === 0}
        onClick={() => runCommand('undo')}
      />
      <IconButton
        name={commandTitle('redo')}
        keys={shortcutOf('redo')}
        icon={<Redo2 size={16} />}
        disabled={history.future.length === 0}
        onClick={() => runCommand('redo')}
      />
    </>
  );
}

const themes: readonly { readonly value: Theme; readonly title: string; readonly icon: typeof Sun }[] = [
  { value: 'system', title: 'Follow the system', icon: Monitor },
  { value: 'light', title: 'Light', icon: Sun },
  { value: 'dark', title: 'Dark', icon: Moon },
];

function ThemeMenu() {
  const theme = useView((state) => state.theme);
  const Icon = themes.find(({ value }) => value === theme)?.icon ?? Monitor;
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label="Theme" title="Theme" className={styles.icon}>
          <Icon size={16} />
        </Button>
      }
    >
      <MenuChoice
        title="Theme"
        value={theme}
        choices={themes.map(({ value, title, icon: ChoiceIcon }) => ({
          value,
          title,
          icon: <ChoiceIcon size={15} />,
        }))}
        onChoose={setTheme}
      />
    </Menu>
  );
}

function ExportMenu() {
  const files = useWorkspace((state) => state.files);
  return (
    <Menu
      trigger={
        <Button look="primary">
          <span>
            Export<span className={styles.word}> YAML</span>
          </span>
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    >
      <ExportItem
        id="download"
        icon={<Download size={15} />}
        title={files.length > 1 ? 'Download files as a zip' : 'Download the file'}
        note={files.length === 1 ? files[0]?.name : `${files.length} files`}
      />
      {files.length > 1 && <ExportItem id="downloadAsOne" icon={<FileDown size={15} />} />}
      <MenuSeparator />
      <ExportItem id="copyFile" icon={<Copy size={15} />} note={commands.copyFile.detail?.()} />
      {files.length > 1 && <ExportItem id="copyAll" icon={<ClipboardCopy size={15} />} />}
    </Menu>
  );
}

interface ExportItemProps {
  readonly id: CommandId;
  readonly icon: ReactNode;
  readonly title?: string;
  readonly note?: string | undefined;
}

function ExportItem({ id, icon, title = commands[id].title, note }: ExportItemProps) {
  const keys = shortcutOf(id);
  return (
    <MenuItem
      icon={icon}
      disabled={commands[id].enabled?.() === false}
      onSelect={() => runCommand(id)}
      {...(note === undefined ? {} : { note })}
      {...(keys === undefined ? {} : { keys })}
    >
      {title}
    </MenuItem>
  );
}
