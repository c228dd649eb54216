/** Monaco types only the registration of its languages. */
declare module 'monaco-editor/languages/definitions/yaml/yaml' {
  import type { languages } from 'monaco-editor/editor';

  export const conf: languages.LanguageConfiguration & { onEnterRules: languages.OnEnterRule[] };
}
