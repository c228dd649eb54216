import { constructFromEvents, EVENT_ID, parseEvents, YAMLException, type Event } from 'js-yaml';
import { readCarefully } from './careful';
import { kubernetesSchema } from './scalars';
import type { UnitContent } from './unit';

/** Deeper is refused, so that nobody who walks over a value can run out of stack. */
const maximumDepth = 100;
/** Nodes that the aliases of a unit may stand for together; go-yaml too refuses documents that are mostly aliases. */
const maximumExpansion = 100_000;

/**
 * What a unit holds, scalars read as Kubernetes does (scalars.ts). Values are plain objects, arrays, strings, finite
 * numbers, booleans and null; nested at most 100 deep unless aliases do it; without cycles; a `__proto__` key is an
 * own key. Never throws. The same text always gives the same content, so callers may cache by text.
 */
export function readUnit(text: string): UnitContent {
  return readJson(text) ?? readYaml(text);
}

/** Undefined when the text is not JSON, or has keys twice, whose places the reader of YAML tells. */
function readJson(text: string): UnitContent | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (isDeeper(value, maximumDepth)) return broken(0, text.length, tooDeep);
  if (text.length <= longestSearched && countWrittenKeys(text) > countKeys(value)) return undefined;
  return { state: 'read', value, duplicateKeys: [] };
}

/** Longer texts are not searched for keys that stand twice. */
const longestSearched = 1_000_000;
const jsonString = /"(?:[^"\\]|\\.)*"\s*(:?)/g;

function countWrittenKeys(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(jsonString)) if (colon === ':') count++;
  return count;
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const item of Object.values(value)) count += countKeys(item);
  return count;
}

/** A text, but js-yaml takes it for the start of a document. */
const indentedMarker = /^[ \t]+---(?![^ \t\r\n])/;

function readYaml(text: string): UnitContent {
  if (indentedMarker.test(text)) return readCarefully(text, undefined);
  let value: unknown;
  try {
    const events = parseEvents(text, { maxDepth: maximumDepth });
    const bomb = findAliasBomb(events, text);
    if (bomb) return bomb;
    value = constructFromEvents(events, { source: text, schema: kubernetesSchema })[0];
  } catch (error) {
    if (error instanceof YAMLException && error.reason.startsWith('nesting exceeded')) {
      const position = error.mark?.position ?? 0;
      return broken(position, position + 1, tooDeep);
    }
    return readCarefully(text, error instanceof YAMLException ? error : undefined);
  }
  return value === undefined || value === null
    ? { state: 'empty' }
    : { state: 'read', value, duplicateKeys: [] };
}

const tooDeep = `maps and lists are nested more than ${maximumDepth} deep`;

function broken(from: number, to: number, message: string): UnitContent {
  return { state: 'broken', problems: [{ from, to, message }] };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}

/** An alias that stands for something that contains it, or that makes the unit far larger than its text. */
function findAliasBomb(events: readonly Event[], text: string): UnitContent | undefined {
  if (!events.some((event) => event.type === EVENT_ID.ALIAS)) return undefined;
  const nameOf = (event: { anchorStart: number; anchorEnd: number }) =>
    event.anchorStart < 0 ? undefined : text.slice(event.anchorStart, event.anchorEnd);
  const sizes = new Map<string, number>();
  const open: { name: string | undefined; size: number }[] = [{ name: undefined, size: 0 }];
  let expansion = 0;
  const add = (name: string | undefined, size: number) => {
    if (name !== undefined) sizes.set(name, size);
    const parent = open.at(-1);
    if (parent) parent.size += size;
  };
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const closed = open.pop();
      if (closed) add(closed.name, closed.size);
    } else if (event.type === EVENT_ID.SCALAR) {
      add(nameOf(event), 1);
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = nameOf(event);
      const size = sizes.get(name ?? '') ?? 0;
      expansion += size;
      const place = [event.anchorStart - 1, event.anchorEnd] as const;
      if (open.some((node) => node.name === name))
        return broken(...place, `*${name} stands for a part that contains it`);
      if (expansion > maximumExpansion) return broken(...place, 'the aliases repeat too much');
      add(undefined, size);
    } else {
      open.push({ name: event.type === EVENT_ID.DOCUMENT ? undefined : nameOf(event), size: 1 });
    }
  }
  return undefined;
}
