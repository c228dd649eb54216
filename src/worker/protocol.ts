import type {
  Diagnostic,
  Direction,
  EndChoices,
  Explanation,
  FileChange,
  Fix,
  FlowFilter,
  FlowRowsQuery,
  GraphEdge,
  Hover,
  Intent,
  KeepOffer,
  LabelUse,
  MatrixCell,
  Member,
  Place,
  Placements,
  Plan,
  PolicyCounts,
  PortOffer,
  Progress,
  Proposals,
  Refusal,
  RemovalOffers,
  RulePiece,
  Settings,
  SelectorCandidate,
  SourceFile,
  TextRange,
  TrafficQuery,
  Transaction,
} from '../core/index';
import type { EntryWay } from './entryView';
import type { PolicyRuleView } from './policyRuleView';
import type {
  AnalysisView,
  FlowEnds,
  FlowRowsView,
  FlowView,
  LintView,
  OutlineEntry,
  Picture,
  PlacedRule,
  PolicyView,
  Prepared,
  ReviewView,
  RuleText,
  RuleView,
  TableEnd,
  TrafficView,
} from './views';

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

/** A place in a file that an editor asks about. */
export interface FilePosition {
  readonly file: string;
  readonly offset: number;
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
