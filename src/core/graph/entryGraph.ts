import { groupBy } from '../model/groupBy';
import type { Connectivity } from '../evaluate/connectivity';
import { type EntryFlow, entryFlows } from '../evaluate/entries';
import type { Workload } from '../model/cluster';
import { describeConnections, NONE, union } from '../model/connections';
import { titleOfEntry, workloadTitles } from '../model/titles';
import { describeAmount, groupedNodes, groupId, singleId, singleNodes } from './entryNodes';
import type { EntryEdge, EntryGraph, EntryNode, Passage } from './graph';

/** More entries than this are drawn by their controllers. */
const mostSingly = 8;
/** To more workloads than this, edges lead by namespace. */
const mostWorkloads = 40;

/** What becomes of what an entry sends, in words. */
export const passageWords: Readonly<Record<Passage, string>> = {
  open: 'let through',
  partlyBlocked: 'partly blocked',
  blocked: 'blocked',
};

/** Whether a node is an entry: nobody's workload, and no end of a flow that a policy could permit. */
export function isEntry(id: string): boolean {
  return /^Entr(y|ies)\//.test(id);
}

/**
 * The entries of the cluster beside its graph, with what they send to workloads (S96, S97). Where there are many, one
 * node stands for all that a controller serves. In the order of the cluster.
 */
export function buildEntryGraph(connectivity: Connectivity): EntryGraph {
  const { cluster } = connectivity;
  if (cluster.entries.length === 0) return nothing;
  const flows = groupBy(entryFlows(connectivity), (flow) => nodeIdOf(connectivity, flow));
  const nodes = isMany(connectivity) ? groupedNodes(connectivity) : singleNodes(connectivity);
  return {
    nodes: nodes.map((node) =>
      flows.has(node.id) ? node : { ...node, subtitle: 'leads to no loaded workload' },
    ),
    edges: nodes.flatMap((node) => edgesOf(connectivity, node, flows.get(node.id) ?? [])),
  };
}

/**
 * What the edges between the node of an entry and a workload or namespace stand for, blocked flows first; of a single
 * entry that is drawn with others too.
 */
export function entryFlowsBetween(
  connectivity: Connectivity,
  node: string,
  destination: string,
): readonly EntryFlow[] {
  const between = entryFlows(connectivity).filter(
    ({ entry, source, destination: { id, namespace } }) =>
      [id, `Namespace/${namespace}`].includes(destination) &&
      [singleId(entry), groupId(source)].includes(node),
  );
  return between.toSorted((a, b) => Number(b.isBlocked) - Number(a.isBlocked));
}

/** What entries send to a workload. */
export function entryFlowsTo(connectivity: Connectivity, workload: string): readonly EntryFlow[] {
  return entryFlows(connectivity).filter(({ destination }) => destination.id === workload);
}

/** What becomes of what some entries send: blocked where nothing of it is let through. */
export function passageOf(flows: readonly EntryFlow[]): Passage {
  if (flows.every(({ isBlocked }) => !isBlocked)) return 'open';
  return flows.every(({ permitted }) => permitted === NONE) ? 'blocked' : 'partlyBlocked';
}

const nothing: EntryGraph = { nodes: [], edges: [] };

const isMany = ({ cluster }: Connectivity): boolean => cluster.entries.length > mostSingly;

const nodeIdOf = (connectivity: Connectivity, { entry, source }: EntryFlow): string =>
  isMany(connectivity) ? groupId(source) : singleId(entry);

/** What is sent to one workload. */
interface Sent {
  readonly destination: Workload;
  readonly flows: readonly EntryFlow[];
  readonly passage: Passage;
}

function edgesOf(connectivity: Connectivity, node: EntryNode, flows: readonly EntryFlow[]): EntryEdge[] {
  const sent = Array.from(
    groupBy(flows, ({ destination }) => destination),
    ([destination, own]): Sent => ({ destination, flows: own, passage: passageOf(own) }),
  );
  if (sent.length <= mostWorkloads) return sent.map((one) => toEntryEdge(connectivity, node, [one]));
  return Array.from(
    groupBy(sent, ({ destination, passage }) => `${destination.namespace} ${passage}`),
    ([, own]) => toEntryEdge(connectivity, node, own),
  );
}

/** The edge to a workload, or to the box of several that fare alike. */
function toEntryEdge({ cluster }: Connectivity, node: EntryNode, sent: readonly Sent[]): EntryEdge {
  const flows = sent.flatMap((one) => one.flows);
  const entries = [...new Set(flows.map(({ entry }) => entry))];
  const [first] = sent;
  const [only] = entries;
  if (!first || !only) throw new Error(`${node.id} sends nothing there`);
  const { destination, passage } = first;
  const from =
    entries.length === 1 ? titleOfEntry(only) : node.title.replace(node.shortTitle, describeAmount(entries));
  const to =
    sent.length === 1
      ? (workloadTitles(cluster).get(destination.id) ?? destination.id)
      : `${sent.length} workloads of ${destination.namespace}`;
  const connections = flows.map(({ asked }) => asked).reduce(union, NONE);
  const ports = describeConnections(connections);
  const end = sent.length === 1 ? destination.id : `Namespace/${destination.namespace}`;
  return {
    id: `${node.id} → ${end}${sent.length === 1 ? '' : ` ${passage}`}`,
    source: node.id,
    destination: end,
    connections: connections.ranges,
    ports,
    name: `${from} to ${to}, ${ports}${passage === 'open' ? '' : `, ${passageWords[passage]}`}`,
    unrestricted: false,
    partial: false,
    exceptSources: [],
    exceptDestinations: [],
    flows: entries.length,
    passage,
  };
}
