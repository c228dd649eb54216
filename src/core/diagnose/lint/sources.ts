import type { Reading } from '../../edit/draft';
import { isMapping, itemsOf, type Mapping, textAt, valueAt } from '../../manifest/value';
import type { Contents } from './contents';

/** An object as it is written, of a kind that the model has no place for. */
interface RawObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly value: Mapping;
}

/** Answers to what rules ask about the manifests beyond the model; each is worked out once. */
export class Sources {
  readonly #reading: Reading;
  readonly #contents: Contents;
  readonly #raw = new Map<string, readonly RawObject[]>();
  #hasOperators: boolean | undefined;

  constructor(reading: Reading, contents: Contents) {
    this.#reading = reading;
    this.#contents = contents;
  }

  /** The objects of a kind as they are written; `kind` is a word of the code, never user text. */
  objectsOf(kind: string): readonly RawObject[] {
    const known = this.#raw.get(kind);
    if (known) return known;
    const mention = new RegExp(`kind"?: *["']?${kind}\\b`);
    const found = this.#reading.files.flatMap(({ units }) =>
      units
        .flatMap(({ text }) => (mention.test(text) ? objectsIn(this.#contents.valueOf(text)) : []))
        .filter((object) => object.kind === kind),
    );
    this.#raw.set(kind, found);
    return found;
  }

  /** An object as it is written. */
  valueOf(id: string): unknown {
    const ref = this.#reading.resources.get(id);
    const unit = ref && this.#reading.files.find(({ name }) => name === ref.file)?.units[ref.unit];
    if (!unit) return undefined;
    let value = this.#contents.valueOf(unit.text);
    for (const step of ref.path) {
      value = typeof step === 'number' ? itemsOf(value)[step] : valueAt(value, step);
    }
    return value;
  }

  isPlaced(id: string): boolean {
    return this.#reading.resources.has(id);
  }

  /** Whether there are kinds that Kubernetes does not have: their operators make pods and namespaces on their own. */
  get hasOperators(): boolean {
    this.#hasOperators ??= this.#reading.files.some(({ units }) =>
      units.some(({ text }) => {
        const group = /^[ "]*apiVersion"?: *["']?([\w.-]+\.[\w-]+)\//m.exec(text)?.[1];
        return (
          group !== undefined && (!group.endsWith('.k8s.io') || text.includes('CustomResourceDefinition'))
        );
      }),
    );
    return this.#hasOperators;
  }

  /** Whether the text of some unit holds the word. */
  mentions(word: string): boolean {
    return this.#reading.files.some(({ units }) => units.some(({ text }) => text.includes(word)));
  }
}

function objectsIn(value: unknown): RawObject[] {
  const objects = Array.isArray(value) ? value : [value, ...itemsOf(valueAt(value, 'items'))];
  return objects.filter(isMapping).map((object) => ({
    kind: textAt(object, 'kind'),
    namespace: textAt(object, 'metadata', 'namespace') || 'default',
    name: textAt(object, 'metadata', 'name'),
    value: object,
  }));
}
