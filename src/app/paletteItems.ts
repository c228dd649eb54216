import { nameLabel } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { revealResources } from '../store/session';
import { goTo, openFile, revealPlaces, selectPolicies } from '../store/view';
import { useWorkspace } from '../store/workspace';
import { commandIds, commands, commandTitle, runCommand, shortcutOf } from './commands';
import { count } from '../ui/count';
import { match } from './match';

type PaletteSection = 'Workloads' | 'Services' | 'Entries' | 'Policies' | 'Namespaces' | 'Files' | 'Commands';

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
  'Entries',
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
        words: wordsOf(node.labels),
        run: () => goTo(id),
      });
    }
  }
  for (const node of view?.graph.nodes ?? []) {
    if (node.type === 'namespace') {
      const { id, name } = node;
      items.push({
        id,
        section: 'Namespaces',
        title: name,
        note: count(node.workloads, 'workload'),
        words: wordsOf(node.labels),
        run: () => goTo(id),
      });
    }
  }
  for (const { id, title, workloads, ports } of view?.services ?? []) {
    const [workload] = workloads;
    items.push({
      id,
      section: 'Services',
      title,
      note: workloads.length === 1 ? ports.join(', ') : `${workloads.length} workloads`,
      run: () => {
        if (workload !== undefined) goTo(workload);
        void revealResources(id);
      },
    });
  }
  for (const node of view?.entries.nodes ?? []) {
    for (const { id, title } of node.entries) {
      items.push({
        id,
        section: 'Entries',
        title,
        note: node.controllers.length === 0 ? 'controller not loaded' : 'a way into the cluster',
        run: () => {
          goTo(node.id);
          void revealResources(id);
        },
      });
    }
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

/** Labels as they are written in selectors, but for the one that every namespace has: it only repeats the name. */
function wordsOf(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .filter(([key]) => key !== nameLabel)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

function first(items: readonly PaletteItem[]): readonly PaletteItem[] {
  return items.slice(0, mostOfSection);
}

function lower(score: number | undefined): number | undefined {
  return score === undefined ? undefined : score - 10;
}
