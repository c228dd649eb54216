import type {
  Comparison,
  Diagnostic,
  Direction,
  EndChoices,
  EntryGraph,
  Explanation,
  FileChange,
  Fix,
  FlowFilter,
  FlowRowsQuery,
  FlowState,
  Graph,
  GraphEdge,
  Hover,
  Intent,
  KeepOffer,
  LabelSelector,
  LabelUse,
  LeftOut,
  MatrixCell,
  Member,
  MutedDiagnostic,
  Place,
  Placements,
  Plan,
  Policy,
  PolicyCounts,
  PortOffer,
  Progress,
  Proposals,
  Refusal,
  RemovalOffers,
  RulePiece,
  RuleRef,
  Settings,
  SelectorCandidate,
  SourceFile,
  TextRange,
  Tier,
  TrafficAnswer,
  TrafficQuery,
  Transaction,
} from '../core/index';
import type { EntryView, EntryWay } from './entryView';
import type { PolicyRuleView } from './policyRuleView';

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

/** A file that the worker has made itself (`prepare`), and that has come into the workspace. */
interface AddPrepared {
  readonly type: 'addPrepared';
  readonly file: string;
}

/** A change of the workspace as the worker repeats it. */
export type MirroredChange = FileChange | AddPrepared;

/** The whole text, or how it came from the one that the worker has. */
export type NewText =
  | { readonly files: readonly SourceFile[] }
  | { readonly since: number; readonly changes: readonly MirroredChange[] };

/** A file as the user gave it: pasted, dropped or opened. */
export interface GivenFile {
  readonly name: string;
  readonly content: string | Blob;
}

/** What is to be imported: beside what is there, or in its place. */
export interface Import {
  readonly given: readonly GivenFile[];
  readonly mode: 'add' | 'replace';
}

/** The files as they come into the workspace. */
export interface Prepared {
  readonly files: readonly SourceFile[];
  readonly leftOut: LeftOut;
}

/** A place in a file that an editor asks about. */
export interface FilePosition {
  readonly file: string;
  readonly offset: number;
}

/** An object of a file, or a rule of a policy, for the outline. */
export interface OutlineEntry extends TextRange {
  readonly kind: string;
  readonly title: string;
  readonly children: readonly OutlineEntry[];
}

/** An analysis as it is sent. `picture` is undefined where it is that of the answer before: most edits change none. */
export type AnalysisAnswer = Omit<AnalysisView, keyof Picture> & { readonly picture: Picture | undefined };

/** What can be asked of the worker; every answer is of the text at the revision of the question. */
export interface Requests {
  analyze: {
    /**
     * `settings`: how to read it; as before where nothing is said. `placements`: where things stood at the last
     * visit, for the first analysis.
     */
    ask: NewText & { readonly settings?: Settings; readonly placements?: Placements };
    answer: AnalysisAnswer;
  };
  /** Reads files that may come into the workspace; until they do, all answers are of the present text. */
  prepare: { ask: Import; answer: Prepared };
  /** The slow part of large clusters: counts as many as fit in a moment, in the given order, at least one. */
  counts: { ask: { policies: readonly string[] }; answer: ReadonlyMap<string, PolicyCounts> };
  policy: { ask: { policies: readonly string[] }; answer: PolicyView | undefined };
  /** What entries send to a workload. */
  waysTo: { ask: { workload: string }; answer: readonly EntryWay[] };
  /** The rules of a policy as written: of a tier policy in the order of judgement. */
  policyRules: { ask: { policy: string }; answer: readonly PolicyRuleView[] };
  flow: { ask: FlowEnds; answer: FlowView | undefined };
  traffic: { ask: TrafficQuery; answer: TrafficView };
  /** What differs from the files of a reference; they are sent where it is not known: then the answer is undefined. */
  review: {
    ask: { reference: string; files?: readonly SourceFile[] };
    answer: ReviewView | undefined;
  };
  /** The verdicts of many connections. */
  verdicts: {
    ask: { queries: readonly TrafficQuery[] };
    answer: readonly (Explanation['verdict'] | 'problem')[];
  };
  /** The flows of a rule, or of one of its peers or ports: alone, or shared with others. */
  rule: { ask: RulePiece; answer: RuleView };
  /** The part of what stands at a place in a file: of a policy, or of a rule, peer or port of it. */
  partAt: { ask: FilePosition; answer: PolicyView | undefined };
  /** What an edge stands for; `policies`: those whose part it shows, where it has a state. */
  members: { ask: { edge: GraphEdge; policies: readonly string[] }; answer: readonly Member[] };
  /** The lines of all rules that decide something of what an edge says. */
  linesOfEdge: { ask: { edge: GraphEdge }; answer: readonly PlacedRule[] };
  /** The flows between the positions `from` and `to` of a table; `policies`: those whose part is told. */
  flowRows: {
    ask: {
      query: FlowRowsQuery;
      filter: FlowFilter;
      policies: readonly string[];
      from: number;
      to: number;
    };
    answer: FlowRowsView;
  };
  /** The ends of tables: by namespace and name, addresses last. */
  ends: { ask: object; answer: readonly TableEnd[] };
  /** Cells of the matrix, row by row; a row and a column is each a list of ends. */
  matrix: {
    ask: {
      sources: readonly (readonly string[])[];
      destinations: readonly (readonly string[])[];
      filter: FlowFilter;
      policies: readonly string[];
    };
    answer: readonly MatrixCell[];
  };
  /** The ends of the flows that a filter keeps. */
  keptEnds: { ask: { filter: FlowFilter }; answer: readonly string[] };
  /** Goes on with the rules of lint for a moment; asked again until it is done. */
  lint: { ask: object; answer: LintView };
  /** What a fix of a diagnostic, or the one that mutes its rule there, would write and do. */
  planFix: { ask: { diagnostic: Diagnostic; fix: Fix }; answer: Plan };
  /** The same for the first fix of every diagnostic of a rule: of its `rule`, else its `code`. */
  planFixAll: { ask: { rule: string }; answer: Plan };
  /** What a rule of lint is about; undefined where there is none of that code. */
  ruleText: { ask: { code: string }; answer: RuleText | undefined };
  portOffers: { ask: { destination: string }; answer: readonly PortOffer[] };
  plan: { ask: { intent: Intent }; answer: Plan };
  removalOffers: { ask: FlowEnds; answer: RemovalOffers | Refusal };
  keepOffers: {
    ask: { subject: string; directions: readonly Direction[] };
    answer: readonly KeepOffer[] | Refusal;
  };
  policyChoices: { ask: FlowEnds; answer: readonly EndChoices[] | Refusal };
  selectorChoices: { ask: { workload: string }; answer: readonly SelectorCandidate[] | Refusal };
  /** Where objects stand, by id; those that no text holds are left out. */
  places: { ask: { resources: readonly string[] }; answer: readonly Place[] };
  complete: { ask: FilePosition; answer: Proposals | undefined };
  hover: { ask: FilePosition; answer: Hover | undefined };
  definitions: { ask: FilePosition; answer: readonly Place[] };
  renamable: {
    ask: FilePosition;
    answer: { readonly label: LabelUse; readonly range: TextRange } | undefined;
  };
  renameLabel: { ask: { label: LabelUse; name: string }; answer: Transaction };
  outline: { ask: { file: string }; answer: readonly OutlineEntry[] };
}

export type RequestName = keyof Requests;

export interface Question<Name extends RequestName = RequestName> {
  readonly id: number;
  readonly revision: number;
  readonly name: Name;
  readonly ask: Requests[Name]['ask'];
}

/** The answer is no longer wanted: the worker stops at the next opportunity, and says so. */
export interface Cancel {
  readonly cancel: number;
}

export type Reply =
  /** How far the work is; the answer is still to come. */
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  /** The question was about a text that the worker no longer has, or not yet. */
  | { readonly id: number; readonly ok: false; readonly outdated: true }
  /** A bug; shown by the pane that asked. */
  | { readonly id: number; readonly ok: false; readonly outdated: false; readonly error: string };
