import { muteFix, type Diagnostic, type Fix, type MutedDiagnostic, type TextRange } from '../core/index';
import { applyFix } from '../store/intents';
import { openVerb, type OpenVerb } from '../store/verb';
import type { Binding } from './binding';
import { nextCurrentView, readCurrentView } from './currentView';
import { editor, languages, type Range } from './monaco';
import { ruleScheme } from './ruleLink';

const fixCommand = 'drawbridge.fix';
const askCommand = 'drawbridge.ask';

/**
 * The lightbulb and Ctrl/Cmd+. at a diagnostic: its fixes, all of its kind, the mute. Nothing is edited by Monaco:
 * what is chosen goes to the one writer. Also opens what the code of a marker links to.
 */
export function provideQuickFixes(binding: Binding): () => void {
  const registrations = [
    editor.registerCommand(fixCommand, (_accessor, diagnostic: Diagnostic, fix: Fix) => {
      void applyFix(diagnostic, fix);
    }),
    editor.registerCommand(askCommand, (_accessor, verb: OpenVerb) => openVerb(verb)),
    editor.registerLinkOpener({
      open: ({ scheme, path }) => {
        if (scheme !== ruleScheme) return false;
        openVerb({ type: 'explainRule', rule: path });
        return true;
      },
    }),
    languages.registerCodeActionProvider(
      'yaml',
      {
        provideCodeActions: async (model, range, _context, token) => {
          const view = readCurrentView() ?? (await nextCurrentView(token.onCancellationRequested));
          const file = [...binding.models].find(([, candidate]) => candidate === model)?.[0];
          const diagnostics = view?.diagnostics.filter((diagnostic) => diagnostic.file === file) ?? [];
          const muted = view?.muted.filter(({ comment }) => comment.file === file) ?? [];
          const actions = [
            ...placedAt(model, range, diagnostics, (each) => each).flatMap((each) =>
              toActions(each, diagnostics),
            ),
            ...toUnmutes(placedAt(model, range, muted, ({ comment }) => comment)),
          ];
          return { actions: actions.map(preferFirst), dispose: () => undefined };
        },
      },
      { providedCodeActionKinds: ['quickfix'] },
    ),
  ];
  return () => {
    for (const registration of registrations) registration.dispose();
  };
}

/** Those that the range touches; where it touches none, those on its lines. */
function placedAt<Placed>(
  model: editor.ITextModel,
  range: Range,
  all: readonly Placed[],
  placeOf: (each: Placed) => TextRange,
): readonly Placed[] {
  const within = (from: number, to: number) =>
    all.filter((each) => placeOf(each).from <= to && placeOf(each).to >= from);
  const { startLineNumber, startColumn, endLineNumber, endColumn } = range;
  const offsetOf = (lineNumber: number, column: number) => model.getOffsetAt({ lineNumber, column });
  const touched = within(offsetOf(startLineNumber, startColumn), offsetOf(endLineNumber, endColumn));
  if (touched.length > 0) return touched;
  return within(offsetOf(startLineNumber, 1), offsetOf(endLineNumber, model.getLineMaxColumn(endLineNumber)));
}

function toActions(diagnostic: Diagnostic, all: readonly Diagnostic[]): readonly languages.CodeAction[] {
  const { fixes = [], code, rule = code } = diagnostic;
  const alike = all.filter(
    (other) => (other.rule ?? other.code) === rule && other.fixes?.[0] !== undefined,
  ).length;
  return [
    ...fixes.map((fix) => action(`Fix: ${fix.title}`, fixCommand, diagnostic, fix)),
    ...(fixes.length > 0 && alike > 1 ? [ask(`Fix all of ${rule}…`, { type: 'fixAll', rule })] : []),
    ...(muteFix(diagnostic) ? [ask(`Mute ${rule}…`, { type: 'mute', diagnostic })] : []),
  ];
}

/** At a comment that mutes rules: each of them, once. */
function toUnmutes(muted: readonly MutedDiagnostic[]): readonly languages.CodeAction[] {
  const titles = new Map(muted.map((each) => [each.unmute.title, each]));
  return [...titles].map(([title, { comment, unmute, code, severity, message }]) =>
    action(title, fixCommand, { ...comment, code, severity, message }, unmute),
  );
}

const ask = (title: string, verb: OpenVerb) => action(title, askCommand, verb);

function action(title: string, id: string, ...given: readonly unknown[]): languages.CodeAction {
  return { title, kind: 'quickfix', command: { id, title, arguments: [...given] } };
}

function preferFirst(each: languages.CodeAction, index: number): languages.CodeAction {
  return index === 0 && each.command?.id === fixCommand ? { ...each, isPreferred: true } : each;
}
