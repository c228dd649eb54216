/** Whether a text on the clipboard can be meant as manifests: JSON, or YAML with a key at the start of a line. */
export function looksLikeManifests(text: string): boolean {
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return /"(kind|apiVersion|items)"\s*:/.test(text);
  return /^[ \t-]*(apiVersion|kind|items|metadata|spec)[ \t]*:/m.test(text);
}

/** A name for pasted text, by its looks. */
export function nameForPasted(text: string): string {
  return /^\s*[{[]/.test(text) ? 'pasted.json' : 'pasted.yaml';
}
