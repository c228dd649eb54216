import { isSeq } from 'yaml';
import type { TextRange } from '../text/edit';
import { entryEnd, entryStart, isUnwritten, nodeEnd, nodeStart, parseTree, walk } from './tree';
import type { YamlPath } from './unit';

/** Where something stands in a unit; trailing comments and line ends belong to no range. */
interface YamlPlace {
  readonly value: TextRange;
  /** The key, when it is an entry of a map. */
  readonly key?: TextRange;
  /** From the dash on, when it is an item of a list. */
  readonly item?: TextRange;
}

/** The place of a path; undefined when the unit's text does not hold it itself, for instance behind an alias. */
export function locate(text: string, path: YamlPath): YamlPlace | undefined {
  const nearest = locateNearest(text, path);
  return nearest.path.length === path.length ? nearest : undefined;
}

/** The place of the longest part of a path that exists, and that part; for the empty path the whole content. */
export function locateNearest(text: string, path: YamlPath): YamlPlace & { readonly path: YamlPath } {
  const document = parseTree(text);
  const steps = walk(document, path);
  const found = path.slice(0, steps.length);
  const step = steps.at(-1);
  if (!step) {
    const root = document.contents;
    return {
      path: found,
      value: root ? { from: nodeStart(root), to: nodeEnd(text, root) } : { from: 0, to: 0 },
    };
  }
  const end = entryEnd(text, step);
  const value = { from: step.value && !isUnwritten(step.value) ? nodeStart(step.value) : end, to: end };
  if (isSeq(step.parent)) return { path: found, value, item: { from: entryStart(step), to: end } };
  const { pair } = step;
  return pair?.key
    ? { path: found, value, key: { from: nodeStart(pair.key), to: nodeEnd(text, pair.key) } }
    : { path: found, value };
}
