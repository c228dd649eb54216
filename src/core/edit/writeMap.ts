import { isMapping } from '../manifest/value';
import { removePath } from '../yaml/removePath';
import { setKey } from '../yaml/setKey';
import type { YamlPath } from '../yaml/unit';
import type { ObjectEdit } from './writtenObjects';

/** The edits that make a map of texts another one, key by key, so that comments stay. Of none the key goes. */
export function mapEdits(
  old: unknown,
  parent: YamlPath,
  key: string,
  map: Readonly<Record<string, string>>,
): ObjectEdit[] {
  const names = Object.keys(map);
  const at = (path: YamlPath) => [...path, ...parent];
  if (!isMapping(old) || Object.keys(old).length === 0)
    return names.length > 0 ? [(text, path) => setKey(text, at(path), key, { ...map })] : [];
  if (names.length === 0) return [(text, path) => removePath(text, [...at(path), key])];
  const changed = names.filter((name) => !Object.hasOwn(old, name) || old[name] !== map[name]);
  const gone = Object.keys(old).filter((name) => !Object.hasOwn(map, name));
  return [
    ...changed.map(
      (name): ObjectEdit =>
        (text, path) =>
          setKey(text, [...at(path), key], name, map[name]),
    ),
    ...gone.map(
      (name): ObjectEdit =>
        (text, path) =>
          removePath(text, [...at(path), key, name]),
    ),
  ];
}
