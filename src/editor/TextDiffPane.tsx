import { useEffect, useRef } from 'react';
import styles from './TextDiffPane.module.css';
import { editor } from './monaco';
import { followTheme } from './theme';

interface TextDiffPaneProps {
  readonly before: string;
  readonly after: string;
}

/** From this width on, both texts stand side by side. */
const wide = 760;

const options: editor.IStandaloneDiffEditorConstructionOptions = {
  readOnly: true,
  automaticLayout: true,
  autoDetectHighContrast: false, // its theme knows nothing of our marks, whose colours are strong enough
  renderSideBySideInlineBreakpoint: wide,
  useInlineViewWhenSpaceIsLimited: true,
  hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 4 },
  fontFamily: 'var(--font-mono)',
  fontSize: 12,
  lineHeight: 18,
  minimap: { enabled: false },
  guides: { indentation: false },
  scrollBeyondLastLine: false,
  renderOverviewRuler: false,
  renderFinalNewline: 'on',
  stickyScroll: { enabled: false },
  lineNumbersMinChars: 4,
};

/** Two texts of one file beside each other. Loads Monaco: import it lazily. */
export default function TextDiffPane({ before, after }: TextDiffPaneProps) {
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef<editor.IDiffEditorModel>(undefined);

  useEffect(() => {
    if (!element.current) return undefined;
    const stopTheme = followTheme();
    const models = { original: editor.createModel('', 'yaml'), modified: editor.createModel('', 'yaml') };
    for (const model of [models.original, models.modified]) {
      model.updateOptions({
        bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
      });
    }
    const diff = editor.createDiffEditor(element.current, options);
    diff.setModel(models);
    // Monaco drops the names with the first change of any other option.
    diff.getOriginalEditor().updateOptions({ ariaLabel: 'Before' });
    diff.getModifiedEditor().updateOptions({ ariaLabel: 'Now' });
    shown.current = models;
    return () => {
      shown.current = undefined;
      diff.setModel(null); // a comparison that is under way would complain of what is disposed
      diff.dispose();
      models.original.dispose();
      models.modified.dispose();
      stopTheme();
    };
  }, []);

  useEffect(() => {
    shown.current?.original.setValue(before);
    shown.current?.modified.setValue(after);
  }, [before, after]);

  return <div ref={element} className={styles.diff} />;
}
