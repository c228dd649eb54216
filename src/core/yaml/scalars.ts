/**
 * Scalars as Kubernetes reads them: kubectl turns YAML into JSON with sigs.k8s.io/yaml, that is go-yaml 2, whose
 * rules are neither those of YAML 1.1 nor of 1.2 (V44). One schema for each library, and a test that holds both to
 * the table of what Go answers, and to each other.
 */
import {
  CORE_SCHEMA,
  DUMP_SCHEMA,
  NOT_RESOLVED,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mergeTag,
} from 'js-yaml';
import type { ScalarTag, Tags } from 'yaml';

const truths = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const falsehoods = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const booleans = new Map([
  ...truths.map((s) => [s, true] as const),
  ...falsehoods.map((s) => [s, false] as const),
]);

const integer = /^[-+]?(?:0[bB][01]+|0[oO]?[0-7]+|0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinity = /^[-+]?\.(?:inf|Inf|INF)$/;
const notANumber = /^\.(?:nan|NaN|NAN)$/;

/** The truth value that go-yaml reads in a plain scalar; undefined when it reads none. */
export function truthOf(source: string): boolean | undefined {
  return booleans.get(source);
}

/** The number that go-yaml reads in a plain scalar; undefined when it reads none. */
export function readNumber(source: string): number | undefined {
  if (!/^[-+.0-9]/.test(source)) return undefined;
  if (infinity.test(source)) return source.startsWith('-') ? -Infinity : Infinity;
  if (notANumber.test(source)) return Number.NaN;
  const digits = source.startsWith('.') ? source : source.replaceAll('_', '');
  if (integer.test(digits)) {
    const unsigned = digits.replace(/^[-+]/, '');
    const value = Number(/^0[0-7]+$/.test(unsigned) ? `0o${unsigned}` : unsigned);
    return digits.startsWith('-') && value !== 0 ? -value : value;
  }
  return decimal.test(digits) ? Number(digits) : undefined;
}

const boolName = 'tag:yaml.org,2002:bool';
const intName = 'tag:yaml.org,2002:int';
const floatName = 'tag:yaml.org,2002:float';
const mapName = 'tag:yaml.org,2002:map';

const neverDumped = { identify: () => false };

const numberFirstChars = '-+.0123456789'.split('');

const numberTag = {
  implicit: true,
  implicitFirstChars: numberFirstChars,
  resolve: (source: string) => {
    const value = readNumber(source);
    // JSON has no such numbers: Kubernetes refuses them, and so the reading takes a closer look (careful.ts).
    if (value !== undefined && !Number.isFinite(value))
      throw new RangeError(`${source} is not a number of JSON`);
    return value ?? NOT_RESOLVED;
  },
  ...neverDumped,
};

function keyName(key: unknown): string | undefined {
  return typeof key === 'object' ? undefined : `${key as string | number | boolean}`;
}

/** A plain object; `__proto__` becomes a key of its own like any other. Keys become text as Go's do. */
const map = {
  create: (): Record<string, unknown> => ({}),
  addPair: (container: Record<string, unknown>, key: unknown, value: unknown) => {
    const name = keyName(key);
    if (name === undefined) return 'a key is null, a map or a list';
    if (name === '__proto__') {
      Object.defineProperty(container, name, { value, enumerable: true, configurable: true, writable: true });
    } else {
      container[name] = value;
    }
    return '';
  },
  has: (container: Record<string, unknown>, key: unknown) => Object.hasOwn(container, keyName(key) ?? ''),
  keys: (container: Record<string, unknown>) => Object.keys(container),
  get: (container: Record<string, unknown>, key: unknown) => container[keyName(key) ?? ''],
  ...neverDumped,
};

const list = {
  create: (): unknown[] => [],
  addItem: (container: unknown[], item: unknown) => {
    container.push(item);
  },
  ...neverDumped,
};

const anyTag = { matchByTagPrefix: true };

/** For js-yaml. Unknown tags are ignored, and a scalar that has one is a string. */
export const kubernetesSchema = CORE_SCHEMA.withTags(
  mergeTag,
  defineScalarTag(boolName, {
    implicit: true,
    implicitFirstChars: 'yYnNtTfFoO'.split(''),
    resolve: (source) => booleans.get(source) ?? NOT_RESOLVED,
    ...neverDumped,
  }),
  defineScalarTag(intName, numberTag),
  defineScalarTag(floatName, numberTag),
  defineMappingTag(mapName, map),
  defineScalarTag('', { ...anyTag, resolve: (source) => source, ...neverDumped }),
  defineMappingTag('', { ...anyTag, ...map }),
  defineSequenceTag('', { ...anyTag, ...list }),
);

/** For `dump`: quotes what any YAML reads as something else than text, and what only Go does, such as `+_0`. */
export const writingSchema = DUMP_SCHEMA.withTags(
  defineScalarTag('!number-of-go', {
    implicit: true,
    implicitFirstChars: numberFirstChars,
    resolve: (source) => (readNumber(source) === undefined ? NOT_RESOLVED : source),
    ...neverDumped,
  }),
);

const replaced = new Set([boolName, intName, floatName]);

function numberTagFor(tag: string): ScalarTag {
  return {
    tag,
    default: true,
    test: /^[-+.0-9][-+.\w]*$/,
    resolve: (source) => readNumber(source) ?? source,
  };
}

/** For `yaml`: its core tags with these in place of bool, int and float. */
const kubernetesTags = (tags: Tags): Tags => [
  ...tags.filter((tag) => typeof tag === 'string' || !replaced.has(tag.tag)),
  {
    tag: boolName,
    default: true,
    test: new RegExp(`^(?:${[...booleans.keys()].join('|')})$`),
    resolve: (source: string) => booleans.get(source),
  },
  numberTagFor(intName),
  numberTagFor(floatName),
];

/** Options with which `yaml` reads a document as Kubernetes does, the last of duplicate keys winning. */
export const kubernetesOptions = {
  version: '1.2',
  merge: true,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  customTags: kubernetesTags,
} as const;
