import { type Connectivity, type Party, type Protocol, toAddressParty, type Workload } from '../core/index';
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

/**
 * The end that a text means: `namespace/workload`, `namespace/workload[Kind]` or an address.
 * @throws UsageError when nothing or more than one workload is meant; it lists what might be.
 */
export function findEnd(connectivity: Connectivity, text: string): End {
  const { workloads } = connectivity.cluster;
  const meant = workloads.filter((workload) => namesOf(workload).includes(text));
  const [workload] = meant;
  if (workload && meant.length === 1) {
    return { title: toTitle(workload), subject: workload.id, parties: connectivity.podGroups(workload.id) };
  }
  if (workload) throw new UsageError(`${text} is more than one workload: ${meant.map(toTitle).join(', ')}.`);
  const party = toAddressParty(connectivity, text);
  if (party) return { title: text, subject: party, parties: [party] };
  throw new UsageError(unknownEnd(text, workloads));
}

function namesOf(workload: Workload): string[] {
  return [`${workload.namespace}/${workload.name}`, toTitle(workload)];
}

function unknownEnd(text: string, workloads: readonly Workload[]): string {
  const problem = `No workload or address: ${text}.`;
  if (workloads.length === 0) return `${problem} The manifests have no workloads.`;
  const distance = (workload: Workload) =>
    Math.min(...[workload.name, ...namesOf(workload)].map((name) => editDistance(text, name)));
  const nearest = workloads
    .map((workload) => ({ workload, distance: distance(workload) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 5)
    .map(({ workload }) => `  ${toTitle(workload)}`);
  return [problem, 'Did you mean', ...nearest].join('\n');
}

/**
 * The number of a port that is given as a number, or as the name of a container port of the destination.
 * @throws UsageError when it is neither.
 */
export function readPort(text: string, protocol: Protocol, to: End): number {
  if (/^\d+$/.test(text)) {
    const port = Number(text);
    if (port >= 1 && port <= 65535) return port;
    throw new UsageError(`--port ${text}: must be between 1 and 65535, inclusive.`);
  }
  const ports = to.parties.flatMap((party) => (party.type === 'pods' ? party.workload.ports : []));
  const named = ports.find((port) => port.name === text && port.protocol === protocol);
  if (named) return named.port;
  const names = new Set(ports.flatMap(({ name, protocol: own }) => (name ? [`${name} (${own})`] : [])));
  const known = names.size > 0 ? `its named ports are ${[...names].join(', ')}` : 'it has no named ports';
  throw new UsageError(`--port ${text}: ${to.title} has no ${protocol} port of this name; ${known}.`);
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
