import type { Problem } from '../../manifest/problem';
import type { YamlPath } from '../../yaml/unit';

/** What is wrong, in the API server's form `PATH: TYPE: [VALUE: ]DETAIL` (V0). All of these are refused. */

/** `at` places a problem more exactly than the server says it: on one key or value of a map. */
type Place = { readonly path: YamlPath; readonly atKey?: true };

export function required(code: string, path: YamlPath, detail = ''): Problem {
  return fieldError(code, path, ['Required value', detail]);
}

export function forbidden(code: string, path: YamlPath, detail: string): Problem {
  return fieldError(code, path, ['Forbidden', detail]);
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
  const detail = `supported values: ${supported.map(quote).join(', ')}`;
  return fieldError(code, path, ['Unsupported value', escapeAsJson(quote(value)), detail]);
}

/** The line for a named string type, whose value goes through Go's JSON on its way out. */
export function invalidName(code: string, path: YamlPath, value: string, detail: string): Problem {
  return fieldError(code, path, ['Invalid value', escapeAsJson(quote(value)), detail]);
}

function fieldError(code: string, path: YamlPath, parts: readonly string[], at: Place = { path }): Problem {
  const message = [toFieldPath(path), ...parts.filter((part) => part !== '')].join(': ');
  return { code, ...at, message, blocking: true };
}

/** `spec.ingress[0].from`: as the API server writes paths. */
export function toFieldPath(path: YamlPath): string {
  return path.reduce<string>((written, step) => {
    if (typeof step === 'number') return `${written}[${step}]`;
    return written === '' ? step : `${written}.${step}`;
  }, '');
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}

const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

function escapeAsJson(text: string): string {
  return text.replace(/[<>&]/g, (character) => escapes[character] ?? character);
}
