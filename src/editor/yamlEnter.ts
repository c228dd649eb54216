import { conf } from 'monaco-editor/languages/definitions/yaml/yaml';
import { languages } from './monaco';

/** Below a key that follows a dash, its value stands two columns further in than Monaco's own rule has it. */
const belowDashedKey: languages.OnEnterRule = {
  beforeText: /^\s*- +[^#]*:\s*$/,
  action: { indentAction: languages.IndentAction.Indent, appendText: '  ' },
};

/** Has the Enter key indent as the items of lists of policies need it. Once for the page. */
export function indentBelowDashes(): void {
  if (conf.onEnterRules.includes(belowDashedKey)) return;
  conf.onEnterRules.unshift(belowDashedKey);
  languages.setLanguageConfiguration('yaml', conf);
}
