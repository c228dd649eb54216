import { selectPolicies } from '../store/view';
import type { PolicySummary } from '../worker/views';
import type { Binding } from './binding';
import { nextCurrentView, readCurrentView, subscribeCurrentView } from './currentView';
import { editor, languages, Range } from './monaco';
import { policyEffects } from './policyEffects';

const selectPolicy = 'drawbridge.selectPolicy';

/** The line above each policy: what it selects, opens and closes. A click selects it. */
export function provideLenses(binding: Binding): () => void {
  const registeredCommand = editor.registerCommand(selectPolicy, (_accessor, policy: string) => {
    selectPolicies([policy]);
  });
  const commands = new WeakMap<languages.CodeLens, languages.Command>();
  const provider: languages.CodeLensProvider = {
    onDidChange: (listener) => ({ dispose: subscribeCurrentView(() => listener(provider)) }),
    provideCodeLenses: async (model, token) => {
      // While the analysis is behind, Monaco keeps the lines that it has at their text.
      const view = readCurrentView() ?? (await nextCurrentView(token.onCancellationRequested));
      const file = [...binding.models].find(([, candidate]) => candidate === model)?.[0];
      const policies = view?.policies.filter(({ place }) => place.file === file) ?? [];
      const entries = policies.flatMap((policy) => toLenses(model, policy));
      for (const [lens, command] of entries) commands.set(lens, command);
      return { lenses: entries.map(([lens]) => lens) };
    },
    // Given here and not at once, Monaco draws only those in view: thousands would take it a second.
    resolveCodeLens: (_model, lens) => ({ ...lens, command: commands.get(lens) }),
  };
  const registration = languages.registerCodeLensProvider('yaml', provider);
  return () => {
    registration.dispose();
    registeredCommand.dispose();
  };
}

function toLenses(
  model: editor.ITextModel,
  policy: PolicySummary,
): (readonly [languages.CodeLens, languages.Command])[] {
  const lineNumber = firstLine(model, policy.place.from);
  return policyEffects(policy).map((title) => [
    { range: new Range(lineNumber, 1, lineNumber, 1) },
    {
      id: selectPolicy,
      title,
      tooltip: `Show what ${policy.name} opens and closes`,
      arguments: [policy.id],
    },
  ]);
}

/** The line at which a policy starts, or the first line of the comment right above it. */
function firstLine(model: editor.ITextModel, from: number): number {
  let { lineNumber } = model.getPositionAt(from);
  while (lineNumber > 1 && model.getLineContent(lineNumber - 1).startsWith('#')) lineNumber -= 1;
  return lineNumber;
}
