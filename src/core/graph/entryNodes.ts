import type { Connectivity } from '../evaluate/connectivity';
import { controllersOf, standInController } from '../evaluate/controllers';
import type { Entry, Workload } from '../model/cluster';
import { titleOfEntry, workloadTitles } from '../model/titles';
import type { EntryNode } from './graph';

/** The id of the node of one entry. */
export const singleId = ({ id }: Entry): string => `Entry/${id}`;
/** The id of the node of all that a controller serves. */
export const groupId = ({ id }: Workload): string => `Entries/${id}`;

/** A node for each entry. */
export function singleNodes({ cluster }: Connectivity): EntryNode[] {
  const titles = workloadTitles(cluster);
  return cluster.entries.map((entry) => {
    const controllers = controllersOf(cluster, entry);
    const [first] = controllers;
    const title = titleOfEntry(entry);
    return {
      type: 'entry',
      id: singleId(entry),
      title,
      shortTitle: title,
      subtitle: !first
        ? 'controller not loaded'
        : controllers.length > 1
          ? `through one of ${controllers.length} controllers`
          : `through ${titles.get(first.id)}`,
      entries: [{ id: entry.id, title }],
      controllers: controllers.map(({ id }) => id),
    };
  });
}

/** A node for each controller. */
export function groupedNodes({ cluster }: Connectivity): EntryNode[] {
  const titles = workloadTitles(cluster);
  const standIn = standInController();
  const served = new Map<Workload, Entry[]>();
  for (const entry of cluster.entries) {
    const found = controllersOf(cluster, entry);
    for (const controller of found.length > 0 ? found : [standIn]) {
      const known = served.get(controller);
      if (known) known.push(entry);
      else served.set(controller, [entry]);
    }
  }
  return Array.from(served, ([controller, entries]) => {
    const amount = describeAmount(entries);
    const isKnown = controller !== standIn;
    return {
      type: 'entry',
      id: groupId(controller),
      title: `${amount} ${isKnown ? `through ${titles.get(controller.id)}` : 'whose controller is not loaded'}`,
      shortTitle: amount,
      subtitle: isKnown ? `through ${titles.get(controller.id)}` : 'controller not loaded',
      entries: entries.map((entry) => ({ id: entry.id, title: titleOfEntry(entry) })),
      controllers: isKnown ? [controller.id] : [],
    };
  });
}

/** `61 Ingresses`, `7 entries` where they are of several kinds. */
export function describeAmount(entries: readonly Entry[]): string {
  const kinds = new Set(entries.map(({ kind }) => kind));
  const [kind = ''] = kinds;
  if (entries.length === 1) return `1 ${kind}`;
  if (kinds.size > 1) return `${entries.length} entries`;
  return `${entries.length} ${kind}${kind.endsWith('s') ? 'es' : 's'}`;
}
