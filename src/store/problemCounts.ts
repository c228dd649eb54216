import type { Diagnostic, GraphNode } from '../core/index';
import type { AnalysisView } from '../worker/views';
import { useAnalysis } from './analysis';

/** How many errors and warnings there are about something, and the graver of the two. Hints do not count. */
export interface ProblemCount {
  readonly amount: number;
  readonly severity: 'error' | 'warning';
}

/** By id of a policy, an object or a node of the picture; what has no problems is not in it. */
export type ProblemCounts = ReadonlyMap<string, ProblemCount>;

type Counted = Pick<AnalysisView, 'diagnostics' | 'graph'>;

/** The objects whose problems are those of a node: of a workload also the policies that restrict it. */
function resourcesOf(node: GraphNode): readonly string[] {
  if (node.type !== 'workload') return [node.id];
  const { ingress, egress } = node;
  const policies = [ingress, egress].flatMap(({ isolatedBy, deniedBy }) => [...isolatedBy, ...deniedBy]);
  return [node.id, ...new Set(policies)];
}

/** The name of the namespace that an object is or is in; undefined: in none. */
function namespaceOf(resource: string): string | undefined {
  const [kind, first, second] = resource.split('/');
  return kind === 'Namespace' || second !== undefined ? first : undefined;
}

/** Whether a diagnostic is about a node: about its object, the policies that restrict it, what is in it. */
export function isAbout(node: GraphNode): (diagnostic: Diagnostic) => boolean {
  if (node.type === 'namespace') {
    return ({ resource }) => resource !== undefined && namespaceOf(resource) === node.name;
  }
  const resources = new Set(resourcesOf(node));
  return ({ resource }) => resource !== undefined && resources.has(resource);
}

/** Counts the problems of everything that shows how many it has. */
export function countProblems({ diagnostics, graph }: Counted): ProblemCounts {
  const counts = new Map<string, ProblemCount>();
  const add = (id: string, { amount, severity }: ProblemCount) => {
    const before = counts.get(id);
    const isError = severity === 'error' || before?.severity === 'error';
    counts.set(id, { amount: amount + (before?.amount ?? 0), severity: isError ? 'error' : 'warning' });
  };
  for (const { resource, severity } of diagnostics) {
    if (resource === undefined || severity === 'info') continue;
    add(resource, { amount: 1, severity });
    const namespace = namespaceOf(resource);
    const box = `Namespace/${namespace ?? ''}`;
    if (namespace !== undefined && box !== resource) add(box, { amount: 1, severity });
  }
  for (const node of graph.nodes) {
    for (const id of resourcesOf(node)) {
      const found = id === node.id ? undefined : counts.get(id);
      if (found) add(node.id, found);
    }
  }
  return counts;
}

let last: { readonly of: Counted; readonly counts: ProblemCounts } | undefined;

/** The same object as long as it says the same: most changes of the text change no count. */
function countsOf(view: Counted): ProblemCounts {
  if (last?.of.diagnostics === view.diagnostics && last.of.graph === view.graph) return last.counts;
  const counts = countProblems(view);
  last = { of: view, counts: last && areEqual(last.counts, counts) ? last.counts : counts };
  return last.counts;
}

function areEqual(a: ProblemCounts, b: ProblemCounts): boolean {
  return (
    a.size === b.size &&
    [...a].every(([id, { amount, severity }]) => {
      const other = b.get(id);
      return other?.amount === amount && other.severity === severity;
    })
  );
}

const none: ProblemCounts = new Map();

export function useProblemCounts(): ProblemCounts {
  return useAnalysis(({ view }) => (view ? countsOf(view) : none));
}
