import type { YamlPath } from '../yaml/unit';

/** Something wrong with an object, at a path inside it. */
export interface Problem {
  /** Rule id of the specification: `V9`. */
  readonly code: string;
  /** From the object's root. */
  readonly path: YamlPath;
  /** The key at the end of the path is meant, not its value. */
  readonly atKey?: true;
  readonly message: string;
  /** What comes of it, where that is not plain from the message. */
  readonly consequence?: string;
  /** The API server refuses the object because of it, and it is left out. */
  readonly blocking: boolean;
  /** The API server refuses the object, but what it means is beyond doubt: it is judged all the same. */
  readonly tolerated?: true;
}

interface Misfit {
  readonly path: YamlPath;
  readonly value: unknown;
  /** The field as Go names it, where it is not the whole path: map keys do not belong to it. */
  readonly field?: YamlPath;
  /** Go's name of the struct that holds the field. */
  readonly struct: string;
  /** Go's name of the type that the field has. */
  readonly type: string;
}

/** A value of the wrong type, in the words of the API server's decoder (V43). */
export function typeProblem({ path, value, field = path, struct, type }: Misfit): Problem {
  const name = [struct, ...field.filter((step) => typeof step === 'string')].join('.');
  return {
    code: 'V43',
    path,
    message: `json: cannot unmarshal ${describeValue(value, type)} into Go struct field ${name} of type ${type}`,
    blocking: true,
  };
}

function describeValue(value: unknown, type: string): string {
  if (Array.isArray(value)) return 'array';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
    case 'bigint':
      return type === 'int32' ? `number ${value}` : 'number';
    case 'string':
      return 'string';
    default:
      return 'object';
  }
}
