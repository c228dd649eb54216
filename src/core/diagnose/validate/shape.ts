import { type Problem, typeProblem } from '../../manifest/problem';
import { isMapping, type Mapping } from '../../manifest/value';
import type { YamlPath } from '../../yaml/unit';
import { toFieldPath } from './fieldError';

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
  readonly withoutField?: string;
}

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
  return Object.entries(value).flatMap(([key, item]) =>
    item === null || typeof item === 'string'
      ? []
      : [typeProblem({ path: [...path, key], field: path, value: item, struct, type: 'string' })],
  );
}

function decodeStruct(value: Mapping, struct: Struct, path: YamlPath): Problem[] {
  return Object.entries(value).flatMap(([key, field]) => {
    const shape = struct.fields.get(key);
    return shape ? decode(field, shape, [...path, key], struct.name) : [unknownField([...path, key], struct)];
  });
}

function misfit(value: unknown, type: string, path: YamlPath, struct: string): Problem {
  return typeProblem({ path, value, struct, type });
}

function unknownField(path: YamlPath, struct: Struct): Problem {
  const effect = struct.withoutField ?? 'it has no effect';
  return {
    code: 'V40',
    path,
    atKey: true,
    message:
      `unknown field "${toFieldPath(path)}": kubectl refuses it by default; ` +
      `a server that only warns drops it, and ${effect}`,
    blocking: false,
  };
}

function isInt32(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
}
