import {
  affectedPolicies,
  analyzeInSteps,
  applyChanges,
  buildEntryGraph,
  buildGraph,
  buildPolicyGraph,
  completeAt,
  definitionsAt,
  hoverAt,
  isolationOffers,
  layOut,
  planFix,
  planFixAll,
  planIntent,
  planLabelRename,
  policiesInOrder,
  policyChoices,
  policyCounter,
  portOffers,
  removalOffers,
  renamableAt,
  selectorChoices,
  type Analysis,
  type Connectivity,
  type Diagnostic,
  type FileChange,
  type Fix,
  type Graph,
  type Placements,
  type Plan,
  type Policy,
  type PolicyCounts,
  type Progress,
  type SourceFile,
  type Steps,
} from '../core/index';
import { waysTo } from './entries';
import { explainEnds, flowsOfRule, linesOfEdge, membersOfEdge } from './lines';
import { Linting, ruleTextOf } from './linting';
import { outlineOf } from './outline';
import { findPolicies, FlowTables } from './flowTables';
import { pieceAt } from './pieceAt';
import { placesOfResources } from './places';
import { policyRulesOf } from './policyRules';
import { prepare, type Ahead } from './prepare';
import type { AnalysisAnswer, FilePosition, Import, MirroredChange, RequestName, Requests } from './protocol';
import type { Picture, PolicyView, Prepared } from './views';
import { toInventory, toPolicySummaries, toServiceSummaries } from './summaries';
import { Reviewing } from './reviewing';
import { judgeAll, judgeTraffic } from './traffic';

/** What is known of the text at one revision. */
interface Known extends Picture {
  readonly revision: number;
  readonly files: readonly SourceFile[];
  readonly analysis: Analysis;
  readonly counting: Counting;
  readonly linting: Linting;
  readonly tables: FlowTables;
}

/** What the policies open and close; belongs to one connectivity, and fills up as it is asked for. */
interface Counting {
  readonly of: Connectivity;
  readonly count: (policy: Policy) => PolicyCounts;
  readonly known: Map<string, PolicyCounts>;
}

/** So long an answer counts policies before it lets others have the worker, in milliseconds. */
const countingTime = 12;

/** What is answered at once; the others take their time. */
type QuickName = Exclude<RequestName, 'analyze' | 'prepare'>;

type Answers = { [Name in QuickName]: (ask: Requests[Name]['ask']) => Requests[Name]['answer'] };

/**
 * Answers questions about the workspace, in the worker or, where there is none, in the page.
 * Keeps the last analysis: unchanged documents are not read again, and the layout stays where it was.
 */
export class Answerer {
  #known: Known | undefined;
  readonly #reviewing = new Reviewing();
  /** What was prepared last. */
  #ahead: Ahead | undefined;

  /** The revision that questions can be asked about. */
  get revision(): number | undefined {
    return this.#known?.revision;
  }

  answer<Name extends QuickName>(question: Name, ask: Requests[Name]['ask']): Requests[Name]['answer'] {
    const answers: Answers = {
      counts: ({ policies }) => this.#counts(policies),
      policy: ({ policies }) => this.#policy(policies),
      waysTo: ({ workload }) => waysTo(this.#current, workload),
      policyRules: ({ policy }) => policyRulesOf(this.#current.analysis, policy),
      flow: (ends) => explainEnds(this.#current, ends),
      traffic: (query) => judgeTraffic(this.#current, query),
      review: (asked) => this.#reviewing.review(this.#current, asked),
      verdicts: (asked) => judgeAll(this.#current, asked),
      rule: (piece) => flowsOfRule(this.#current, piece),
      partAt: (position) => this.#partAt(position),
      members: (asked) => membersOfEdge(this.#current, asked),
      linesOfEdge: ({ edge }) => linesOfEdge(this.#current, edge),
      flowRows: (asked) => this.#current.tables.rows(asked),
      ends: () => this.#current.tables.ends(),
      matrix: (asked) => this.#current.tables.cells(asked),
      keptEnds: ({ filter }) => this.#current.tables.kept(filter),
      portOffers: ({ destination }) => portOffers(this.#current.analysis.connectivity.cluster, destination),
      lint: () => this.#current.linting.work(),
      planFix: ({ diagnostic, fix }) => this.#planFix(diagnostic, fix),
      planFixAll: ({ rule }) => this.#planFixAll(rule),
      ruleText: ({ code }) => ruleTextOf(code),
      plan: ({ intent }) => planIntent(this.#current.files, this.#current.analysis, intent),
      removalOffers: (flow) => removalOffers(this.#current.files, this.#current.analysis, flow),
      keepOffers: ({ subject, directions }) =>
        isolationOffers(this.#current.files, this.#current.analysis, subject, directions),
      policyChoices: (flow) => policyChoices(this.#current.files, this.#current.analysis, flow),
      selectorChoices: ({ workload }) => selectorChoices(this.#current.analysis, workload),
      places: ({ resources }) => placesOfResources(this.#current.analysis, resources),
      complete: ({ file, offset }) => completeAt(this.#current.analysis, file, offset),
      hover: ({ file, offset }) => hoverAt(this.#current.analysis, file, offset),
      definitions: ({ file, offset }) =>
        placesOfResources(this.#current.analysis, definitionsAt(this.#current.analysis, file, offset)),
      renamable: ({ file, offset }) => renamableAt(this.#current.analysis, file, offset),
      renameLabel: ({ label, name }) => planLabelRename(this.#current.analysis, label, name),
      outline: ({ file }) => outlineOf(this.#current.analysis, file),
    };
    return answers[question](ask);
  }

  get #current(): Known {
    if (!this.#known) throw new Error('asked before the first analysis');
    return this.#known;
  }

  /** Reads the text of a revision; until that is done, all answers are of the one before. */
  *analyze(revision: number, ask: Requests['analyze']['ask']): Steps<AnalysisAnswer> {
    const start = performance.now();
    const files =
      'files' in ask ? ask.files : applyChanges(this.#filesAt(ask.since), this.#whole(ask.changes));
    const ahead = this.#ahead;
    const isAhead = ahead && haveSameTexts(ahead.workspace, files);
    const before = isAhead ? ahead.analysis : this.#known?.analysis;
    const analysis = yield* analyzeInSteps(files, before, ask.settings);
    if (isAhead) this.#ahead = undefined;
    const isSamePicture = this.#known?.analysis.connectivity === analysis.connectivity;
    const { graph, entries, placements } = isSamePicture
      ? this.#current
      : this.#draw(analysis.connectivity, ask.placements);
    const counting = this.#countingOf(analysis.connectivity);
    const tables = this.#tablesOf(analysis.connectivity, graph);
    const linting = new Linting(analysis, this.#known?.linting);
    this.#known = { revision, files, analysis, graph, entries, placements, counting, linting, tables };
    return {
      revision,
      picture: isSamePicture ? undefined : { graph, entries, placements },
      policies: toPolicySummaries(analysis, counting.known),
      services: toServiceSummaries(analysis),
      diagnostics: linting.diagnostics,
      muted: linting.muted,
      inventory: toInventory(analysis),
      took: performance.now() - start,
    };
  }

  #draw(connectivity: Connectivity, former: Placements | undefined): Picture {
    const graph = buildGraph(connectivity);
    const entries = buildEntryGraph(connectivity);
    const drawn = { nodes: [...graph.nodes, ...entries.nodes], edges: [...graph.edges, ...entries.edges] };
    return { graph, entries, placements: layOut(drawn, this.#known?.placements ?? former) };
  }

  #countingOf(connectivity: Connectivity): Counting {
    const before = this.#known?.counting;
    if (before?.of === connectivity) return before;
    let count: ReturnType<typeof policyCounter> | undefined;
    return {
      of: connectivity,
      count: (policy) => (count ??= policyCounter(connectivity))(policy),
      known: before ? unaffectedCounts(before, connectivity) : new Map(),
    };
  }

  #tablesOf(connectivity: Connectivity, graph: Graph): FlowTables {
    const before = this.#known?.tables;
    return before?.of === connectivity ? before : new FlowTables(connectivity, graph);
  }

  #counts(ids: readonly string[]): ReadonlyMap<string, PolicyCounts> {
    const { analysis, counting } = this.#current;
    const asked = new Set(ids);
    const end = performance.now() + countingTime;
    for (const policy of policiesInOrder(analysis.connectivity)) {
      if (!asked.has(policy.id) || counting.known.has(policy.id)) continue;
      counting.known.set(policy.id, counting.count(policy));
      if (performance.now() > end) break;
    }
    return new Map([...counting.known].filter(([id]) => asked.has(id)));
  }

  #planFix(diagnostic: Diagnostic, fix: Fix): Plan {
    const { files, analysis } = this.#current;
    return planFix(files, analysis, diagnostic, fix);
  }

  #planFixAll(rule: string): Plan {
    const { files, analysis, linting } = this.#current;
    return planFixAll(files, analysis, linting.finish(), rule);
  }

  /** Reads what may be imported. The answers stay those of the present text. */
  async *prepare(ask: Import): AsyncGenerator<Progress, Prepared, void> {
    this.#ahead = yield* prepare(ask, this.#known?.files ?? [], this.#known?.analysis);
    const { files, leftOut } = this.#ahead;
    return { files, leftOut };
  }

  #filesAt(revision: number): readonly SourceFile[] {
    if (this.#known?.revision !== revision) throw new Error(`revision ${revision} is not known here`);
    return this.#known.files;
  }

  /** The changes with the files that were prepared here. */
  #whole(changes: readonly MirroredChange[]): FileChange[] {
    return changes.map((change) => {
      if (change.type !== 'addPrepared') return change;
      const file = this.#ahead?.files.find(({ name }) => name === change.file);
      if (!file) throw new Error(`${change.file} was never prepared`);
      return { type: 'add', file };
    });
  }

  #partAt(position: FilePosition): PolicyView | undefined {
    const { analysis } = this.#current;
    const found = pieceAt(analysis, position);
    if (!found) return undefined;
    const { policy, piece } = found;
    if (!piece) return this.#policy([policy.id]);
    const { edges, counts, revision } = flowsOfRule(this.#current, piece);
    const selected = analysis.connectivity.selected(policy).map(({ workload }) => workload.id);
    return { revision, policies: [policy.id], piece, edges, counts, selected: [...new Set(selected)] };
  }

  #policy(ids: readonly string[]): PolicyView | undefined {
    const { revision, analysis, graph } = this.#current;
    const policies = findPolicies(analysis.connectivity, ids);
    if (policies.length === 0) return undefined;
    return { revision, policies: ids, ...buildPolicyGraph(analysis.connectivity, graph, policies) };
  }
}

function haveSameTexts(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return (
    a.length === b.length && a.every(({ name, text }, at) => name === b[at]?.name && text === b[at].text)
  );
}

/** What was counted before a change and stays so. */
function unaffectedCounts({ of, known }: Counting, after: Connectivity): Map<string, PolicyCounts> {
  const affected = affectedPolicies(of, after);
  return new Map(affected && [...known].filter(([id]) => !affected.has(id)));
}
