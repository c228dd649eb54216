import { type Problem, typeProblem } from '../../manifest/problem';
import { isMapping, type Mapping } from '../../manifest/value';
import { toFieldPath, type YamlPath } from '../../yaml/unit';

/** What Go's types admit at a place. `go` is how Go's messages call the type. */
export type Shape =
  | { readonly type: 'any' }
  | { readonly type: 'string'; readonly go: string }
  | { readonly type: 'int32' }
  | { readonly type: 'intOrString' }
  | { readonly type: 'strings'; readonly go: string }
  | { readonly type: 'list'; readonly go: string; readonly of: Shape }
  | Struct;

export interface Struct {
  readonly type: 'struct';
  /** Name without the package. */
  readonly name: string;
  readonly go: string;
  readonly fields: ReadonlyMap<string, Shape>;
  /** What becomes of the object when a server drops an unknown field of it (V41). */
  readonly withoutField?: WithoutField;
  /** By field: what one means that is written without a value, where that may surprise (V44). */
  readonly withoutValue?: Readonly<Record<string, string>>;
}

/** Said of every field, or of one that is named. */
export type WithoutField = string | ((field: string) => string);

/** The problems of decoding a value: wrong types (V43, blocking) and unknown fields (V40, warnings). */
export function decodeProblems(value: unknown, shape: Struct): Problem[] {
  return decode(value, shape, [], shape.name);
}

/** `holder` is the struct that the place is a field of. Null is "not set" everywhere. */
function decode(value: unknown, shape: Shape, path: YamlPath, holder: string): Problem[] {
  if (value === null || value === undefined) return [];
  switch (shape.type) {
    case 'any':
      return [];
    case 'string':
      return typeof value === 'string' ? [] : [misfit(value, shape.go, path, holder)];
    case 'int32':
      return isInt32(value) ? [] : [misfit(value, 'int32', path, holder)];
    case 'intOrString':
      return typeof value === 'string' || isInt32(value) ? [] : [misfit(value, 'int32', path, holder)];
    case 'strings':
      return isMapping(value) ? decodeStrings(value, path, holder) : [misfit(value, shape.go, path, holder)];
    case 'list':
      if (!Array.isArray(value)) return [misfit(value, shape.go, path, holder)];
      return value.flatMap((item, index) => decode(item, shape.of, [...path, index], holder));
    case 'struct':
      return isMapping(value) ? decodeStruct(value, shape, path) : [misfit(value, shape.go, path, holder)];
  }
}

function decodeStrings(value: Mapping, path: YamlPath, struct: string): Problem[] {
  return Object.entries(value).flatMap(([key, item]) => {
    if (item === null && path.at(-1) === 'matchLabels') return [emptyLabel([...path, key])];
    if (item === null || typeof item === 'string') return [];
    return [typeProblem({ path: [...path, key], field: path, value: item, struct, type: 'string' })];
  });
}

function decodeStruct(value: Mapping, struct: Struct, path: YamlPath): Problem[] {
  return Object.entries(value).flatMap(([key, field]) => {
    const shape = struct.fields.get(key);
    const { [key]: surprise } = struct.withoutValue ?? {};
    if (field === null && shape && surprise !== undefined) return [withoutValue([...path, key], surprise)];
    return shape
      ? decode(field, shape, [...path, key], struct.name)
      : [unknownStructField(key, path, struct)];
  });
}

/** Go takes no other case of letters. */
function unknownStructField(key: string, path: YamlPath, struct: Struct): Problem {
  const { withoutField, fields } = struct;
  const meant = [...fields.keys()].find((field) => field.toLowerCase() === key.toLowerCase());
  const effect = typeof withoutField === 'function' ? withoutField(meant ?? key) : withoutField;
  const problem = unknownField('V40', [...path, key], effect);
  if (meant === undefined) return problem;
  return { ...problem, consequence: `Write ${meant}. ${problem.consequence}` };
}

function misfit(value: unknown, type: string, path: YamlPath, struct: string): Problem {
  return typeProblem({ path, value, struct, type });
}

/** A field that the type does not have, and what is left where a server drops it (V40, V70). */
export function unknownField(code: string, path: YamlPath, effect = 'it has no effect'): Problem {
  return {
    code,
    path,
    atKey: true,
    message: `unknown field "${toFieldPath(path)}"`,
    consequence: `kubectl refuses it by default; a server that only warns drops it, and ${effect}.`,
    blocking: false,
  };
}

/** V44. */
function emptyLabel(path: YamlPath): Problem {
  const key = String(path.at(-1));
  return {
    code: 'V44',
    path,
    atKey: true,
    message: `${toFieldPath(path)} is written without a value: it matches only a label ${key} that is empty`,
    consequence: `For any value of ${key} use matchExpressions with the operator Exists.`,
    blocking: false,
  };
}

/** A key without a value, where that may surprise (V44). */
export function withoutValue(path: YamlPath, effect: string): Problem {
  const message = `${toFieldPath(path)} is written without a value, which is the same as not at all: ${effect}`;
  return { code: 'V44', path, atKey: true, message, blocking: false };
}

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}
