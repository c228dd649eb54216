import type { GraphEdge, GraphNode } from '../graph/graph';
import type { PortRange } from '../model/connections';
import type { FlowChangeState } from './differences';

/** Flows that became another: each pair that the edge stands for had `before` and has `after`. */
export interface ReviewEdge extends GraphEdge {
  readonly change: FlowChangeState;
  /** Empty: nothing was permitted, or one end was not there. */
  readonly before: readonly PortRange[];
  /** Empty: nothing is permitted, or one end is gone. */
  readonly after: readonly PortRange[];
}

/** Ids of what is on one side only. */
export interface Arrivals {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** How two sets of manifests differ in what they permit. */
export interface Comparison {
  /** The nodes of both sides. The hubs stand for the workloads that are open on both. */
  readonly nodes: readonly GraphNode[];
  /** Every flow that differs, summarised as in `buildGraph`; `membersOf` lists what an edge stands for. */
  readonly edges: readonly ReviewEdge[];
  /** Pairs of workloads, or of a workload and a block; the addresses that no policy names count as one. */
  readonly counts: Readonly<Record<FlowChangeState, number>>;
  readonly workloads: Arrivals;
  readonly namespaces: Arrivals;
  /** Also those that say something else than before. */
  readonly policies: Arrivals & { readonly changed: readonly string[] };
}
