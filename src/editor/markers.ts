import type { Diagnostic } from '../core/index';
import type { Binding } from './binding';
import { readCurrentView, subscribeCurrentView } from './currentView';
import { editor, MarkerSeverity } from './monaco';
import { toRange } from './place';
import { markerCode } from './ruleLink';

const owner = 'drawbridge';
/** Monaco draws every marker of a file, wherever it stands; the list of problems has them all. */
const maximumMarkers = 1000;

const severities = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const;

/** Shows diagnostics as Monaco's markers. Between two analyses Monaco keeps them at their text. */
export function followDiagnostics(binding: Binding): () => void {
  binding.onOpen((file, model) => {
    const view = readCurrentView();
    if (view) show(file, model, view.diagnostics);
  });
  return subscribeCurrentView(({ diagnostics }) => {
    for (const [file, model] of binding.models) show(file, model, diagnostics);
  });
}

function show(file: string, model: editor.ITextModel, diagnostics: readonly Diagnostic[]): void {
  const markers = diagnostics
    .filter((diagnostic) => diagnostic.file === file)
    .toSorted((a, b) => severities[b.severity] - severities[a.severity])
    .slice(0, maximumMarkers)
    .map((diagnostic): editor.IMarkerData => {
      const { startLineNumber, startColumn, endLineNumber, endColumn } = toRange(model, diagnostic);
      const { severity, message, consequence } = diagnostic;
      return {
        severity: severities[severity],
        message: consequence === undefined ? message : `${message}\n${consequence}`,
        code: markerCode(diagnostic),
        startLineNumber,
        startColumn,
        endLineNumber,
        endColumn,
      };
    });
  editor.setModelMarkers(model, owner, markers);
}
