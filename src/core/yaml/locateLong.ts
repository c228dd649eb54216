import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import type { TextRange } from '../text/edit';
import type { YamlPath } from './unit';

/** Where something stands in a long unit: where it begins, and its end where it is a scalar. */
export interface LongPlace {
  /** The part of the path that exists. */
  readonly path: YamlPath;
  readonly value: TextRange;
  /** The key, when it is an entry of a map. */
  readonly key?: TextRange;
}

let last: { readonly text: string; readonly events: readonly Event[] } | undefined;

/**
 * `locateNearest` for units so long that a tree with all positions would take seconds: it reads the events of the
 * fast parser, and so knows no ends of maps and lists. Undefined where the parser refuses the text.
 */
export function locateLong(text: string, path: YamlPath): LongPlace | undefined {
  const events = eventsOf(text);
  let at = 1; // after the event of the document itself
  let key: TextRange | undefined;
  let depth = 0;
  for (const segment of path) {
    const child =
      typeof segment === 'number' ? itemAt(events, at, segment) : entryAt(text, events, at, segment);
    if (!child) break;
    ({ at, key } = child);
    depth++;
  }
  const event = events[at];
  if (!event) return undefined;
  return { path: path.slice(0, depth), value: rangeOf(event, key), ...(key ? { key } : {}) };
}

function eventsOf(text: string): readonly Event[] {
  if (last?.text !== text) {
    let events: readonly Event[] = [];
    try {
      events = parseEvents(text, { maxDepth: 100 });
    } catch {
      // What stands where is for others to find.
    }
    last = { text, events };
  }
  return last.events;
}

interface Child {
  readonly at: number;
  readonly key?: TextRange | undefined;
}

function itemAt(events: readonly Event[], list: number, index: number): Child | undefined {
  if (events[list]?.type !== EVENT_ID.SEQUENCE) return undefined;
  let at = list + 1;
  for (let skipped = 0; skipped < index && !isEnd(events[at]); skipped++) at = after(events, at);
  return isEnd(events[at]) ? undefined : { at };
}

/** Of duplicate keys the last one counts. */
function entryAt(text: string, events: readonly Event[], map: number, key: string): Child | undefined {
  if (events[map]?.type !== EVENT_ID.MAPPING) return undefined;
  let found: Child | undefined;
  for (let at = map + 1; !isEnd(events[at]); ) {
    const event = events[at]!;
    const value = after(events, at);
    if (event.type === EVENT_ID.SCALAR && getScalarValue(text, event) === key)
      found = { at: value, key: rangeOf(event) };
    at = after(events, value);
  }
  return found;
}

function isEnd(event: Event | undefined): boolean {
  return event === undefined || event.type === EVENT_ID.POP;
}

/** Past a node and all that is in it. */
function after(events: readonly Event[], start: number): number {
  let open = 0;
  for (let at = start; at < events.length; at++) {
    const { type } = events[at]!;
    if (type === EVENT_ID.POP) open--;
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) open++;
    if (open === 0) return at + 1;
  }
  return events.length;
}

/** An alias, and a value that is not written, stand where their key does. */
function rangeOf(event: Event, key: TextRange = { from: 0, to: 0 }): TextRange {
  if (event.type === EVENT_ID.SCALAR && event.valueStart >= 0 && event.valueEnd > event.valueStart)
    return { from: event.valueStart, to: event.valueEnd };
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE)
    return { from: event.start, to: Number.MAX_SAFE_INTEGER };
  return key;
}
