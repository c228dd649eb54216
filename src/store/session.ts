import { AnalysisClient, Outdated } from '../worker/client';
import type { AnalysisAnswer, Import, RequestName, Requests } from '../worker/protocol';
import type { AnalysisView, FlowView, Prepared } from '../worker/views';
import {
  decisiveRules,
  type Place,
  type Placements,
  type PolicyCounts,
  type Progress,
  type RuleRef,
} from '../core/index';
import { useAnalysis } from './analysis';
import { Mirror } from './mirror';
import { revealPlaces, sameItems, selectedPolicies, useView, type Selection } from './view';
import { useWorkspace } from './workspace';

const client = new AnalysisClient(
  () =>
    new Worker(new URL('../worker/analysis.worker.ts', import.meta.url), {
      type: 'module',
      name: 'analysis',
    }),
);

/** Has the worker loaded while the text it will be asked about is not there yet. */
export function wakeWorker(): void {
  client.wake();
}

const mirror = new Mirror();

/** Where things stood at the last visit: a fresh worker knows nothing of it. */
let formerPlacements: Placements | undefined;

/** Asks about the text of the newest analysis; undefined where the text has moved on meanwhile: ask again. */
export async function ask<Name extends Exclude<RequestName, 'analyze' | 'prepare'>>(
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

/** Shows where objects of the manifests stand, by id. */
export async function revealResources(...resources: readonly string[]): Promise<void> {
  const places = await ask('places', { resources });
  if (places) revealPlaces(places.answer);
}

/** Has files made ready to come into the workspace, which stays as it is. Rejects with `Cancelled` when that is wished. */
export async function prepareFiles(
  files: Import,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Prepared> {
  const { revision } = useWorkspace.getState();
  const prepared = await client.ask('prepare', revision, files, { signal, onProgress });
  mirror.prepared(prepared.files);
  return prepared;
}

/** Keeps the analysis behind the text as closely as the worker can: one at a time, always of the newest text. */
async function analyzeNewest(): Promise<void> {
  if (useAnalysis.getState().working) return;
  useAnalysis.setState({ working: true });
  try {
    for (;;) {
      const text = useWorkspace.getState();
      const { revision, settings } = text;
      const sent = mirror.take(text);
      const placements = useAnalysis.getState().view?.placements ?? formerPlacements;
      const asked = { ...sent, settings, ...('files' in sent && placements ? { placements } : {}) };
      const answer = await client.ask('analyze', revision, asked, {
        onProgress: ({ done, total }) => useAnalysis.setState({ progress: done / total }),
      });
      const view = withFormerPicture(answer);
      useAnalysis.setState({ view: withFormerCounts(view), progress: undefined, failure: undefined });
      void refreshSelection();
      void countPolicies(view);
      void lintText(view);
      if (useWorkspace.getState().revision === revision) break;
    }
  } catch (error) {
    mirror.forget();
    client.stop(new Outdated('the analysis is started again'));
    useAnalysis.setState({
      failure: error instanceof Error ? error.message : String(error),
      linting: false,
    });
  } finally {
    useAnalysis.setState({ working: false, progress: undefined });
  }
}

/** After a failure: tries again, with the text as it is. */
export function analyzeAgain(): void {
  useAnalysis.setState({ failure: undefined });
  void analyzeNewest();
}

function withFormerPicture({ picture, ...answer }: AnalysisAnswer): AnalysisView {
  const shown = picture ?? useAnalysis.getState().view;
  if (!shown) throw new Error('an analysis without a picture');
  return { ...answer, graph: shown.graph, entries: shown.entries, placements: shown.placements };
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
    known?.revision === view.revision ? { view: withCounts(known, counted) } : {},
  );
}

/** Has the rules of lint run a few at a time; until they are done, what was known of unchanged texts is shown. */
async function lintText({ revision }: AnalysisView): Promise<void> {
  useAnalysis.setState({ linting: true });
  for (;;) {
    const lint = await ask('lint', {});
    if (!lint || useAnalysis.getState().view?.revision !== revision) return;
    if (!lint.answer.isDone) continue;
    const { diagnostics, muted } = lint.answer;
    useAnalysis.setState(({ view }) =>
      view?.revision === revision ? { view: { ...view, diagnostics, muted }, linting: false } : {},
    );
    return;
  }
}

/** The selected flow whose lines were not shown yet. */
let unrevealed: Selection | undefined;

/** Asks anew about what is selected. What is shown stays until the answer is there. */
async function refreshSelection(): Promise<void> {
  await Promise.all([refreshPolicies(), refreshPreview(), refreshCaret(), refreshFlow()]);
}

/** So long the picture of other policies may stay, in milliseconds: drawing all plainly in between would only flicker. */
const patience = 200;
let dropping: ReturnType<typeof setTimeout> | undefined;

function changePolicies(policies: readonly string[]): void {
  clearTimeout(dropping);
  const drop = () => {
    const { policy } = useAnalysis.getState();
    if (policy && !sameItems(policy.policies, selectedPolicies(useView.getState())))
      useAnalysis.setState({ policy: undefined });
  };
  if (policies.length === 0) drop();
  else dropping = setTimeout(drop, patience);
  void refreshPolicies();
}

async function refreshPolicies(): Promise<void> {
  const policies = selectedPolicies(useView.getState());
  if (policies.length === 0) return;
  const answer = await ask('policy', { policies });
  if (answer && sameItems(selectedPolicies(useView.getState()), policies))
    useAnalysis.setState({ policy: answer.answer });
}

async function refreshCaret(): Promise<void> {
  const { caret } = useView.getState();
  // The caret stands in the newest text: the answer for an older one would be of other lines.
  if (!caret || useAnalysis.getState().view?.revision !== useWorkspace.getState().revision) return;
  const answer = await ask('partAt', caret);
  if (answer && useView.getState().caret === caret) useAnalysis.setState({ atCaret: answer.answer });
}

async function refreshPreview(): Promise<void> {
  const { previewed } = useView.getState();
  if (previewed === undefined) return;
  const answer = await ask('policy', { policies: [previewed] });
  if (answer && useView.getState().previewed === previewed) useAnalysis.setState({ preview: answer.answer });
}

async function refreshFlow(): Promise<void> {
  const { selection } = useView.getState();
  if (selection?.type !== 'flow') return;
  const { source, destination } = selection;
  const flow = await ask('flow', { source, destination });
  if (!flow || useView.getState().selection !== selection) return;
  useAnalysis.setState({ flow: flow.answer });
  if (flow.answer && unrevealed === selection) await revealLines(selection, flow.answer);
}

/** Shows the lines of all rules that decide something of the selected flow, or of all that its edge stands for. */
async function revealLines(
  selection: Selection,
  { revision, explanation, places, entry }: FlowView,
): Promise<void> {
  if (selection.type !== 'flow' || revision !== useWorkspace.getState().revision) return;
  const { source, destination } = selection;
  const edges = useAnalysis
    .getState()
    .view?.graph.edges.filter((edge) => edge.source === source && edge.destination === destination);
  const lines = await Promise.all((edges ?? []).map((edge) => ask('linesOfEdge', { edge })));
  if (unrevealed !== selection || revision !== useWorkspace.getState().revision) return;
  unrevealed = undefined;
  const idOf = ({ policy, direction, rule }: RuleRef) => `${policy} ${direction} ${rule}`;
  const deciding = new Set(decisiveRules(explanation).map(idOf));
  const own = places.filter((rule) => deciding.has(idOf(rule)));
  const all: { readonly place: Place }[] = [...own, ...lines.flatMap((found) => found?.answer ?? [])];
  if (all.length === 0 && entry?.place) all.push({ place: entry.place });
  revealPlaces([
    ...new Map(all.map(({ place }) => [`${place.file} ${place.from} ${place.to}`, place])).values(),
  ]);
}

/** Connects text, worker and selection for the life of the page. Called once, after the workspace is restored. */
export function startSession(placements?: Placements): void {
  formerPlacements = placements;
  useWorkspace.subscribe((state, before) => {
    if (state.revision !== before.revision) mirror.follow(state);
    if (state.files !== before.files || state.settings !== before.settings) void analyzeNewest();
  });
  useView.subscribe((state, before) => {
    if (!sameItems(selectedPolicies(state), selectedPolicies(before)))
      changePolicies(selectedPolicies(state));
    if (state.caret !== before.caret) {
      if (!state.caret) useAnalysis.setState({ atCaret: undefined });
      void refreshCaret();
    }
    if (state.previewed !== before.previewed) {
      useAnalysis.setState({ preview: undefined });
      void refreshPreview();
    }
    if (state.selection !== before.selection) {
      unrevealed = state.selection;
      useAnalysis.setState({ flow: undefined });
      void refreshFlow();
    } else if (state.reveal !== before.reveal) {
      unrevealed = undefined; // something else is shown by now
    }
  });
  void analyzeNewest();
}
