import {
  standingFor,
  touching,
  type DrawnGraph,
  type DrawnNode,
  type FlowState,
  type GraphEdge,
} from '../core/index';
import type { ProblemCounts } from '../store/problemCounts';
import type { Selection } from '../store/view';
import type { Filtering } from './filtering';
import type { FlowEnds, FlowView, PolicyView } from '../worker/views';

/** How an edge is drawn: as what is allowed, as what an entry sends, as a policy's part in it, or as what is being drawn. */
export type Look =
  | 'allowed'
  | 'unrestricted'
  | 'denied'
  | 'proposed'
  | 'entry'
  | 'partlyBlocked'
  | 'blocked'
  | FlowState;

export interface DrawnEdge {
  readonly edge: GraphEdge;
  readonly look: Look;
  readonly lit: boolean;
}

/** What of the graph is drawn, and what of that stands out. */
export interface Scene {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Something is in focus: what is not lit steps back. */
  readonly focused: boolean;
  readonly lit: ReadonlySet<string>;
  /** Workloads with the accent ring. */
  readonly ringed: ReadonlySet<string>;
  /** Nodes that the filter leaves out: they are hardly seen. */
  readonly faded: ReadonlySet<string>;
  /** How many problems nodes have, by id. */
  readonly problems: ProblemCounts;
}

export interface SceneSource {
  readonly graph: DrawnGraph;
  readonly selection: Selection | undefined;
  /** The part of the selected or previewed policies, or what differs in a review. */
  readonly policy: Pick<PolicyView, 'edges' | 'selected'> | undefined;
  readonly flow: FlowView | undefined;
  /** The flow that was drawn and waits for its ports. */
  readonly drawing: FlowEnds | undefined;
  readonly showUnrestricted: boolean;
  /** undefined: nothing is filtered. */
  readonly filtering?: Filtering | undefined;
  readonly problems?: ProblemCounts;
}

/** Chooses what is drawn for what is selected. */
export function toScene(source: SceneSource): Scene {
  const { drawing, problems = noProblems } = source;
  const scene = { ...filtered(toFocus(source), source.filtering), problems };
  return drawing ? { ...scene, edges: [...scene.edges, proposed(drawing)] } : scene;
}

/** Leaves out the lines that the filter does not keep, save those of what is selected itself. */
function filtered(scene: Scene, filtering: Filtering | undefined): Scene {
  if (!filtering) return scene;
  const edges = scene.edges.filter(
    ({ edge }) => filtering.keepsEdge(edge) || edge.id.startsWith(selectedFlow),
  );
  const touched = new Set(edges.flatMap(({ edge }) => [edge.source, edge.destination]));
  const nodes = scene.nodes.filter(
    ({ type, id }) => (type !== 'anywhere' && type !== 'entry') || touched.has(id),
  );
  const faded = nodes.filter((node) => !filtering.keepsNode(node) && !scene.ringed.has(node.id));
  return {
    ...scene,
    nodes,
    edges,
    faded: new Set(faded.map(({ id }) => id)),
  };
}

function toFocus({ graph, selection, policy, flow, showUnrestricted }: SceneSource): Scene {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const base = graph.edges.filter(
    (edge) =>
      nodes.has(edge.source) && nodes.has(edge.destination) && (showUnrestricted || !edge.unrestricted),
  );
  const ends = selection?.type === 'flow' ? [selection.source, selection.destination] : [];
  const present = ends.filter((id) => nodes.has(id));
  /** The selected flow, where nothing else is drawn between its ends. */
  const missing = (drawn: readonly DrawnEdge[]): readonly DrawnEdge[] =>
    selection?.type === 'flow' &&
    flow &&
    present.length === 2 &&
    !drawn.some(({ edge, lit }) => lit && pairOf(edge) === pairOf(selection))
      ? [edgeOfFlow(selection, flow)]
      : [];
  if (policy) {
    const parts = policy.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.destination));
    const pairs = new Set(parts.map(pairOf));
    const edges = [
      ...base.filter((edge) => !pairs.has(pairOf(edge))).map((edge) => plain(edge)),
      ...parts.map((edge): DrawnEdge => ({ edge, look: edge.state ?? 'allowed', lit: true })),
    ];
    const ringed = present.length > 0 ? present : policy.selected;
    return compose(nodes, [...edges, ...missing(edges)], ringed, true);
  }
  if (selection?.type === 'flow') {
    const pair = pairOf(selection);
    const drawn = base.map((edge) => plain(edge, pairOf(edge) === pair));
    return compose(nodes, [...drawn, ...missing(drawn)], present, present.length > 0);
  }
  if (selection?.type === 'traffic') {
    const { query } = selection;
    const tested = [query.source, query.destination].filter((id) => nodes.has(id));
    const drawn = base.map((edge) => plain(edge, pairOf(edge) === pairOf(query)));
    return compose(nodes, drawn, tested, tested.length > 0);
  }
  if (selection?.type === 'entry' || selection?.type === 'outside') {
    const id = selection.type === 'entry' ? selection.entry : selection.node;
    const isShown = nodes.has(id);
    const drawn = base.map((edge) => plain(edge, edge.source === id || edge.destination === id));
    return compose(nodes, drawn, isShown ? [id] : [], isShown);
  }
  if (selection?.type === 'namespace') {
    const box = nodes.get(selection.namespace);
    const touches = box && touching(graph.nodes, box.id);
    return compose(
      nodes,
      base.map((edge) => plain(edge, touches?.(edge, 'source') || touches?.(edge, 'destination'))),
      box ? [box.id] : [],
      box !== undefined,
    );
  }
  if (selection?.type === 'workload') {
    const node = nodes.get(selection.workload);
    const standsFor = node && standingFor(graph.nodes, node);
    return compose(
      nodes,
      base.map((edge) => plain(edge, standsFor?.(edge, 'source') || standsFor?.(edge, 'destination'))),
      node ? [node.id] : [],
      node !== undefined,
    );
  }
  return compose(
    nodes,
    base.map((edge) => plain(edge)),
    [],
    false,
  );
}

const nobody: ReadonlySet<string> = new Set();
const noProblems: ProblemCounts = new Map();

export const pairOf = ({ source, destination }: { readonly source: string; readonly destination: string }) =>
  `${source} → ${destination}`;

const plain = (edge: GraphEdge, lit = false): DrawnEdge => ({
  edge,
  look: edge.passage ? lookOfPassage[edge.passage] : edge.unrestricted ? 'unrestricted' : 'allowed',
  lit,
});

const lookOfPassage = { open: 'entry', partlyBlocked: 'partlyBlocked', blocked: 'blocked' } as const;

function compose(
  nodes: ReadonlyMap<string, DrawnNode>,
  edges: readonly DrawnEdge[],
  ringed: readonly string[],
  focused: boolean,
): Scene {
  const lit = new Set(ringed);
  const touched = new Set<string>();
  for (const { edge, lit: stands } of edges) {
    for (const id of [edge.source, edge.destination]) {
      touched.add(id);
      if (stands) lit.add(id);
    }
  }
  return {
    // A hub without a line would only puzzle.
    nodes: [...nodes.values()].filter(({ type, id }) => type !== 'anywhere' || touched.has(id)),
    edges,
    focused,
    lit,
    ringed: new Set(ringed),
    faded: nobody,
    problems: noProblems,
  };
}

/** What the id of the line of a selected flow begins with that the picture has no line for. */
const selectedFlow = 'selected ';

/** The selected flow where the picture has no line of its own for it: denied, or part of a summary. */
function edgeOfFlow(ends: { source: string; destination: string }, { explanation }: FlowView): DrawnEdge {
  const denied = explanation.verdict === 'denied';
  const what = denied ? 'denied' : explanation.ports;
  return {
    look: denied ? 'denied' : 'allowed',
    lit: true,
    edge: {
      id: `${selectedFlow}${pairOf(ends)}`,
      source: ends.source,
      destination: ends.destination,
      connections: explanation.permitted,
      ports: what,
      name: `${explanation.source} to ${explanation.destination}, ${what}`,
      ...oneFlow,
    },
  };
}

const oneFlow = { unrestricted: false, partial: false, exceptSources: [], exceptDestinations: [], flows: 1 };

function proposed({ source, destination }: FlowEnds): DrawnEdge {
  const edge = { source, destination, connections: [], ports: 'new flow', ...oneFlow };
  return { look: 'proposed', lit: true, edge: { ...edge, id: 'proposed', name: 'The flow being drawn' } };
}
