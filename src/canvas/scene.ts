import { standingFor, type FlowState, type Graph, type GraphEdge, type GraphNode } from '../core/index';
import type { Drawing, Selection } from '../store/view';
import type { FlowView, PolicyView } from '../worker/protocol';

/** How an edge is drawn: as what is allowed, as the selected policy's part in it, or as what is being drawn. */
export type Look = 'allowed' | 'unrestricted' | 'denied' | 'proposed' | FlowState;

export interface DrawnEdge {
  readonly edge: GraphEdge;
  readonly look: Look;
  readonly lit: boolean;
}

/** What of the graph is drawn, and what of that stands out. */
export interface Scene {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly DrawnEdge[];
  /** Something is in focus: what is not lit steps back. */
  readonly focused: boolean;
  readonly lit: ReadonlySet<string>;
  /** Workloads with the accent ring. */
  readonly ringed: ReadonlySet<string>;
}

export interface SceneSource {
  readonly graph: Graph;
  readonly selection: Selection | undefined;
  readonly policy: PolicyView | undefined;
  readonly flow: FlowView | undefined;
  /** The flow that was drawn and waits for its ports. */
  readonly drawing: Drawing | undefined;
  readonly showUnrestricted: boolean;
}

/** Chooses what is drawn for what is selected. */
export function toScene(source: SceneSource): Scene {
  const scene = toFocus(source);
  const { drawing } = source;
  return drawing ? { ...scene, edges: [...scene.edges, proposed(drawing)] } : scene;
}

function toFocus({ graph, selection, policy, flow, showUnrestricted }: SceneSource): Scene {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const base = graph.edges.filter(
    (edge) =>
      nodes.has(edge.source) && nodes.has(edge.destination) && (showUnrestricted || !edge.unrestricted),
  );
  if (selection?.type === 'policy' && policy?.policy === selection.policy) {
    const parts = policy.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.destination));
    const pairs = new Set(parts.map(pairOf));
    const edges = [
      ...base.filter((edge) => !pairs.has(pairOf(edge))).map((edge) => plain(edge)),
      ...parts.map((edge): DrawnEdge => ({ edge, look: edge.state ?? 'allowed', lit: true })),
    ];
    return compose(nodes, edges, policy.selected, true);
  }
  if (selection?.type === 'flow') {
    const pair = pairOf(selection);
    const drawn = base.map((edge) => plain(edge, pairOf(edge) === pair));
    const found = drawn.some(({ lit }) => lit);
    const ends = [selection.source, selection.destination].filter((id) => nodes.has(id));
    const known = flow && !found && ends.length === 2 ? [edgeOfFlow(selection, flow)] : [];
    return compose(nodes, [...drawn, ...known], ends, ends.length > 0);
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

export const pairOf = ({ source, destination }: { readonly source: string; readonly destination: string }) =>
  `${source} → ${destination}`;

const plain = (edge: GraphEdge, lit = false): DrawnEdge => ({
  edge,
  look: edge.unrestricted ? 'unrestricted' : 'allowed',
  lit,
});

function compose(
  nodes: ReadonlyMap<string, GraphNode>,
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
  };
}

/** The selected flow where the picture has no line of its own for it: denied, or part of a summary. */
function edgeOfFlow(ends: { source: string; destination: string }, { explanation }: FlowView): DrawnEdge {
  const denied = explanation.verdict === 'denied';
  const what = denied ? 'denied' : explanation.ports;
  return {
    look: denied ? 'denied' : 'allowed',
    lit: true,
    edge: {
      id: `selected ${pairOf(ends)}`,
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

function proposed({ source, destination }: Drawing): DrawnEdge {
  const edge = { source, destination, connections: [], ports: 'new flow', ...oneFlow };
  return { look: 'proposed', lit: true, edge: { ...edge, id: 'proposed', name: 'The flow being drawn' } };
}
