import type { Problem } from '../../manifest/problem';
import { toFieldPath, type YamlPath } from '../../yaml/unit';

/** What is wrong, in the API server's form `PATH: TYPE: [VALUE: ]DETAIL` (V0). All of these are refused. */

/** `at` places a problem more exactly than the server says it: on one key or value of a map. */
type Place = { readonly path: YamlPath; readonly atKey?: true };

export function required(code: string, path: YamlPath, detail = ''): Problem {
  return fieldError(code, path, ['Required value', detail]);
}

export function forbidden(code: string, path: YamlPath, detail: string): Problem {
  return fieldError(code, path, ['Forbidden', detail]);
}

export function tooLong(code: string, path: YamlPath, bytes: number): Problem {
  return fieldError(code, path, ['Too long', `may not be more than ${bytes} bytes`]);
}

export function tooMany(code: string, path: YamlPath, count: number, limit: number): Problem {
  return fieldError(code, path, ['Too many', String(count), `must have at most ${limit} items`]);
}

export function duplicate(code: string, path: YamlPath, value: unknown): Problem {
  return fieldError(code, path, ['Duplicate value', quote(value)]);
}

export function invalid(code: string, path: YamlPath, value: unknown, detail: string, at?: Place): Problem {
  return fieldError(code, path, ['Invalid value', quote(value), detail], at);
}

export function unsupported(
  code: string,
  path: YamlPath,
  value: string,
  supported: readonly string[],
): Problem {
  return fieldError(code, path, ['Unsupported value', quote(value), supportedValues(supported)]);
}

/** The same for a value of a named string type, which goes through Go's JSON on its way out. */
export function unsupportedName(
  code: string,
  path: YamlPath,
  value: string,
  supported: readonly string[],
): Problem {
  return fieldError(code, path, ['Unsupported value', quoteAsJson(value), supportedValues(supported)]);
}

export function invalidName(code: string, path: YamlPath, value: string, detail: string): Problem {
  return fieldError(code, path, ['Invalid value', quoteAsJson(value), detail]);
}

function supportedValues(supported: readonly string[]): string {
  return `supported values: ${supported.map(quote).join(', ')}`;
}

function fieldError(code: string, path: YamlPath, parts: readonly string[], at: Place = { path }): Problem {
  const message = [toFieldPath(path), ...parts.filter((part) => part !== '')].join(': ');
  return { code, ...at, message, blocking: true };
}

/** Texts as Go quotes them, anything else as JSON. */
function quote(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  return `"${value.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, escapeInGo)}"`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function escapeInGo(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = (digits: number) => code.toString(16).padStart(digits, '0');
  if (code < 0x80) return shortEscapes[character] ?? `\\x${hex(2)}`;
  return code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}

/** Go's JSON is safe to stand in HTML. */
function quoteAsJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
