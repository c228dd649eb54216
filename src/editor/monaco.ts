/** The one door to Monaco: the core, its editing features and YAML; no other language, one worker. */
// oxlint-disable-next-line import/default -- Vite makes the default export of a `?worker`
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/yaml/register';

self.MonacoEnvironment = { getWorker: () => new EditorWorker({ name: 'editor' }) };

export { KeyCode, KeyMod, MarkerSeverity, Range, Uri, editor, languages } from 'monaco-editor/editor';
export type { CancellationToken, Position } from 'monaco-editor/editor';
