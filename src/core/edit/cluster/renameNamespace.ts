import { isMapping, itemsOf } from '../../manifest/value';
import { setKey } from '../../yaml/setKey';
import type { YamlPath } from '../../yaml/unit';
import type { Draft } from '../draft';
import type { IntentOf, Plan } from '../intent';
import { refuseName } from '../objectName';
import { isRefusal, refuse } from '../refusal';
import { toClusterPlan } from '../verify';
import { nameLabel } from '../../model/labels';
import { editObjects, writtenObjects, type ObjectEdit, type WrittenObject } from '../writtenObjects';
import { policyKinds } from './policyKinds';

/**
 * Gives a namespace another name: every object that says to be in it, of any kind, moves along, and selectors of
 * policies that name it by its name label follow, so that no flow changes. Other mentions stay.
 */
export function renameNamespace(draft: Draft, { namespace: old, name }: IntentOf<'renameNamespace'>): Plan {
  const { cluster } = draft.reading.connectivity;
  if (old === name) return refuse('alreadySo', `The namespace is called ${name} already.`);
  const refusal = refuseName(name, 'namespace') ?? refuseDefault(old, 'renamed');
  if (refusal) return refusal;
  if (cluster.namespaces.has(name))
    return refuse('notPossible', `There is a namespace ${name} already: choose another name.`);
  const edits = writtenObjects(draft, old).map((object) => [object, editsFor(object, old, name)] as const);
  const after = editObjects(draft, edits);
  if (isRefusal(after)) return after;
  if (after === draft)
    return refuse('notPossible', `Nothing in the text says that there is a namespace ${old}.`);
  const moved = edits.filter(([object, own]) => object.namespace === old && own.length > 0).length;
  const renamed = cluster.workloads
    .filter(({ namespace }) => namespace === old)
    .map(({ id, kind, name: workload }) => [id, `${kind}/${name}/${workload}`] as const);
  const summary = `${old} becomes ${name}, with ${moved} ${moved === 1 ? 'object' : 'objects'} in it`;
  const texts = {
    label: `Rename namespace ${old} to ${name}`,
    ends: [{ action: 'editObject', summary }],
  } as const;
  return toClusterPlan(draft, after, texts, new Map(renamed));
}

/** Where objects without a namespace are (S25), and which every cluster has. */
export function refuseDefault(namespace: string, what: 'renamed' | 'removed') {
  return namespace === 'default'
    ? refuse('notPossible', `default is where objects without a namespace are: it cannot be ${what}.`)
    : undefined;
}

function editsFor(object: WrittenObject, old: string, name: string): ObjectEdit[] {
  const set =
    (at: YamlPath, key: string, value: unknown): ObjectEdit =>
    (text, path) =>
      setKey(text, [...path, ...at], key, value);
  const edits: ObjectEdit[] = [];
  if (object.namespace === old) edits.push(set(['metadata'], 'namespace', name));
  if (object.kind === 'Namespace' && object.name === old) {
    edits.push(set(['metadata'], 'name', name));
    if (valuesAt(object.value, ['metadata', 'labels', nameLabel]).includes(old))
      edits.push(set(['metadata', 'labels'], nameLabel, name));
  }
  if (policyKinds.has(object.kind)) edits.push(...selectorEdits(object.value, [], old, name, set));
  return edits;
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  return isMapping(value) && Object.hasOwn(value, key) ? valuesAt(value[key], rest) : [];
}

/** In all selectors of a policy: `matchLabels`, and values of `matchExpressions`. */
function selectorEdits(
  value: unknown,
  path: YamlPath,
  old: string,
  name: string,
  set: (at: YamlPath, key: string, value: unknown) => ObjectEdit,
): ObjectEdit[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => selectorEdits(item, [...path, index], old, name, set));
  if (!isMapping(value)) return [];
  if (path.at(-1) === 'matchLabels')
    return Object.hasOwn(value, nameLabel) && value[nameLabel] === old ? [set(path, nameLabel, name)] : [];
  if (value.key === nameLabel && itemsOf(value.values).includes(old))
    return [
      set(
        path,
        'values',
        itemsOf(value.values).map((each) => (each === old ? name : each)),
      ),
    ];
  return Object.entries(value).flatMap(([key, inner]) =>
    selectorEdits(inner, [...path, key], old, name, set),
  );
}
