import { isCollection, isMap, isScalar, type Node } from 'yaml';
import type { TextRange } from '../text/edit';
import { type Collection, entryAt, entryEnd, entryStart, nodeEnd, nodeStart, parseTree } from './tree';
import type { YamlPath } from './unit';

/** What stands at an offset: the key or the value at a path. */
export interface PathAt {
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** Of the key or the scalar. */
  readonly range: TextRange;
}

/** The innermost key or scalar at an offset; undefined between them, and in a unit that cannot be read. */
export function pathAt(text: string, offset: number): PathAt | undefined {
  const path: (string | number)[] = [];
  let node: Node | null = parseTree(text).contents;
  while (node && isCollection(node)) {
    const collection = node as Collection;
    const holds = ({ from, to }: TextRange) => from <= offset && offset <= to;
    const index = collection.items.findIndex((_, position) => {
      const entry = entryAt(collection, position);
      return entry !== undefined && holds({ from: entryStart(entry), to: entryEnd(text, entry) });
    });
    const entry = index < 0 ? undefined : entryAt(collection, index);
    if (!entry) return undefined;
    if (isMap(collection)) {
      const key: Node | null | undefined = entry.pair?.key;
      if (!isScalar(key)) return undefined;
      path.push(String(key.value));
      const range = { from: nodeStart(key), to: nodeEnd(text, key) };
      if (holds(range)) return { path, part: 'key', range };
    } else {
      path.push(index);
    }
    node = entry.value;
  }
  if (!node) return undefined;
  const range = { from: nodeStart(node), to: nodeEnd(text, node) };
  return range.from <= offset && offset <= range.to ? { path, part: 'value', range } : undefined;
}
