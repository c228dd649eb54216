// Before the first paint: the theme that was chosen at an earlier visit (src/app/theme.ts keeps it).
try {
  const theme = localStorage.getItem('drawbridge.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // storage is blocked: the system's theme
}
