import { applyEdits, mapOffset, type TextEdit } from '../text/edit';
import { applyChanges, type FileChange, type Place, type SourceFile } from '../text/workspace';

/**
 * What changes write, as places in the text after them, without the line ends and markers around it. Where
 * something was only taken out, the empty place where it stood.
 * @param before places of earlier changes, in the text before these
 */
export function revealsOf(
  files: readonly SourceFile[],
  changes: readonly FileChange[],
  before: readonly Place[] = [],
): Place[] {
  let current = files;
  let places = [...before];
  for (const change of changes) {
    places = movePlaces(places, [change]);
    if (change.type === 'add') places.push({ file: change.file.name, from: 0, to: change.file.text.length });
    if (change.type === 'edit') {
      const text = current.find(({ name }) => name === change.file)?.text ?? '';
      places.push(...writtenBy(change.edits, applyEdits(text, change.edits), change.file));
    }
    current = applyChanges(current, [change]);
  }
  return places;
}

/** Where places stand after changes; those in files that go are left out. */
export function movePlaces(places: readonly Place[], changes: readonly FileChange[]): Place[] {
  return changes.reduce<Place[]>(
    (moved, change) => moved.flatMap((place) => movePlace(place, change)),
    [...places],
  );
}

function movePlace(place: Place, change: FileChange): Place[] {
  if (change.type === 'remove' && change.file === place.file) return [];
  if (change.type === 'rename' && change.file === place.file) return [{ ...place, file: change.to }];
  if (change.type !== 'edit' || change.file !== place.file) return [place];
  const from = mapOffset(place.from, change.edits);
  return [{ ...place, from, to: Math.max(from, mapOffset(place.to, change.edits)) }];
}

function writtenBy(edits: readonly TextEdit[], after: string, file: string): Place[] {
  let shift = 0;
  const places = [...edits]
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to, insert }) => {
      const start = from + shift;
      shift += insert.length - (to - from);
      return trimmed(after, start, start + insert.length, file);
    });
  const written = places.filter((place) => place.to > place.from);
  return written.length > 0 ? written : places.slice(0, 1);
}

function trimmed(text: string, start: number, end: number, file: string): Place {
  const head = /^(?:\s|---(?=\s))*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const from = start + head;
  const tail = text.slice(from, end);
  return { file, from: Math.min(from, end), to: Math.min(from, end) + tail.trimEnd().length };
}
