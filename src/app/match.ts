/**
 * How well a text answers a query, higher is better; undefined: not at all. Every word of the query must occur:
 * at the start of the text, at the start of a word, inside, or as the first letters of words.
 */
export function match(text: string, query: string): number | undefined {
  const haystack = text.toLowerCase();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = matchWord(haystack, word);
    if (found === undefined) return undefined;
    score += found;
  }
  // Among equals the shorter text is nearer.
  return score - haystack.length / 1000;
}

function matchWord(text: string, word: string): number | undefined {
  const at = text.indexOf(word);
  if (at === 0) return 4;
  if (at > 0) return new RegExp(`[^a-z0-9]${escape(word)}`).test(text) ? 3 : 2;
  return initials(text).includes(word) ? 1 : undefined;
}

/** `daa` of `db-allow-api`. */
function initials(text: string): string {
  return text
    .split(/[^a-z0-9]+/)
    .map((part) => part.slice(0, 1))
    .join('');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
