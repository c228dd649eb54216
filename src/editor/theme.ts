import { editor } from './monaco';

type Scheme = 'light' | 'dark';

/** The colours of YAML, dark enough (or light enough) for the plain and for the marked background. */
const syntax: Record<Scheme, { key: string; value: string; number: string }> = {
  light: { key: '0b4f9e', value: '0f6b36', number: '8a3a00' },
  dark: { key: '79b8ff', value: '8fdc9f', number: 'f2a65a' },
};

const name = 'drawbridge';

/** Gives Monaco the colours of the page, and again whenever the page turns light or dark. */
export function followTheme(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    editor.defineTheme(name, buildTheme(shownScheme(system.matches)));
    editor.setTheme(name);
  };
  apply();
  const observer = new MutationObserver(apply);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', apply);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', apply);
  };
}

function shownScheme(systemIsDark: boolean): Scheme {
  const theme = document.documentElement.dataset.theme;
  if (theme === 'light' || theme === 'dark') return theme;
  return systemIsDark ? 'dark' : 'light';
}

function buildTheme(scheme: Scheme): editor.IStandaloneThemeData {
  const { key, value, number } = syntax[scheme];
  const text = color('--text').slice(1);
  const muted = color('--text-muted').slice(1);
  return {
    base: scheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: text },
      { token: 'type', foreground: key },
      { token: 'string.yaml', foreground: value }, // the base themes name the language, too
      { token: 'keyword', foreground: number },
      { token: 'number', foreground: number },
      { token: 'tag', foreground: number },
      { token: 'namespace', foreground: number },
      { token: 'comment', foreground: muted },
      { token: 'operators', foreground: muted },
      { token: 'delimiter', foreground: muted },
    ],
    colors: {
      'editor.background': color('--surface'),
      'editor.foreground': color('--text'),
      'editor.lineHighlightBackground': '#00000000',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${color('--accent')}38`,
      'editor.inactiveSelectionBackground': `${color('--accent')}22`,
      'editorCursor.foreground': color('--accent'),
      'editorLineNumber.foreground': color('--text-muted'),
      'editorLineNumber.activeForeground': color('--text'),
      'editorCodeLens.foreground': color('--text-muted'),
      'editorLink.activeForeground': color('--accent'),
      'editorError.foreground': color('--closes'),
      'editorWarning.foreground': color('--warning'),
      'editorInfo.foreground': color('--accent'),
      'editorWidget.background': color('--surface'),
      'editorWidget.border': color('--border'),
      'editorHoverWidget.background': color('--surface'),
      'editorHoverWidget.border': color('--border'),
      'editorSuggestWidget.selectedBackground': color('--accent-soft'),
      'editorSuggestWidget.selectedForeground': color('--text'),
      'editorSuggestWidget.selectedIconForeground': color('--text'),
      'editorSuggestWidget.highlightForeground': color('--accent'),
      'editorSuggestWidget.focusHighlightForeground': color('--accent'),
      'quickInputList.focusBackground': color('--accent-soft'),
      'quickInputList.focusForeground': color('--text'),
      'quickInputList.focusIconForeground': color('--text'),
      'list.focusBackground': color('--accent-soft'),
      'list.focusForeground': color('--text'),
      'editorActionList.focusBackground': color('--accent-soft'),
      'editorActionList.focusForeground': color('--text'),
      'editor.rangeHighlightBackground': `${color('--accent')}1c`,
      'editor.symbolHighlightBackground': `${color('--accent')}1c`,
      'input.background': color('--surface-2'),
      'input.border': color('--border'),
      focusBorder: color('--focus'),
      'editorHoverWidget.statusBarBackground': color('--surface-2'),
      'scrollbarSlider.background': `${color('--border-strong')}80`,
      'scrollbarSlider.hoverBackground': `${color('--border-strong')}c0`,
      'scrollbarSlider.activeBackground': color('--border-strong'),
      'widget.shadow': '#00000022',
      'editor.foldBackground': '#00000000',
      'editorOverviewRuler.border': '#00000000',
      'diffEditor.insertedLineBackground': `${color('--opens')}12`,
      'diffEditor.insertedTextBackground': `${color('--opens')}16`,
      'diffEditor.removedLineBackground': `${color('--closes')}12`,
      'diffEditor.removedTextBackground': `${color('--closes')}16`,
      'diffEditor.unchangedRegionBackground': color('--surface-2'),
      'diffEditor.unchangedRegionForeground': color('--text-muted'),
    },
  };
}

/** A colour of the style sheet as it is now. Monaco takes no variables, only hexadecimal colours. */
function color(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const channels = getComputedStyle(probe).color.match(/\d+/g) ?? [];
  probe.remove();
  const digits = channels.slice(0, 3).map((channel) => Number(channel).toString(16).padStart(2, '0'));
  return `#${digits.join('')}`;
}
