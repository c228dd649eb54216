import { AnalysisClient, Outdated } from '../worker/client';
import type { AnalysisView, FlowView, RequestName, Requests } from '../worker/protocol';
import type { Placements, PolicyCounts, RuleRef, SourceFile } from '../core/index';
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

/** Where things stood at the last visit: a fresh worker knows nothing of it. */
let formerPlacements: Placements | undefined;

/** Asks about the text of the newest analysis; undefined where the text has moved on meanwhile: ask again. */
export async function ask<Name extends Exclude<RequestName, 'analyze'>>(
  name: Name,
  question: Requests[Name]['ask'],
): Promise<{ readonly answer: Requests[Name]['answer'] } | undefined> {
  const revision = useAnalysis.getState().view?.revision;
  if (revision === undefined) return undefined;
  try {
    return { answer: await client.ask(name, revision, question) };
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
      const placements = useAnalysis.getState().view?.placements ?? formerPlacements;
      const view = await client.ask('analyze', revision, {
        files: files.map((file) => (held.includes(file) ? { unchanged: file.name } : file)),
        ...(held.length === 0 && placements && { placements }),
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
    for (const [id, counts] of more.answer) counted.set(id, counts);
  }
  useAnalysis.setState(({ view: known }) =>
    known?.revision === view.revision ? { view: withCounts(view, counted) } : {},
  );
}

/** The selected flow whose lines were not shown yet. */
let unrevealed: Selection | undefined;

/** Asks anew about what is selected. What is shown stays until the answer is there. */
async function refreshSelection(): Promise<void> {
  const { selection } = useView.getState();
  if (selection?.type === 'policy') {
    const policy = await ask('policy', { policy: selection.policy });
    if (policy && useView.getState().selection === selection) useAnalysis.setState({ policy: policy.answer });
  }
  if (selection?.type === 'flow') {
    const { source, destination } = selection;
    const flow = await ask('flow', { source, destination });
    if (!flow || useView.getState().selection !== selection) return;
    useAnalysis.setState({ flow: flow.answer });
    if (flow.answer && unrevealed === selection) revealAllowingRules(flow.answer);
  }
}

function revealAllowingRules({ revision, explanation, places }: FlowView): void {
  if (revision !== useWorkspace.getState().revision) return;
  unrevealed = undefined;
  const idOf = ({ policy, direction, rule }: RuleRef) => `${policy} ${direction} ${rule}`;
  const allowing = new Set(
    [...explanation.egress.rules, ...explanation.ingress.rules]
      .filter(({ admits }) => admits.length > 0)
      .map(idOf),
  );
  revealPlaces(places.filter((rule) => allowing.has(idOf(rule))).map(({ place }) => place));
}

/** Connects text, worker and selection for the life of the page. Called once, after the workspace is restored. */
export function startSession(placements?: Placements): void {
  formerPlacements = placements;
  useWorkspace.subscribe((state, before) => {
    if (state.files !== before.files) void analyzeNewest();
  });
  useView.subscribe((state, before) => {
    if (state.selection !== before.selection) {
      unrevealed = state.selection;
      useAnalysis.setState({ policy: undefined, flow: undefined });
      void refreshSelection();
    } else if (state.reveal !== before.reveal) {
      unrevealed = undefined; // something else is shown by now
    }
  });
  void analyzeNewest();
}
