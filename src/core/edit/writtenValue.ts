import { readUnit } from '../yaml/read';
import type { YamlPath } from '../yaml/unit';

/** What stands at a path of a unit's text; undefined where nothing does, or where the text does not parse. */
export function writtenValue(text: string, path: YamlPath): unknown {
  const content = readUnit(text);
  let value: unknown = content.state === 'read' ? content.value : undefined;
  for (const key of path) {
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined;
  }
  return value;
}
