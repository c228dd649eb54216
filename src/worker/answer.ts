import {
  analyze,
  buildGraph,
  buildPolicyGraph,
  describeSelector,
  explainFlow,
  layOut,
  planIntent,
  policyCounter,
  portOffers,
  representativeOf,
  type Analysis,
  type Connectivity,
  type Graph,
  type Placements,
  type NetworkPolicy,
  type PolicyCounts,
  type RuleRef,
  type SourceFile,
} from '../core/index';
import { placeOfResource, placeOfRule } from './places';
import type {
  AnalysisView,
  FlowEnds,
  FlowView,
  Inventory,
  PlacedRule,
  PolicySummary,
  PolicyView,
  RequestName,
  Requests,
} from './protocol';

/** What is known of the text at one revision. */
interface Known {
  readonly revision: number;
  readonly files: readonly SourceFile[];
  readonly analysis: Analysis;
  readonly graph: Graph;
  readonly placements: Placements;
  readonly counting: Counting;
}

/** What the policies open and close; belongs to one connectivity, and fills up as it is asked for. */
interface Counting {
  readonly of: Connectivity;
  readonly count: (policy: NetworkPolicy) => PolicyCounts;
  readonly known: Map<string, PolicyCounts>;
}

/** So long an answer counts policies before it lets others have the worker, in milliseconds. */
const countingTime = 12;

type Answers = { [Name in RequestName]: (ask: Requests[Name]['ask']) => Requests[Name]['answer'] };

/**
 * Answers questions about the workspace, in the worker or, where there is none, in the page.
 * Keeps the last analysis: unchanged documents are not read again, and the layout stays where it was.
 */
export class Answerer {
  #known: Known | undefined;

  /** The revision that questions can be asked about. */
  get revision(): number | undefined {
    return this.#known?.revision;
  }

  answer<Name extends RequestName>(
    name: Name,
    revision: number,
    ask: Requests[Name]['ask'],
  ): Requests[Name]['answer'] {
    const answers: Answers = {
      analyze: (asked) => this.#analyze(revision, asked),
      counts: ({ policies }) => this.#counts(policies),
      policy: ({ policy }) => this.#policy(policy),
      flow: (ends) => this.#flow(ends),
      portOffers: ({ destination }) => portOffers(this.#current.analysis.connectivity.cluster, destination),
      plan: ({ intent }) => planIntent(this.#current.files, this.#current.analysis, intent),
    };
    return answers[name](ask);
  }

  get #current(): Known {
    if (!this.#known) throw new Error('asked before the first analysis');
    return this.#known;
  }

  #analyze(revision: number, { files: sent, placements: former }: Requests['analyze']['ask']): AnalysisView {
    const start = performance.now();
    const files = sent.map((file) => ('unchanged' in file ? this.#held(file.unchanged) : file));
    const analysis = analyze(files, this.#known?.analysis);
    const graph = buildGraph(analysis.connectivity);
    const placements = layOut(graph, this.#known?.placements ?? former);
    const counting = this.#countingOf(analysis.connectivity);
    this.#known = { revision, files, analysis, graph, placements, counting };
    return {
      revision,
      graph,
      placements,
      policies: toPolicySummaries(analysis, counting),
      diagnostics: analysis.diagnostics,
      inventory: toInventory(analysis),
      took: performance.now() - start,
    };
  }

  #countingOf(connectivity: Connectivity): Counting {
    const before = this.#known?.counting;
    if (before?.of === connectivity) return before;
    let count: ReturnType<typeof policyCounter> | undefined;
    return {
      of: connectivity,
      count: (policy) => (count ??= policyCounter(connectivity))(policy),
      known: new Map(),
    };
  }

  #counts(ids: readonly string[]): ReadonlyMap<string, PolicyCounts> {
    const { analysis, counting } = this.#current;
    const asked = new Set(ids);
    const end = performance.now() + countingTime;
    for (const policy of analysis.connectivity.policies) {
      if (!asked.has(policy.id) || counting.known.has(policy.id)) continue;
      counting.known.set(policy.id, counting.count(policy));
      if (performance.now() > end) break;
    }
    return new Map([...counting.known].filter(([id]) => asked.has(id)));
  }

  #held(name: string): SourceFile {
    const file = this.#current.files.find((known) => known.name === name);
    if (!file) throw new Error(`${name} was never sent`);
    return file;
  }

  #policy(id: string): PolicyView | undefined {
    const { revision, analysis, graph } = this.#current;
    const policy = analysis.connectivity.policies.find((known) => known.id === id);
    if (!policy) return undefined;
    return { revision, policy: id, ...buildPolicyGraph(analysis.connectivity, graph, policy) };
  }

  #flow({ source, destination }: FlowEnds): FlowView | undefined {
    const { revision, analysis } = this.#current;
    const sourceParty = representativeOf(analysis.connectivity, source);
    const destinationParty = representativeOf(analysis.connectivity, destination);
    if (!sourceParty || !destinationParty) return undefined;
    const explanation = explainFlow(analysis.connectivity, sourceParty, destinationParty);
    const places = [...explanation.egress.rules, ...explanation.ingress.rules].flatMap(
      ({ policy, direction, rule, peer }): PlacedRule[] => {
        const ref: RuleRef = { policy, direction, rule, ...(peer !== undefined && { peer }) };
        const place = placeOfRule(analysis, ref);
        return place ? [{ ...ref, place }] : [];
      },
    );
    return { revision, explanation, places };
  }
}

function toPolicySummaries(analysis: Analysis, counting: Counting): PolicySummary[] {
  const { connectivity } = analysis;
  return connectivity.policies.flatMap((policy): PolicySummary[] => {
    const place = placeOfResource(analysis, policy.id);
    if (!place) return [];
    return [
      {
        id: policy.id,
        namespace: policy.namespace,
        name: policy.name,
        selector: describeSelector(policy.podSelector),
        directions: [...policy.directions],
        selected: new Set(connectivity.selected(policy).map(({ workload }) => workload)).size,
        counts: counting.known.get(policy.id),
        place,
      },
    ];
  });
}

function toInventory({ connectivity, files, refused }: Analysis): Inventory {
  const { cluster, policies } = connectivity;
  const ignored = new Map<string, number>();
  for (const file of files) {
    for (const [kind, count] of Object.entries(file.ignored))
      ignored.set(kind, (ignored.get(kind) ?? 0) + count);
  }
  return {
    namespaces: [...cluster.namespaces.values()].filter(({ origin }) => origin !== 'inferred').length,
    workloads: cluster.workloads.filter(({ origin }) => origin === 'loaded').length,
    services: cluster.services.length,
    policies: policies.length,
    refused: refused.size,
    ignored: [...ignored].sort((a, b) => b[1] - a[1]),
    broken: files.reduce((sum, file) => sum + file.broken.length, 0),
    outdated: files.reduce((sum, file) => sum + file.outdated.length, 0),
  };
}
