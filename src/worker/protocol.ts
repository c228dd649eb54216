import type {
  Diagnostic,
  Direction,
  Explanation,
  Graph,
  GraphEdge,
  Intent,
  Place,
  Placements,
  Plan,
  PolicyCounts,
  PortOffer,
  RuleRef,
  SourceFile,
} from '../core/index';

/** One line of the list of policies. */
export interface PolicySummary {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  /** `app=db`, `all pods`. */
  readonly selector: string;
  readonly directions: readonly Direction[];
  /** How many loaded workloads it selects. */
  readonly selected: number;
  /** undefined: not counted yet; asked for with `counts`. */
  readonly counts: PolicyCounts | undefined;
  readonly place: Place;
}

/** What was read of the workspace, for the summary at the import and the status line. */
export interface Inventory {
  readonly namespaces: number;
  readonly workloads: number;
  readonly services: number;
  readonly policies: number;
  readonly refused: number;
  /** Kind → how many objects were ignored, most first. */
  readonly ignored: readonly (readonly [kind: string, count: number])[];
  /** Documents that do not parse now. */
  readonly broken: number;
  /** Those of them that are shown as they were when they parsed last. */
  readonly outdated: number;
}

/** Everything that the views show of the text at `revision`. */
export interface AnalysisView {
  readonly revision: number;
  readonly graph: Graph;
  readonly placements: Placements;
  readonly policies: readonly PolicySummary[];
  readonly diagnostics: readonly Diagnostic[];
  readonly inventory: Inventory;
  /** Milliseconds that the worker took. */
  readonly took: number;
}

/** A policy as the canvas shows it when it is selected. */
export interface PolicyView {
  readonly revision: number;
  readonly policy: string;
  readonly edges: readonly GraphEdge[];
  readonly counts: PolicyCounts;
  /** Ids of the workload nodes that it selects. */
  readonly selected: readonly string[];
}

/** A rule with its place in the text. */
export interface PlacedRule extends RuleRef {
  readonly place: Place;
}

/** Why a flow is as it is, with the places of all rules that are named. */
export interface FlowView {
  readonly revision: number;
  readonly explanation: Explanation;
  readonly places: readonly PlacedRule[];
}

/** A flow, by the ids of the graph nodes at its ends. */
export interface FlowEnds {
  readonly source: string;
  readonly destination: string;
}

/** A file that the worker has from the last analysis. */
interface Unchanged {
  readonly unchanged: string;
}

/** What can be asked of the worker; every answer is of the text at the revision of the question. */
export interface Requests {
  analyze: {
    /** `placements`: where things stood at the last visit, for the first analysis. */
    ask: { files: readonly (SourceFile | Unchanged)[]; placements?: Placements };
    answer: AnalysisView;
  };
  /** The slow part of large clusters: counts as many as fit in a moment, in the given order, at least one. */
  counts: { ask: { policies: readonly string[] }; answer: ReadonlyMap<string, PolicyCounts> };
  policy: { ask: { policy: string }; answer: PolicyView | undefined };
  flow: { ask: FlowEnds; answer: FlowView | undefined };
  portOffers: { ask: { destination: string }; answer: readonly PortOffer[] };
  plan: { ask: { intent: Intent }; answer: Plan };
}

export type RequestName = keyof Requests;

export interface Question<Name extends RequestName = RequestName> {
  readonly id: number;
  readonly revision: number;
  readonly name: Name;
  readonly ask: Requests[Name]['ask'];
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  /** The question was about a text that the worker no longer has, or not yet. */
  | { readonly id: number; readonly ok: false; readonly outdated: true }
  /** A bug; shown by the pane that asked. */
  | { readonly id: number; readonly ok: false; readonly outdated: false; readonly error: string };
