import { type Connectivity, type Entry, type Party, type Service, toAddressParty } from '../core/index';
import { toTitle } from './connectionRows';
import { UsageError } from './input';

/** One end of a flow that was asked about. */
export interface End {
  readonly title: string;
  /** The id of a workload, or the party with an address. */
  readonly subject: string | Party;
  /** All groups of a workload's pods, or the one party with an address. */
  readonly parties: readonly Party[];
}

/** What has a name and a kind. */
type Named = Readonly<Record<'namespace' | 'name' | 'kind', string>>;

/**
 * The end that a text means: `namespace/workload`, `namespace/workload[Kind]` or an address.
 * @throws UsageError when nothing or more than one workload is meant; it lists what might be.
 */
export function findEnd(connectivity: Connectivity, text: string): End {
  const { workloads } = connectivity.cluster;
  const meant = workloads.filter((workload) => isMeant(workload, text));
  const [workload] = meant;
  if (workload && meant.length === 1) {
    return { title: toTitle(workload), subject: workload.id, parties: connectivity.podGroups(workload.id) };
  }
  if (workload) throw new UsageError(`${text} is more than one workload: ${meant.map(toTitle).join(', ')}.`);
  const party = toAddressParty(connectivity, text);
  if (party) return { title: text, subject: party, parties: [party] };
  throw new UsageError(unknownEnd(text, connectivity));
}

/** The Service that a text means: `namespace/name[Service]` or `service namespace/name`. */
export function findService({ cluster }: Connectivity, text: string): Service | undefined {
  return cluster.services.find((service) => isMeantWithKind(withKind(service), text));
}

/** The Ingress, Route or route of the Gateway API that a text means: `namespace/name[Kind]` or `kind namespace/name`. */
export function findEntry({ cluster }: Connectivity, text: string): Entry | undefined {
  return cluster.entries.find((entry) => isMeantWithKind(entry, text));
}

function isMeant(named: Named, text: string): boolean {
  return text === `${named.namespace}/${named.name}` || isMeantWithKind(named, text);
}

/** The kind may be written in lower case. */
function isMeantWithKind({ namespace, name, kind }: Named, text: string): boolean {
  const path = `${namespace}/${name}`;
  const [, before, last] = /^(\w+)[ /](.*\/.*)$/.exec(text) ?? [];
  const [, first, after] = /^(.*)\[(\w+)\]$/.exec(text) ?? [];
  const isKind = (written: string | undefined): boolean => written?.toLowerCase() === kind.toLowerCase();
  return (last === path && isKind(before)) || (first === path && isKind(after));
}

const withKind = (service: Service): Named => ({ ...service, kind: 'Service' });

function unknownEnd(text: string, { cluster }: Connectivity): string {
  const problem = `No workload or address: ${text}.`;
  if (cluster.workloads.length === 0) return `${problem} The manifests have no workloads.`;
  const candidates: readonly Named[] = [
    ...cluster.workloads,
    ...cluster.services.map(withKind),
    ...cluster.entries,
  ];
  const distance = (named: Named) => {
    const names = [named.name, `${named.namespace}/${named.name}`, toTitle(named)];
    return Math.min(...names.map((name) => editDistance(text, name)));
  };
  const nearest = candidates
    .map((named) => ({ named, distance: distance(named) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 5)
    .map(({ named }) => `  ${toTitle(named)}`);
  return [problem, 'Did you mean', ...nearest].join('\n');
}

/** How many characters have to be put in, taken out or replaced to make one text the other. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
