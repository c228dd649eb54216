import { useAnalysis } from '../store/analysis';
import { openFile, revealPlaces, select, selectPolicies } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { commandIds, commands, commandTitle, runCommand, shortcutOf } from './commands';
import { match } from './match';
import { showTab } from './shell';

type PaletteSection = 'Workloads' | 'Services' | 'Policies' | 'Namespaces' | 'Files' | 'Commands';

export interface PaletteItem {
  readonly id: string;
  readonly section: PaletteSection;
  readonly title: string;
  readonly note?: string;
  readonly keys?: string;
  /** More words by which it is found. */
  readonly words?: string;
  readonly run: () => void;
}

const sections: readonly PaletteSection[] = [
  'Commands',
  'Workloads',
  'Services',
  'Policies',
  'Namespaces',
  'Files',
];
/** So many of a section are shown at most. */
const mostOfSection = 12;

/** Everything that can be found or done now. */
export function listPaletteItems(): PaletteItem[] {
  const { view } = useAnalysis.getState();
  const items: PaletteItem[] = [];
  for (const node of view?.graph.nodes ?? []) {
    if (node.type === 'workload') {
      const { id } = node;
      items.push({
        id,
        section: 'Workloads',
        title: node.title,
        note: node.inferred ? 'inferred' : node.kind,
        words: Object.entries(node.labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(' '),
        run: () => select({ type: 'workload', workload: id }),
      });
    }
  }
  for (const node of view?.graph.nodes ?? []) {
    if (node.type === 'namespace') {
      const { id, name } = node;
      items.push({ id, section: 'Namespaces', title: name, run: () => focusNamespace(name) });
    }
  }
  for (const { id, title, workloads, ports } of view?.services ?? []) {
    const [workload] = workloads;
    items.push({
      id,
      section: 'Services',
      title,
      note: workloads.length === 1 ? ports.join(', ') : `${workloads.length} workloads`,
      run: () => select(workload === undefined ? undefined : { type: 'workload', workload }),
    });
  }
  for (const policy of view?.policies ?? []) {
    items.push({
      id: policy.id,
      section: 'Policies',
      title: policy.namespace === '' ? policy.name : `${policy.namespace}/${policy.name}`,
      note: policy.selector,
      run: () => {
        selectPolicies([policy.id]);
        revealPlaces([policy.place]);
      },
    });
  }
  for (const { name } of useWorkspace.getState().files) {
    items.push({ id: `file ${name}`, section: 'Files', title: name, run: () => openFile(name) });
  }
  for (const id of commandIds) {
    const { words, enabled } = commands[id];
    const keys = shortcutOf(id);
    if (id === 'palette' || enabled?.() === false) continue;
    items.push({
      id: `command ${id}`,
      section: 'Commands',
      title: commandTitle(id),
      ...(words === undefined ? {} : { words }),
      ...(keys === undefined ? {} : { keys }),
      run: () => runCommand(id),
    });
  }
  return items;
}

/** The items that answer a query, by section: the section with the best answer first. Without a query, commands. */
export function findItems(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  if (query.trim() === '')
    return sections.flatMap((section) => first(items.filter((item) => item.section === section)));
  const scored = items.flatMap((item) => {
    const byTitle = match(item.title, query);
    // Words beside the title count, but less than any title.
    const score = byTitle ?? lower(match(`${item.title} ${item.words ?? ''} ${item.note ?? ''}`, query));
    return score === undefined ? [] : [{ item, score }];
  });
  scored.sort((a, b) => b.score - a.score);
  const order = [...new Set(scored.map(({ item }) => item.section))];
  return order.flatMap((section) =>
    first(scored.filter(({ item }) => item.section === section).map(({ item }) => item)),
  );
}

/** Shows the policies of a namespace in the list. */
function focusNamespace(name: string): void {
  showTab('policies');
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-namespace="${CSS.escape(name)}"]`)?.focus(),
  );
}

function first(items: readonly PaletteItem[]): readonly PaletteItem[] {
  return items.slice(0, mostOfSection);
}

function lower(score: number | undefined): number | undefined {
  return score === undefined ? undefined : score - 10;
}
