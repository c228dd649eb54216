/** What the editor knows of the cluster: the analysis worker answers, Monaco shows. */
import type { FilePosition, RequestName, Requests } from '../worker/protocol';
import type { OutlineEntry } from '../worker/views';
import { ask } from '../store/session';
import type { Proposal } from '../core/index';
import { revealPlaces } from '../store/view';
import { applyTransaction, useWorkspace } from '../store/workspace';
import { useAnalysis } from '../store/analysis';
import type { Binding } from './binding';
import { nextCurrentView, readCurrentView } from './currentView';
import { editor, languages, Range, type CancellationToken, type Position } from './monaco';
import { toRange } from './place';
import { policyEffects } from './policyEffects';

type TextModel = editor.ITextModel;

/** Registers completion, hover, go to definition, rename and the outline. Returns how to end it. */
export function provideAssistance(binding: Binding): () => void {
  const positionIn = (model: TextModel, position: Position): FilePosition | undefined => {
    const file = [...binding.models].find(([, candidate]) => candidate === model)?.[0];
    return file === undefined ? undefined : { file, offset: model.getOffsetAt(position) };
  };
  const registrations = [
    languages.registerCompletionItemProvider('yaml', {
      triggerCharacters: [' ', '-', '[', '{', ','],
      provideCompletionItems: async (model, position, _context, token) => {
        const at = positionIn(model, position);
        const found = at && (await askWhenCurrent('complete', at, token));
        if (!found) return undefined;
        const range = toRange(model, found.range);
        return { suggestions: found.items.map((item, index) => toSuggestion(item, index, range)) };
      },
    }),
    languages.registerHoverProvider('yaml', {
      provideHover: async (model, position, token) => {
        const at = positionIn(model, position);
        const found = at && (await askWhenCurrent('hover', at, token));
        if (!found) return undefined;
        const effects = effectsAt(found.policy);
        return {
          range: toRange(model, found.range),
          contents: [...found.lines, ...effects].map((line) => ({ value: escapeMarkdown(line) })),
        };
      },
    }),
    languages.registerDefinitionProvider('yaml', {
      provideDefinition: async (model, position, token) => {
        const at = positionIn(model, position);
        const places = at ? ((await askWhenCurrent('definitions', at, token)) ?? []) : [];
        return places.flatMap((place) => {
          const found = binding.open(place.file);
          return found ? [{ uri: found.uri, range: toRange(found, place) }] : [];
        });
      },
    }),
    languages.registerRenameProvider('yaml', {
      resolveRenameLocation: async (model, position, token) => {
        const at = positionIn(model, position);
        const found = at && (await askWhenCurrent('renamable', at, token));
        if (!found) {
          const nothing = { range: new Range(1, 1, 1, 1), text: '' };
          return { ...nothing, rejectReason: 'Only labels of selectors can be renamed.' };
        }
        return { range: toRange(model, found.range), text: found.label.value ?? found.label.key };
      },
      provideRenameEdits: async (model, position, name, token) => {
        const at = positionIn(model, position);
        const found = at && (await askWhenCurrent('renamable', at, token));
        const transaction =
          found && (await askWhenCurrent('renameLabel', { label: found.label, name }, token));
        // The one writer makes the change, in all files and as one step; nothing is left for Monaco.
        if (transaction) applyTransaction(transaction);
        return { edits: [] };
      },
    }),
    languages.registerDocumentSymbolProvider('yaml', {
      displayName: 'Drawbridge',
      provideDocumentSymbols: async (model, token) => {
        const at = positionIn(model, model.getPositionAt(0));
        const entries = at && (await askWhenCurrent('outline', { file: at.file }, token));
        return entries?.map((entry) => toSymbol(model, entry));
      },
    }),
  ];
  registrations.push(
    editor.registerEditorOpener({
      openCodeEditor: (_source, uri, place) => {
        const found = [...binding.models].find(([, model]) => model.uri.toString() === uri.toString());
        if (!found) return false;
        const [file, model] = found;
        const range = place && ('startLineNumber' in place ? place : Range.fromPositions(place));
        const offsetOf = (line: number, column: number) => model.getOffsetAt({ lineNumber: line, column });
        const from = range ? offsetOf(range.startLineNumber, range.startColumn) : 0;
        const to = range ? offsetOf(range.endLineNumber, range.endColumn) : 0;
        revealPlaces([{ file, from, to }], true);
        return true;
      },
    }),
  );
  return () => {
    for (const registration of registrations) registration.dispose();
  };
}

/** Asks as soon as the analysis is of the text as it stands; undefined when the text moves on meanwhile. */
async function askWhenCurrent<Name extends Exclude<RequestName, 'analyze' | 'prepare'>>(
  name: Name,
  question: Requests[Name]['ask'],
  token: CancellationToken,
): Promise<Requests[Name]['answer'] | undefined> {
  const { revision } = useWorkspace.getState();
  if (!readCurrentView()) await nextCurrentView(token.onCancellationRequested);
  if (token.isCancellationRequested || useWorkspace.getState().revision !== revision) return undefined;
  return (await ask(name, question))?.answer;
}

const kinds: Readonly<Record<Proposal['kind'], languages.CompletionItemKind>> = {
  field: languages.CompletionItemKind.Property,
  value: languages.CompletionItemKind.Value,
  label: languages.CompletionItemKind.Constant,
  snippet: languages.CompletionItemKind.Snippet,
};

function toSuggestion(
  { title, kind, insert, detail, doc }: Proposal,
  index: number,
  range: Range,
): languages.CompletionItem {
  return {
    label: detail === undefined ? title : { label: title, description: detail },
    kind: kinds[kind],
    insertText: insert,
    // Lines come indented as they are to stand.
    insertTextRules:
      languages.CompletionItemInsertTextRule.InsertAsSnippet |
      languages.CompletionItemInsertTextRule.KeepWhitespace,
    // Beside the title where nothing else stands there, so that one need not ask for it.
    ...(doc !== undefined && (detail === undefined ? { detail: doc } : { documentation: doc })),
    sortText: String(index).padStart(5, '0'),
    range,
    // What a key begins is asked for at once.
    ...(kind === 'field' && { command: { id: 'editor.action.triggerSuggest', title: 'Suggest' } }),
  };
}

/** What the line above the policy says. */
function effectsAt(policy: string | undefined): readonly string[] {
  const summary = useAnalysis.getState().view?.policies.find(({ id }) => id === policy);
  return summary ? [`This policy ${policyEffects(summary).join(', ')}.`] : [];
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&]/g, String.raw`\$&`);
}

function toSymbol(model: TextModel, entry: OutlineEntry): languages.DocumentSymbol {
  const range = toRange(model, entry);
  const { kind, title } = entry;
  // Policies are what is looked for; of the rest several kinds may have one name.
  const isPlain = kind === 'rule' || kind === 'NetworkPolicy';
  return {
    name: title === '' ? kind : isPlain ? title : `${kind} ${title}`,
    detail: kind,
    kind: kind === 'rule' ? languages.SymbolKind.Method : languages.SymbolKind.Class,
    tags: [],
    range,
    selectionRange: range,
    children: entry.children.map((child) => toSymbol(model, child)),
  };
}
