import type { FlowState } from '../evaluate/attribution';
import type { PortRange } from '../model/connections';

/** One side's gate of a workload: locked where policies isolate it in the direction, open where both lists are empty. */
export interface Gate {
  /** Ids of the NetworkPolicies that isolate. */
  readonly isolatedBy: readonly string[];
  /** Ids of the policies of the tiers that deny something. */
  readonly deniedBy: readonly string[];
}

export interface NamespaceNode {
  readonly type: 'namespace';
  /** `Namespace/name`. */
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly origin: 'loaded' | 'used' | 'inferred';
  readonly workloads: number;
  /** How many of the workloads are isolated. */
  readonly isolatedIngress: number;
  readonly isolatedEgress: number;
}

export interface WorkloadNode {
  readonly type: 'workload';
  readonly id: string;
  /** Id of the namespace node. */
  readonly parent: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly replicas?: number;
  /** `namespace/name`, with ` (Kind)` where two workloads of a namespace share a name. How the workload is called in every text. */
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly port: number; readonly protocol: string }[];
  readonly hostNetwork: boolean;
  readonly inferred: boolean;
  readonly ingress: Gate;
  readonly egress: Gate;
}

/** An address block that a policy names. */
export interface AddressesNode {
  readonly type: 'addresses';
  /** `Addresses/cidr` and, where there is one, ` except a,b`. */
  readonly id: string;
  readonly title: string;
  readonly except: readonly string[];
}

/**
 * The hubs of the summary: `Anywhere/source` is every workload that may send to anyone whatever and every address
 * outside; `Anywhere/destination` every workload that accepts everything from anyone and every address outside.
 */
export interface AnywhereNode {
  readonly type: 'anywhere';
  readonly id: 'Anywhere/source' | 'Anywhere/destination';
  readonly title: string;
  readonly subtitle: string;
  /** Ids of the workloads that it stands for. */
  readonly members: readonly string[];
}

export type GraphNode = NamespaceNode | WorkloadNode | AddressesNode | AnywhereNode;

export interface GraphEdge {
  /** `source → destination`, with the state where there is one. Unique. */
  readonly id: string;
  readonly source: string;
  readonly destination: string;
  readonly connections: readonly PortRange[];
  /** `TCP 5432`, `all ports`, `TCP 80, 443 · UDP 53`. */
  readonly ports: string;
  /** `shop/api to data/db, TCP 5432`, with the state in words where there is one. */
  readonly name: string;
  /** Neither end's policies restrict it: part of the summary of what is open. */
  readonly unrestricted: boolean;
  /** True for some pods of a workload only. */
  readonly partial: boolean;
  /** Ids of what an edge from a namespace or hub does not stand for. */
  readonly exceptSources: readonly string[];
  /** Ids of what an edge to a namespace or hub does not stand for. */
  readonly exceptDestinations: readonly string[];
  /** How many pairs of workloads (or blocks) the edge stands for. */
  readonly flows: number;
  /** The selected policy's part in it. */
  readonly state?: FlowState;
  /** Of what entries send: what becomes of it. */
  readonly passage?: Passage;
}

/**
 * A way into the cluster, or all those that one controller serves where there are many. An annotation of the graph:
 * what is permitted to the controller, a workload of its own where it is loaded, stands in the graph itself.
 */
export interface EntryNode {
  readonly type: 'entry';
  /** `Entry/Ingress/shop/web`; of many `Entries/` and the id of the controller. */
  readonly id: string;
  /** `Ingress shop/web`, `61 Ingresses through edge/nginx`. */
  readonly title: string;
  /** What of the title stands on the first line of its shape, and below it where it comes through or that it leads nowhere. */
  readonly shortTitle: string;
  readonly subtitle: string;
  readonly entries: readonly { readonly id: string; readonly title: string }[];
  /** Ids of the loaded workloads that may serve it; empty: its controller is not loaded. */
  readonly controllers: readonly string[];
}

/** How far what an entry sends to a workload gets. */
export type Passage = 'open' | 'partlyBlocked' | 'blocked';

/** What entries send to a workload: `connections` is what is sent, `passage` what becomes of it. */
export interface EntryEdge extends GraphEdge {
  readonly passage: Passage;
}

/** The ways into the cluster through controllers, drawn beside the graph of a connectivity. */
export interface EntryGraph {
  readonly nodes: readonly EntryNode[];
  readonly edges: readonly EntryEdge[];
}

/** All that is drawn as a node. */
export type DrawnNode = GraphNode | EntryNode;

/** A graph as it is laid out: with the entries, or without. */
export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly GraphEdge[];
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
