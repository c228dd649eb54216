import { isAlias, isMap, isScalar, visit, type Document, type Node, type YAMLMap } from 'yaml';
import { applyEdits, type TextEdit, type TextRange } from '../text/edit';
import { lineEnd, lineStart } from '../text/lines';
import { readUnit } from './read';
import type { BlockStyle } from './render';
import { detectStyle } from './style';
import { nodeStart, parseTree, walk, type Step } from './tree';
import type { YamlPath, YamlRefusal } from './unit';

/** The edits of a unit's text, or why there are none. */
export type YamlEdit = { readonly edits: readonly TextEdit[] } | { readonly refusal: YamlRefusal };

/** What the primitives know of the text they edit. */
export interface EditContext {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly style: BlockStyle;
  /** The indent of one level when the text is JSON, empty when it is all on one line; undefined for YAML. */
  readonly json: string | undefined;
}

/** A planned change: the edits, and what the unit's value is to be afterwards. */
export interface Change {
  readonly edits: readonly TextEdit[];
  readonly expected: (value: unknown) => unknown;
}

/**
 * The frame around every edit primitive. Refuses units that do not parse, and a path that leads through an anchor,
 * alias or tag. Reads the edited text back: when it does not hold exactly the expected value, the edit is refused
 * rather than made, so no layout that was not thought of can corrupt a file.
 */
export function editUnit(
  text: string,
  path: YamlPath,
  plan: (context: EditContext, steps: readonly Step[]) => Change | YamlRefusal,
): YamlEdit {
  const before = readUnit(text);
  if (before.state === 'empty')
    return { refusal: { from: 0, to: text.length, reason: 'there is nothing here to edit' } };
  if (before.state === 'broken') {
    const [problem] = before.problems;
    const reason = `this cannot be edited while it does not parse: ${problem?.message ?? ''}`;
    return { refusal: { from: problem?.from ?? 0, to: problem?.to ?? 0, reason } };
  }
  const document = parseTree(text);
  const steps = walk(document, path);
  const onTheWay = [document.contents, ...steps.map((step) => step.value)];
  const refusal = onTheWay.map((node) => refuseProperties(text, node)).find((found) => found !== undefined);
  if (refusal) return { refusal };
  const change = plan({ text, document, style: detectStyle(text, document), json: jsonIndent(text) }, steps);
  if ('reason' in change) return { refusal: change };
  const after = readUnit(applyEdits(text, change.edits));
  if (after.state === 'read' && isSame(after.value, change.expected(before.value)))
    return { edits: change.edits };
  const place = onTheWay.findLast((node) => node !== null);
  const reason = 'this is laid out in a way that only a person can edit safely';
  return { refusal: { ...firstLine(text, place ?? null), reason } };
}

/** Why a part of the text is not removed or overwritten: other parts may speak of it. */
export function refuseWithin(text: string, node: Node | null): YamlRefusal | undefined {
  let refusal: YamlRefusal | undefined;
  if (node === null) return undefined;
  visit(node, {
    Node: (_key, inner) => {
      refusal ??= refuseProperties(text, inner) ?? (isMap(inner) ? refuseMerge(text, inner) : undefined);
      return refusal ? visit.BREAK : undefined;
    },
  });
  return refusal;
}

/** Why a map gets or loses no key: a merge key sets some of its keys from elsewhere. */
export function refuseMerge(text: string, node: Node | YAMLMap | null): YamlRefusal | undefined {
  if (!isMap(node)) return undefined;
  const merge = node.items.find(({ key }) => isScalar(key) && typeof key.value === 'symbol');
  return (
    merge && {
      ...firstLine(text, merge.key as Node),
      reason: 'a merge key (<<) is used here; edit the text by hand',
    }
  );
}

/** A refusal that points at a node. */
export function refuseAt(text: string, node: Node | null, reason: string): YamlRefusal {
  return { ...firstLine(text, node), reason };
}

function refuseProperties(text: string, node: Node | null): YamlRefusal | undefined {
  if (node === null) return undefined;
  if (isAlias(node)) return refuseAt(text, node, 'an alias (*) is used here; edit the text by hand');
  if (node.anchor !== undefined) {
    const from = text.lastIndexOf(`&${node.anchor}`, nodeStart(node));
    const to = from + node.anchor.length + 1;
    return { from, to, reason: 'an anchor (&) is used here; edit the text by hand' };
  }
  if (node.tag === undefined) return undefined;
  const to = nodeStart(node);
  const tag = /!\S*\s*$/.exec(text.slice(lineStart(text, text.lastIndexOf('!', to)), to));
  const from = to - (tag?.[0].length ?? 0);
  return {
    from,
    to: from + (tag?.[0].trimEnd().length ?? 0),
    reason: 'a tag (!) is used here; edit the text by hand',
  };
}

function firstLine(text: string, node: Node | null): TextRange {
  const from = node ? nodeStart(node) : 0;
  return { from, to: Math.max(from, Math.min(node?.range?.[1] ?? from, lineEnd(text, from))) };
}

function jsonIndent(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // The item of a list may stand indented as a whole: its last line shows how far.
  const outer = /\n([ \t]*)\S+\s*$/.exec(text)?.[1] ?? '';
  return (/\n([ \t]*)/.exec(text.trim())?.[1] ?? '').slice(outer.length);
}

/** The value with another one at a path; maps that are missing or null on the way are made. */
export function withUpdate(value: unknown, path: YamlPath, update: (old: unknown) => unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return update(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === segment ? withUpdate(item, rest, update) : item));
  }
  const map = (value ?? {}) as Record<string, unknown>;
  const old = Object.hasOwn(map, segment) ? map[segment] : undefined;
  return { ...map, [segment]: withUpdate(old, rest, update) };
}

/** Equal as JSON, in any order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b].map((value) => Object.entries(value).filter(([, item]) => item !== undefined));
  if (left?.length !== right?.length) return false;
  const other = new Map(right);
  return (left ?? []).every(([key, item]) => other.has(key) && isSame(item, other.get(key)));
}
