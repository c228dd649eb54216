import { useArrangement } from '../store/arrangement';
import { isTidy, tidy } from '../store/arranging';
import { countFilters } from '../store/keptEnds';
import { openExample, openExampleWithTiers, startEmpty } from '../store/importing';
import { focusOn, narrow, noFilter, select, setShowUnrestricted, setTheme, useView } from '../store/view';
import { openVerb } from '../store/verb';
import { redo, undo, useWorkspace } from '../store/workspace';
import { copyActiveFile, copyAll, downloadAsOne, downloadFiles } from './exporting';
import { pickFiles } from './filePicker';
import { openOverlay, showCentre, showFilter, showTab, toggleFolded } from './shell';
import { takeFiles } from './takeFiles';

/** Something the user can do. Defined once; keys, palette, menus and buttons all come from here. */
interface Command {
  readonly title: string;
  /** More words by which the palette finds it. */
  readonly words?: string;
  /** Shortcuts; the first is shown. */
  readonly keys?: readonly string[];
  /** Works while the caret is in the editor or in another field. */
  readonly whileTyping?: boolean;
  /** What it would act on now: the step that is undone. */
  readonly detail?: () => string | undefined;
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

async function pickAndTake(what: 'files' | 'folder'): Promise<void> {
  const given = await pickFiles(what);
  if (given) await takeFiles(given);
}

const hasText = () => useWorkspace.getState().files.some(({ text }) => text.trim() !== '');
const lastStep = () => useWorkspace.getState().history.past.at(-1)?.transaction.label;
const nextStep = () => useWorkspace.getState().history.future.at(-1)?.transaction.label;

const allCommands = {
  undo: {
    title: 'Undo',
    keys: ['Mod+Z'],
    detail: lastStep,
    enabled: () => lastStep() !== undefined,
    run: undo,
  },
  redo: {
    title: 'Redo',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    detail: nextStep,
    enabled: () => nextStep() !== undefined,
    run: redo,
  },
  palette: {
    title: 'Find a workload, policy or command',
    keys: ['Mod+K'],
    whileTyping: true,
    run: () => openOverlay('palette'),
  },
  import: {
    title: 'Import manifests…',
    words: 'paste open yaml json',
    keys: ['Mod+O'],
    whileTyping: true,
    run: () => openOverlay('import'),
  },
  openFiles: { title: 'Open files…', words: 'import', run: () => void pickAndTake('files') },
  openFolder: { title: 'Open folder…', words: 'import directory', run: () => void pickAndTake('folder') },
  openExample: { title: 'Open the example', words: 'online shop demo', run: openExample },
  openExampleWithTiers: {
    title: 'Open the example with tiers',
    words: 'admin baseline clusternetworkpolicy demo',
    run: openExampleWithTiers,
  },
  startEmpty: { title: 'Start empty', words: 'clear new workspace', run: startEmpty },
  download: {
    title: 'Download the files',
    words: 'export save yaml zip',
    keys: ['Mod+S'],
    whileTyping: true,
    enabled: hasText,
    run: downloadFiles,
  },
  downloadAsOne: {
    title: 'Download as one YAML file',
    words: 'export save join',
    enabled: hasText,
    run: downloadAsOne,
  },
  copyFile: {
    title: 'Copy this file',
    words: 'export clipboard yaml',
    detail: () => useView.getState().activeFile,
    enabled: hasText,
    run: () => void copyActiveFile(),
  },
  copyAll: {
    title: 'Copy all as one YAML',
    words: 'export clipboard',
    enabled: hasText,
    run: () => void copyAll(),
  },
  clearSelection: {
    title: 'Clear the selection',
    keys: ['Escape'],
    enabled: () => {
      const { selection, caret } = useView.getState();
      return selection !== undefined || caret !== undefined;
    },
    run: () => select(undefined),
  },
  focus: {
    title: 'Focus on the selected workload',
    words: 'neighbours reach hops blast radius filter',
    keys: ['F'],
    enabled: () => useView.getState().selection?.type === 'workload',
    run: () => {
      const { selection } = useView.getState();
      if (selection?.type === 'workload') focusOn(selection.workload);
    },
  },
  filter: {
    title: 'Filter the flows',
    words: 'namespace protocol port outside isolated hops',
    run: () => showFilter(true),
  },
  clearFilter: {
    title: 'Clear the filter',
    words: 'focus all flows',
    enabled: () => countFilters(useView.getState().filter) > 0,
    run: () => narrow(noFilter),
  },
  toggleUnrestricted: {
    title: 'Show or hide unrestricted flows',
    words: 'edges anywhere open',
    run: () => setShowUnrestricted(!useView.getState().showUnrestricted),
  },
  arrange: {
    title: 'Arrange the canvas automatically',
    words: 'layout reset moved nodes',
    enabled: () => !isTidy(useArrangement.getState()),
    run: tidy,
  },
  newFlow: {
    title: 'Allow a flow…',
    words: 'draw new connection edge',
    keys: ['A'],
    run: () => openVerb({ type: 'allowFlow' }),
  },
  newPolicy: {
    title: 'New policy…',
    words: 'create networkpolicy isolate',
    run: () => openVerb({ type: 'createPolicy' }),
  },
  newWorkload: {
    title: 'New workload…',
    words: 'add deployment',
    run: () => openVerb({ type: 'addWorkload' }),
  },
  newNamespace: { title: 'New namespace…', words: 'add', run: () => openVerb({ type: 'addNamespace' }) },
  newBlock: {
    title: 'New address block…',
    words: 'add cidr range outside internet',
    run: () => openVerb({ type: 'addBlock' }),
  },
  showCanvas: { title: 'Show the canvas', words: 'picture graph view', run: () => showCentre('canvas') },
  showTable: { title: 'Show the flow table', words: 'list rows view', run: () => showCentre('table') },
  showMatrix: {
    title: 'Show the matrix',
    words: 'sources destinations grid view',
    run: () => showCentre('matrix'),
  },
  showReview: {
    title: 'Review what changed',
    words: 'diff compare import pull request markdown',
    run: () => showCentre('review'),
  },
  showPolicies: { title: 'Show the policies', run: () => showTab('policies') },
  showTests: {
    title: 'Test a connection',
    words: 'traffic verdict allowed denied tests',
    run: () => showTab('tests'),
  },
  showProblems: { title: 'Show the problems', words: 'errors warnings', run: () => showTab('problems') },
  toggleList: {
    title: 'Fold or unfold the list',
    words: 'policies problems pane sidebar',
    keys: ['Mod+B'],
    whileTyping: true,
    run: () => toggleFolded('list'),
  },
  toggleEditor: {
    title: 'Fold or unfold the editor',
    words: 'yaml pane sidebar',
    keys: ['Mod+Alt+B'],
    whileTyping: true,
    run: () => toggleFolded('editor'),
  },
  toggleInspector: {
    title: 'Fold or unfold the inspector',
    words: 'explanation pane',
    keys: ['Mod+J'],
    whileTyping: true,
    run: () => toggleFolded('inspector'),
  },
  themeSystem: { title: 'Theme: follow the system', words: 'appearance', run: () => setTheme('system') },
  themeLight: { title: 'Theme: light', words: 'appearance', run: () => setTheme('light') },
  themeDark: { title: 'Theme: dark', words: 'appearance night', run: () => setTheme('dark') },
  settings: {
    title: 'Settings…',
    words: 'preferences profile ipblock host network server version plugin cilium calico',
    run: () => openOverlay('settings'),
  },
  shortcuts: { title: 'Keyboard shortcuts', keys: ['?'], run: () => openOverlay('shortcuts') },
} satisfies Record<string, Command>;

export type CommandId = keyof typeof allCommands;

export const commands: Readonly<Record<CommandId, Command>> = allCommands;
export const commandIds: readonly CommandId[] = Object.keys(allCommands).filter(
  (id): id is CommandId => id in allCommands,
);

/** Runs a command where it can be run now; tells whether it was. */
export function runCommand(id: CommandId): boolean {
  const command = commands[id];
  if (command.enabled?.() === false) return false;
  command.run();
  return true;
}

/** `Undo: Allow shop/api → data/db` */
export function commandTitle(id: CommandId): string {
  const { title, detail } = commands[id];
  const now = detail?.();
  return now === undefined ? title : `${title}: ${now}`;
}

/** The shortcut that stands beside a command; it may have more. */
export function shortcutOf(id: CommandId): string | undefined {
  return commands[id].keys?.[0];
}
