import type { Problem } from '../manifest/problem';
import type { TextRange } from '../text/edit';
import { locateNearest } from '../yaml/locate';
import { locateLong } from '../yaml/locateLong';
import type { YamlPath } from '../yaml/unit';

/** Finding a place means parsing the unit anew with all positions; above this it would take seconds. */
const longestPlaced = 1_000_000;

/**
 * Where to show a problem in its unit: at the value or key that it names. Where the text does not have it,
 * at the key or list item that should hold it. Never longer than a line, and at least one character wide.
 */
export function placeProblem(text: string, { path, atKey }: Pick<Problem, 'path' | 'atKey'>): TextRange {
  if (text.length > longestPlaced) return placeInLong(text, path, atKey);
  const place = locateNearest(text, path);
  const isThere = place.path.length === path.length && place.value.to > place.value.from;
  const range = isThere && !atKey ? place.value : (place.key ?? place.item ?? place.value);
  return withinLine(text, range.to === 0 ? { from: contentStart(text), to: text.length } : range);
}

function placeInLong(text: string, path: YamlPath, atKey: true | undefined): TextRange {
  const place = locateLong(text, path);
  const range =
    place && (place.path.length < path.length || atKey ? (place.key ?? place.value) : place.value);
  return withinLine(text, range ?? { from: contentStart(text), to: text.length });
}

function contentStart(text: string): number {
  return Math.max(0, text.search(/^(?!---)[^\S\n]*[^\s#]/m));
}

function withinLine(text: string, { from, to }: TextRange): TextRange {
  const lineEnd = text.indexOf('\n', from);
  const end = lineEnd < 0 ? to : Math.min(to, lineEnd);
  return { from, to: Math.min(text.length, Math.max(end, from + 1)) };
}
