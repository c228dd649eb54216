import type {
  Comparison,
  Diagnostic,
  Direction,
  EntryGraph,
  Explanation,
  FlowState,
  Graph,
  GraphEdge,
  LabelSelector,
  LeftOut,
  MutedDiagnostic,
  Place,
  Placements,
  Policy,
  PolicyCounts,
  RulePiece,
  RuleRef,
  SourceFile,
  TextRange,
  Tier,
  TrafficAnswer,
  TrafficQuery,
} from '../core/index';
import type { EntryView } from './entryView';

/** One line of the list of policies. */
export interface PolicySummary {
  readonly id: string;
  readonly kind: Policy['kind'];
  /** Empty for tier policies. */
  readonly namespace: string;
  readonly name: string;
  /** `app=db`, `all pods`. */
  readonly selector: string;
  readonly podSelector: LabelSelector;
  /** Of a tier policy. */
  readonly tier?: {
    readonly name: Tier;
    readonly priority: number;
    readonly namespaceSelector: LabelSelector;
  };
  readonly directions: readonly Direction[];
  /** How many loaded workloads it selects. */
  readonly selected: number;
  /** undefined: not counted yet; asked for with `counts`. */
  readonly counts: PolicyCounts | undefined;
  readonly place: Place;
}

/** A Service, as far as it can be found and tested. */
export interface ServiceSummary {
  readonly id: string;
  /** `shop/api`. */
  readonly title: string;
  /** Ids of the workloads behind it. */
  readonly workloads: readonly string[];
  /** `TCP 80`, each with its name where it has one. */
  readonly ports: readonly string[];
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

/** What the canvas shows, whatever is selected. */
export interface Picture {
  readonly graph: Graph;
  /** The ways into the cluster, beside the graph. */
  readonly entries: EntryGraph;
  readonly placements: Placements;
}

/** Everything that the views show of the text at `revision`. */
export interface AnalysisView extends Picture {
  readonly revision: number;
  readonly policies: readonly PolicySummary[];
  readonly services: readonly ServiceSummary[];
  /** Of the validation; of lint what is known already, the rest is asked for with `lint`. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the text mute. */
  readonly muted: readonly MutedDiagnostic[];
  readonly inventory: Inventory;
  /** Milliseconds that the worker took. */
  readonly took: number;
}

/** Policies as the canvas shows them when they are selected: what they do together. */
export interface PolicyView {
  readonly revision: number;
  readonly policies: readonly string[];
  readonly edges: readonly GraphEdge[];
  readonly counts: PolicyCounts;
  /** Ids of the workload nodes that they select. */
  readonly selected: readonly string[];
  /** The part of one rule of a policy, of one of its peers or ports, instead of the whole. */
  readonly piece?: RulePiece;
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
  /** Where the source is an entry: what its edge stands for. */
  readonly entry?: EntryView;
}

/** How the workspace differs from other files. */
export interface ReviewView {
  readonly revision: number;
  readonly comparison: Comparison;
  /** The same to be copied into a pull request. */
  readonly markdown: string;
}

/** A connection that was tested, with the places of all rules that are named. */
export interface TrafficView {
  readonly revision: number;
  readonly query: TrafficQuery;
  readonly answer: TrafficAnswer;
  readonly places: readonly PlacedRule[];
}

/** What a rule, or one of its peers or ports, does. */
export interface RuleView {
  readonly revision: number;
  readonly piece: RulePiece;
  /** With states as of a policy: `opens` and `closes` are due to this piece alone, the light ones shared. */
  readonly edges: readonly GraphEdge[];
  readonly counts: PolicyCounts;
}

/** A flow, by the ids of the graph nodes at its ends. */
export interface FlowEnds {
  readonly source: string;
  readonly destination: string;
}

/** What stands at the ends of flows in tables. */
export interface TableEnd {
  readonly id: string;
  readonly title: string;
  /** Empty for addresses. */
  readonly namespace: string;
}

/** A line of the flow table. */
export interface FlowRow extends FlowEnds {
  readonly sourceTitle: string;
  readonly destinationTitle: string;
  /** `shop/api to data/db, TCP 5432`, with the states in words where there are some. */
  readonly name: string;
  readonly ports: string;
  readonly verdict: Explanation['verdict'];
  /** The parts of the selected policies. */
  readonly parts: readonly { readonly state: FlowState; readonly ports: string }[];
  /** Why, in a few words. */
  readonly reason: string;
}

/** A stretch of the flow table, and how many lines it has in all. */
export interface FlowRowsView {
  readonly total: number;
  readonly rows: readonly FlowRow[];
}

/** How far lint is; at the end with all that there is to tell of the text, validation included. */
export type LintView =
  | { readonly isDone: false }
  | {
      readonly isDone: true;
      readonly diagnostics: readonly Diagnostic[];
      readonly muted: readonly MutedDiagnostic[];
    };

/** What a rule of lint looks for, and why. */
export interface RuleText {
  readonly title: string;
  readonly why: string;
}

/** The files as they come into the workspace. */
export interface Prepared {
  readonly files: readonly SourceFile[];
  readonly leftOut: LeftOut;
}

/** An object of a file, or a rule of a policy, for the outline. */
export interface OutlineEntry extends TextRange {
  readonly kind: string;
  readonly title: string;
  readonly children: readonly OutlineEntry[];
}
