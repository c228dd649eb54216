import { setTheme, type Theme, useView } from '../store/view';

const storageKey = 'drawbridge.theme';
const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Takes the theme of the last visit, and from then on keeps page and storage in step with the choice. */
export function startTheme(): void {
  useView.subscribe(({ theme }, before) => {
    if (theme !== before.theme) apply(theme);
  });
  setTheme(themes.find((theme) => theme === readKept()) ?? 'system');
}

function readKept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null; // storage is blocked: the choice lasts as long as the page
  }
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // as above
  }
}
