import type { YamlPath } from '../yaml/unit';
import { headerProblems, identify, nameRequired, notAnObject, type TypeMeta } from './identity';
import { isPolicy, readerOf, titleOf } from './kinds';
import type { Problem } from './problem';
import type { Resource } from './resource';
import { isMapping, itemsOf, type Mapping, textAt, valueAt } from './value';

/** What one document holds. */
interface Resources {
  readonly resources: readonly Resource[];
  /** Kind → how many objects are of no concern to policies. */
  readonly ignored: ReadonlyMap<string, number>;
  /** What is wrong with values that are no object; paths inside the unit. */
  readonly problems: readonly Problem[];
}

/**
 * The objects in a value, lists of any kind opened (S90). Never throws: what is malformed is reported and
 * read as sensibly as it can be. `path` is where the value stands in its unit.
 */
export function readResources(value: unknown, path: YamlPath = []): Resources {
  const reader = new Reader();
  reader.read(value, path);
  return reader;
}

class Reader implements Resources {
  readonly resources: Resource[] = [];
  readonly ignored = new Map<string, number>();
  readonly problems: Problem[] = [];

  /** Items of a typed list (PodList) may leave out what the list says already: its kind and version are given on. */
  read(value: unknown, path: YamlPath, listed?: TypeMeta): void {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      value.forEach((item, index) => this.read(item, [...path, index]));
      return;
    }
    const kind = textAt(value, 'kind') || listed?.kind;
    if (!isMapping(value) || kind === undefined) {
      this.problems.push(notAnObject(path));
      return;
    }
    const apiVersion = textAt(value, 'apiVersion') || (listed?.apiVersion ?? '');
    if (kind.endsWith('List') && (kind === 'List' || Array.isArray(valueAt(value, 'items')))) {
      const itemKind = kind.slice(0, -'List'.length);
      const given = itemKind === '' ? undefined : { kind: itemKind, apiVersion };
      itemsOf(valueAt(value, 'items')).forEach((item, index) => {
        this.read(item, [...path, 'items', index], given);
      });
      return;
    }
    this.#readObject(value, kind, apiVersion, path);
  }

  #readObject(object: Mapping, kind: string, apiVersion: string, path: YamlPath): void {
    if (isPolicy(kind, apiVersion)) {
      // Whatever is wrong with it is for its validation to say.
      const isComplete = textAt(object, 'kind') !== '' && textAt(object, 'apiVersion') !== '';
      const value = isComplete ? object : { ...object, kind, apiVersion };
      this.resources.push({ type: 'policy', ...identify(object, kind), kind, path, problems: [], value });
      return;
    }
    const read = readerOf(object, kind, apiVersion);
    if (!read) {
      const title = titleOf(kind, apiVersion);
      this.ignored.set(title, (this.ignored.get(title) ?? 0) + 1);
      return;
    }
    const identity = identify(object, kind);
    if (identity.name === '') {
      // Nothing could refer to it.
      this.problems.push({ ...nameRequired, path: [...path, ...nameRequired.path] });
    } else {
      this.resources.push(read(object, { ...identity, path, problems: headerProblems(object, apiVersion) }));
    }
  }
}
