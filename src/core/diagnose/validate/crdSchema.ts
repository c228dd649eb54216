import type { Problem } from '../../manifest/problem';
import { isMapping, type Mapping } from '../../manifest/value';
import { toFieldPath, type YamlPath } from '../../yaml/unit';
import { duplicate, invalid, required, tooLong, tooMany, unsupported } from './fieldError';
import { characterCount } from './names';
import { validateSelector } from './selector';
import { unknownField } from './shape';

/** What a CustomResourceDefinition admits at a place: the parts of OpenAPI that those of policies use. */
export type CrdSchema = CrdText | CrdInteger | CrdList | CrdObject | CrdStrings | CrdSelector;

interface CrdNode {
  /** Rule id of what is wrong here, and below where nothing else is said. */
  readonly code?: string;
  /** A rule in CEL: its message where the value, of the right type and form, breaks it. */
  readonly rule?: (value: never) => string | undefined;
  /** What breaks the rule means nothing else than it would without the rule. */
  readonly isRuleTolerant?: true;
  /** What is accepted and yet not meant. */
  readonly warning?: (value: never) => string | undefined;
}

interface CrdText extends CrdNode {
  readonly type: 'string';
  readonly values?: readonly string[];
  readonly maxLength?: number;
  readonly pattern?: RegExp;
  readonly rule?: (value: string) => string | undefined;
}

interface CrdInteger extends CrdNode {
  readonly type: 'integer';
  readonly minimum: number;
  readonly maximum: number;
}

interface CrdList extends CrdNode {
  readonly type: 'array';
  readonly of: CrdSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly isSet?: true;
}

/** A map of strings. */
interface CrdStrings extends CrdNode {
  readonly type: 'strings';
}

export interface CrdObject extends CrdNode {
  readonly type: 'object';
  readonly fields: ReadonlyMap<string, CrdSchema>;
  readonly required?: readonly string[];
  /** Selectors that are required too; one that is missing can only mean the empty one. */
  readonly requiredSelectors?: readonly string[];
  readonly minFields?: number;
  readonly maxFields?: number;
  readonly rule?: (value: Mapping) => string | undefined;
  readonly warning?: (value: Mapping) => string | undefined;
  /** What becomes of the object when a server drops an unknown field of it (V70). */
  readonly withoutField?: string;
  /** Fields that an early release had here, whose absence changes what is selected: an error (S66). */
  readonly formerFields?: readonly string[];
}

/** A label selector: definitions say its form only, and what else it must fulfil is said all the same (V69). */
interface CrdSelector extends CrdNode {
  readonly type: 'selector';
  readonly withoutField: string;
  /** Fields that an early release had here, whose absence changes what is selected: an error (S66). */
  readonly formerFields?: readonly string[];
}

/** Everything wrong with a value under a schema, in the words of the API server. Null is a value like any other. */
export function schemaProblems(
  value: unknown,
  schema: CrdSchema,
  path: YamlPath,
  inherited: string,
): Problem[] {
  const code = schema.code ?? inherited;
  const type = typeOf(value);
  const expected = schema.type === 'strings' || schema.type === 'selector' ? 'object' : schema.type;
  if (type !== expected) return [body(code, path, type, `must be of type ${expected}: "${type}"`)];
  const problems = ofRightType(value, schema, path, code);
  if (problems.some(({ blocking }) => blocking)) return problems;
  const broken = schema.rule?.(value as never);
  if (broken !== undefined) {
    const problem = invalid(code, path, type, broken);
    return [...problems, schema.isRuleTolerant ? tolerate(problem) : problem];
  }
  const message = schema.warning?.(value as never);
  if (message === undefined) return problems;
  return [...problems, { code, path, message: `${toFieldPath(path)}: ${message}`, blocking: false }];
}

function ofRightType(value: unknown, schema: CrdSchema, path: YamlPath, code: string): Problem[] {
  switch (schema.type) {
    case 'string':
      return textProblems(value as string, schema, path, code);
    case 'integer':
      return integerProblems(value as number, schema, path, code);
    case 'array':
      return listProblems(value as readonly unknown[], schema, path, code);
    case 'strings':
      return Object.entries(value as Mapping).flatMap(([key, item]) =>
        schemaProblems(item, { type: 'string' }, [...path, key], code),
      );
    case 'object':
      return objectProblems(value as Mapping, schema, path, code);
    case 'selector':
      return selectorProblems(value as Mapping, schema, path, code);
  }
}

function textProblems(text: string, schema: CrdText, path: YamlPath, code: string): Problem[] {
  const { values, maxLength, pattern } = schema;
  return [
    ...(values && !values.includes(text) ? [unsupported(code, path, text, values)] : []),
    ...(maxLength !== undefined && characterCount(text) > maxLength ? [tooLong(code, path, maxLength)] : []),
    ...(pattern && !pattern.test(text) ? [body(code, path, text, `should match '${pattern.source}'`)] : []),
  ];
}

function integerProblems(value: number, schema: CrdInteger, path: YamlPath, code: string): Problem[] {
  if (value < schema.minimum) {
    return [body(code, path, value, `should be greater than or equal to ${schema.minimum}`)];
  }
  if (value > schema.maximum) {
    return [body(code, path, value, `should be less than or equal to ${schema.maximum}`)];
  }
  return [];
}

function listProblems(items: readonly unknown[], schema: CrdList, path: YamlPath, code: string): Problem[] {
  const { of, minItems = 0, maxItems = Infinity, isSet } = schema;
  const repeated = isSet ? items.flatMap((item, index) => (items.indexOf(item) < index ? [index] : [])) : [];
  return [
    ...(items.length < minItems
      ? [body(code, path, items.length, `should have at least ${minItems} items`)]
      : []),
    ...(items.length > maxItems ? [tooMany(code, path, items.length, maxItems)] : []),
    ...items.flatMap((item, index) => schemaProblems(item, of, [...path, index], code)),
    ...repeated.map((index) => duplicate(code, [...path, index], items[index])),
  ];
}

function objectProblems(value: Mapping, schema: CrdObject, path: YamlPath, code: string): Problem[] {
  const { fields, minFields = 0, maxFields = Infinity, withoutField } = schema;
  const former = schema.formerFields ?? [];
  // Unknown fields are dropped before anything is counted, and with a wrong count nothing else is looked at.
  const known = Object.keys(value).filter((key) => fields.has(key));
  const unknown = Object.keys(value)
    .filter((key) => !fields.has(key))
    .map((key) =>
      former.includes(key)
        ? formerField([...path, key], withoutField)
        : unknownField('V70', [...path, key], withoutField),
    );
  if (known.length < minFields) {
    return [...unknown, body(code, path, known.length, `should have at least ${minFields} properties`)];
  }
  if (known.length > maxFields) return [...unknown, tooMany(code, path, known.length, maxFields)];
  const missing = (schema.required ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => required(fields.get(key)?.code ?? code, [...path, key]));
  const missingSelectors = (schema.requiredSelectors ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => tolerate(required(code, [...path, key], 'write {} to select everything')));
  const inFields = [...fields].flatMap(([key, field]) =>
    Object.hasOwn(value, key) ? schemaProblems(value[key], field, [...path, key], code) : [],
  );
  return [...unknown, ...missing, ...missingSelectors, ...inFields];
}

function tolerate(problem: Problem): Problem {
  return { ...problem, blocking: false, tolerated: true };
}

const requirement: CrdObject = {
  type: 'object',
  fields: new Map<string, CrdSchema>([
    ['key', { type: 'string' }],
    ['operator', { type: 'string' }],
    ['values', { type: 'array', of: { type: 'string' } }],
  ]),
  required: ['key', 'operator'],
};

const selectorFields = new Map<string, CrdSchema>([
  ['matchLabels', { type: 'strings' }],
  ['matchExpressions', { type: 'array', of: requirement }],
]);

function selectorProblems(value: Mapping, schema: CrdSelector, path: YamlPath, code: string): Problem[] {
  const { withoutField, formerFields = [] } = schema;
  const object: CrdObject = { type: 'object', fields: selectorFields, withoutField, formerFields };
  const form = schemaProblems(value, object, path, code);
  return [...form, ...(form.some(({ blocking }) => blocking) ? [] : validateSelector(value, path))];
}

/** S66. */
function formerField(path: YamlPath, effect = 'less is said'): Problem {
  return {
    code: 'S66',
    path,
    atKey: true,
    message:
      `unknown field "${toFieldPath(path)}": only the first releases of the API had it. Where it is dropped, ` +
      `${effect}. Write a selector directly under namespaces, or namespaceSelector and podSelector under pods.`,
    blocking: true,
  };
}

/** A line of the generic schema validation, which says the path twice. */
function body(code: string, path: YamlPath, value: unknown, detail: string): Problem {
  return invalid(code, path, value, `${toFieldPath(path)} in body ${detail}`);
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isMapping(value)) return 'object';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
