import { AnalysisClient, Outdated } from '../worker/client';
import type { AnalysisView, RequestName, Requests } from '../worker/protocol';
import type { PolicyCounts, SourceFile } from '../core/index';
import { useAnalysis } from './analysis';
import { revealPlaces, useView, type Selection } from './view';
import { useWorkspace } from './workspace';

const client = new AnalysisClient(
  () =>
    new Worker(new URL('../worker/analysis.worker.ts', import.meta.url), {
      type: 'module',
      name: 'analysis',
    }),
);

/** The files of the last analysis that the worker answered: what it need not be sent again. */
let held: readonly SourceFile[] = [];

/** Asks about the text of the newest analysis; undefined where the text has moved on meanwhile. */
export async function ask<Name extends Exclude<RequestName, 'analyze'>>(
  name: Name,
  question: Requests[Name]['ask'],
): Promise<Requests[Name]['answer'] | undefined> {
  const revision = useAnalysis.getState().view?.revision;
  if (revision === undefined) return undefined;
  try {
    return await client.ask(name, revision, question);
  } catch (error) {
    if (error instanceof Outdated) return undefined;
    throw error;
  }
}

/** Keeps the analysis behind the text as closely as the worker can: one at a time, always of the newest text. */
async function analyzeNewest(): Promise<void> {
  if (useAnalysis.getState().working) return;
  useAnalysis.setState({ working: true });
  try {
    for (;;) {
      const { files, revision } = useWorkspace.getState();
      const view = await client.ask('analyze', revision, {
        files: files.map((file) => (held.includes(file) ? { unchanged: file.name } : file)),
      });
      held = files;
      useAnalysis.setState({ view: withFormerCounts(view), failure: undefined });
      void refreshSelection();
      void countPolicies(view);
      if (useWorkspace.getState().revision === revision) break;
    }
  } catch (error) {
    held = [];
    client.stop(new Outdated('the analysis is started again'));
    useAnalysis.setState({ failure: error instanceof Error ? error.message : String(error) });
  } finally {
    useAnalysis.setState({ working: false });
  }
}

/** Shows the counts of before until the new ones are there, so that nothing flickers. */
function withFormerCounts(view: AnalysisView): AnalysisView {
  const former = new Map(useAnalysis.getState().view?.policies.map(({ id, counts }) => [id, counts]));
  return withCounts(view, former);
}

function withCounts(view: AnalysisView, counts: ReadonlyMap<string, PolicyCounts | undefined>): AnalysisView {
  const policies = view.policies.map((policy) =>
    policy.counts ? policy : { ...policy, counts: counts.get(policy.id) },
  );
  return { ...view, policies };
}

/** Has the policies counted a few at a time; questions of the user come in between. */
async function countPolicies(view: AnalysisView): Promise<void> {
  const counted = new Map(view.policies.flatMap(({ id, counts }) => (counts ? [[id, counts]] : [])));
  while (counted.size < view.policies.length) {
    const policies = view.policies.flatMap(({ id }) => (counted.has(id) ? [] : [id]));
    const more = await ask('counts', { policies });
    if (!more || useAnalysis.getState().view?.revision !== view.revision) return;
    for (const [id, counts] of more) counted.set(id, counts);
  }
  useAnalysis.setState(({ view: known }) =>
    known?.revision === view.revision ? { view: withCounts(view, counted) } : {},
  );
}

async function refreshSelection(isNew = false): Promise<void> {
  const { selection } = useView.getState();
  const [policy, flow] = await Promise.all([
    selection?.type === 'policy' ? ask('policy', { policy: selection.policy }) : undefined,
    selection?.type === 'flow' ? ask('flow', flowQuery(selection)) : undefined,
  ]);
  if (useView.getState().selection !== selection) return;
  useAnalysis.setState({ policy, flow });
  if (isNew && flow) {
    const allowing = new Set(
      [...flow.explanation.egress.rules, ...flow.explanation.ingress.rules]
        .filter(({ admits }) => admits.length > 0)
        .map(({ policy: id, direction, rule }) => `${id} ${direction} ${rule}`),
    );
    revealPlaces(
      flow.places
        .filter(({ policy: id, direction, rule }) => allowing.has(`${id} ${direction} ${rule}`))
        .map(({ place }) => place),
    );
  }
}

function flowQuery({ source, destination }: Extract<Selection, { type: 'flow' }>) {
  return { source, destination };
}

/** Connects text, worker and selection for the life of the page. Called once, after the workspace is restored. */
export function startSession(): void {
  useWorkspace.subscribe((state, before) => {
    if (state.files !== before.files) void analyzeNewest();
  });
  useView.subscribe((state, before) => {
    if (state.selection === before.selection) return;
    useAnalysis.setState({ policy: undefined, flow: undefined });
    void refreshSelection(true);
  });
  void analyzeNewest();
}
