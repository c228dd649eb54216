import {
  buildFlowGrid,
  buildGridFilter,
  buildPartsBetween,
  cellPorts,
  describeConnections,
  flowName,
  keptEnds,
  listFlows,
  matrixCell,
  policyPartsBetween,
  reasonOf,
  withoutParts,
  type Connectivity,
  type FlowFilter,
  type FlowGrid,
  type Graph,
  type GridFilter,
  type MatrixCell,
  type PartsBetween,
  type Policy,
} from '../core/index';
import type { Requests } from './protocol';
import type { FlowRow, FlowRowsView } from './views';

/** Answers the questions of table and matrix about one connectivity, and keeps what the next one will need again. */
export class FlowTables {
  readonly of: Connectivity;
  readonly #graph: Graph;
  #grid: FlowGrid | undefined;
  readonly #filter = remember((filter: FlowFilter) => buildGridFilter(this.#flowGrid, filter));
  readonly #parts = remember((policies: readonly string[]) => this.#buildParts(policies));
  readonly #listing = remember(
    ({ filter, policies, query }: Omit<Requests['flowRows']['ask'], 'from' | 'to'>) =>
      listFlows(this.#flowGrid, this.#filter(filter), query, this.#parts(policies)),
  );

  constructor(connectivity: Connectivity, graph: Graph) {
    this.of = connectivity;
    this.#graph = graph;
  }

  get #flowGrid(): FlowGrid {
    return (this.#grid ??= buildFlowGrid(this.of, this.#graph));
  }

  #buildParts(ids: readonly string[]): PartsBetween {
    if (ids.length === 0) return withoutParts;
    const policies = findPolicies(this.of, ids);
    return buildPartsBetween(this.#flowGrid, policyPartsBetween(this.of, policies));
  }

  /** The flows of a table between two positions. */
  rows({ from, to, filter, policies, query }: Requests['flowRows']['ask']): FlowRowsView {
    const listing = this.#listing({ filter, policies, query });
    const ready = this.#filter(filter);
    const parts = this.#parts(policies);
    return {
      total: listing.length,
      rows: Array.from(listing.slice(from, to), (flow) => this.#row(flow, ready, parts)),
    };
  }

  #row(flow: number, filter: GridFilter, partsBetween: PartsBetween): FlowRow {
    const grid = this.#flowGrid;
    const [from, to] = [Math.floor(flow / grid.ends.length), flow % grid.ends.length];
    const [source, destination] = [grid.ends[from], grid.ends[to]];
    if (!source || !destination) throw new Error(`there is no flow ${flow}`);
    const code = grid.row(from)[to] ?? 0;
    const ports = cellPorts(grid, filter, code);
    const parts = partsBetween(from, to);
    const isAllowed = filter.passes(code);
    return {
      source: source.id,
      destination: destination.id,
      sourceTitle: source.title,
      destinationTitle: destination.title,
      name: flowName(source.title, destination.title, ports, parts),
      ports,
      verdict: isAllowed ? (grid.cell(code)?.partial ? 'partly' : 'allowed') : 'denied',
      parts: parts.map(({ state, connections }) => ({ state, ports: describeConnections(connections) })),
      reason: reasonOf(this.of, source.parties, destination.parties, filter.asked),
    };
  }

  /** The cells of the matrix where some rows meet some columns, row by row. */
  cells({ sources, destinations, filter, policies }: Requests['matrix']['ask']): readonly MatrixCell[] {
    const grid = this.#flowGrid;
    const positions = (ids: readonly string[]) => ids.flatMap((id) => grid.index.get(id) ?? []);
    const columns = destinations.map(positions);
    const ready = this.#filter(filter);
    const parts = this.#parts(policies);
    return sources
      .map(positions)
      .flatMap((row) => columns.map((column) => matrixCell(grid, ready, parts, row, column)));
  }

  /** The ends of tables, by name. */
  ends(): Requests['ends']['answer'] {
    return this.#flowGrid.ends.map(({ id, title, namespace }) => ({ id, title, namespace }));
  }

  kept(filter: FlowFilter): readonly string[] {
    return keptEnds(this.#flowGrid, filter);
  }
}

/** The policies of these ids that are there, in the order of judgement. */
export function findPolicies(
  { policies, tierPolicies }: Connectivity,
  ids: readonly string[],
): readonly Policy[] {
  const asked = new Set(ids);
  return [...tierPolicies, ...policies].filter(({ id }) => asked.has(id));
}

/** Remembers the last answer of a function whose question is plain data. */
function remember<Ask, Answer>(work: (ask: Ask) => Answer): (ask: Ask) => Answer {
  let last: { readonly key: string; readonly answer: Answer } | undefined;
  return (ask) => {
    const key = JSON.stringify(ask);
    if (last?.key !== key) last = { key, answer: work(ask) };
    return last.answer;
  };
}
