import { isMap } from 'yaml';
import { lineEnd, lineStart } from '../../text/lines';
import { editUnit, refuseAt, withUpdate, type YamlEdit } from '../../yaml/editUnit';
import { afterBlockEntry } from '../../yaml/insertEntry';
import { collectionColumn } from '../../yaml/style';
import { entryAt, entryEnd, entryStart, isFlow, walk, type Collection } from '../../yaml/tree';
import type { YamlPath } from '../../yaml/unit';

/**
 * Moves an entry of a block map to the end of another block map as the lines that it is written on, comments
 * included, indented anew. Refused where one of them is laid out otherwise.
 */
export function moveLines(text: string, path: YamlPath, to: YamlPath): YamlEdit {
  return editUnit(text, path, ({ document }, steps) => {
    const entry = steps.length === path.length ? steps.at(-1) : undefined;
    const mapPath = to.slice(0, -1);
    const toSteps = walk(document, mapPath);
    const map = toSteps.length === mapPath.length ? (toSteps.at(-1)?.value ?? document.contents) : null;
    const last = isMap(map) ? entryAt(map as Collection, map.items.length - 1) : undefined;
    const isMovable = entry?.pair && !isFlow(entry.parent) && entry.parent.items.length > 1;
    if (!entry || !isMovable || !last || isFlow(map as Collection) || path.at(-1) !== to.at(-1))
      return refuseAt(text, entry?.value ?? null, 'this is not written on lines of its own');
    const column = collectionColumn(text, map as Collection);
    const start = lineStart(text, entryStart(entry));
    const indent = text.slice(start, entryStart(entry));
    const end = Math.min(text.length, lineEnd(text, entryEnd(text, entry)) + 1);
    if (indent.trim() !== '') return refuseAt(text, entry.value, 'this does not start its line');
    const lines = text.slice(start, end).trimEnd().split('\n');
    const moved = lines.map((line) =>
      line.trim() === ''
        ? ''
        : ' '.repeat(column) + (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()),
    );
    const at = afterBlockEntry(text, last, column);
    const key = String(path.at(-1));
    const isNeighbour = start - 1 <= at && at <= end;
    return {
      edits: isNeighbour
        ? [{ from: start, to: start + lines.join('\n').length, insert: moved.join('\n') }]
        : [
            { from: start, to: end, insert: '' },
            { from: at, to: at, insert: `\n${moved.join('\n')}` },
          ],
      expected: (before) => {
        let value: unknown;
        const without = withUpdate(before, path.slice(0, -1), (parent) => {
          const { [key]: taken, ...others } = parent as Record<string, unknown>;
          value = taken;
          return others;
        });
        return withUpdate(without, to, () => value);
      },
    };
  });
}
