import { uniqueFileName, type FileChange, type SourceFile } from '../text/workspace';
import type { TextEdit } from '../text/edit';
import { splitDocuments, splitUnits } from '../yaml/documents';
import { readUnit } from '../yaml/read';
import { defaultStyle, toYaml, type BlockStyle } from '../yaml/render';
import { detectStyle } from '../yaml/style';
import { parseTree } from '../yaml/tree';
import type { YamlUnit } from '../yaml/unit';
import { standingOf, step, type Draft } from './draft';

/** Where a new document may go, in the order of preference. */
export interface Neighbours {
  /** Ids of objects: behind the last of them that stands in a YAML file. */
  readonly behind: readonly string[];
  /** Lists of ids: at the end of the file that holds most of one list. */
  readonly beside: readonly (readonly string[])[];
  /** Else at the end of the file of this name, which is made where there is none. */
  readonly file: string;
}

/** Where a new document goes. */
interface Spot {
  readonly file: SourceFile;
  /** The unit to stand behind; undefined: at the end. */
  readonly unit?: YamlUnit;
  readonly style: BlockStyle;
}

/**
 * Adds an object as a document of its own, in the style of its neighbour. Never into a JSON file, which holds one
 * document.
 */
export function addDocument(draft: Draft, value: object, neighbours: Neighbours): Draft {
  const spot = findSpot(draft, neighbours);
  const change: FileChange = spot
    ? { type: 'edit', file: spot.file.name, edits: [insertDocument(spot, toYaml(value, spot.style))] }
    : { type: 'add', file: newFile(draft.files, neighbours.file, toYaml(value)) };
  return step(draft, change);
}

function findSpot(draft: Draft, { behind, beside, file }: Neighbours): Spot | undefined {
  const files = new Map(draft.files.filter(isYaml).map((known) => [known.name, known]));
  const standing = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const found = standingOf(draft, id);
      const home = found && files.get(found.ref.file);
      return home && !found.broken ? [{ file: home, unit: found.unit }] : [];
    });
  const last = standing(behind).at(-1);
  if (last) return { ...last, style: styleOf(last.unit) };
  for (const ids of beside) {
    const found = standing(ids);
    const largest = mostFrequent(found.map((each) => each.file));
    const sibling = found.findLast((each) => each.file === largest);
    if (sibling) return { file: sibling.file, style: styleOf(sibling.unit) };
  }
  const named = files.get(file);
  return named && { file: named, style: defaultStyle };
}

function mostFrequent<Item>(items: readonly Item[]): Item | undefined {
  const count = new Map<Item, number>();
  for (const item of items) count.set(item, (count.get(item) ?? 0) + 1);
  return [...count].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function isYaml({ text }: SourceFile): boolean {
  return !/^\s*[[{]/.test(text);
}

function styleOf({ text }: YamlUnit): BlockStyle {
  // JSON is no example of how YAML is written.
  return /^\s*[[{]/.test(text) ? defaultStyle : detectStyle(text, parseTree(text));
}

function newFile(files: readonly SourceFile[], name: string, text: string): SourceFile {
  return { name: uniqueFileName(files, name), text, eol: files[0]?.eol ?? '\n', bom: false };
}

/**
 * The edit that puts a document behind the one that holds the unit, or behind the last one with content. A text
 * without a final line end stays so; thus taking the document out again gives the same text.
 */
export function insertDocument({ file: { text }, unit }: Omit<Spot, 'style'>, yaml: string): TextEdit {
  const before = unit ?? splitUnits(text).findLast((known) => readUnit(known.text).state !== 'empty');
  if (!before) return { from: 0, to: text.length, insert: yaml };
  const end = splitDocuments(text).find(({ from, to }) => from <= before.from && before.from < to)?.to;
  // A comment that stands before a `---` but behind a `...` belongs to the next document.
  const at = end !== undefined && text.startsWith('---', end) ? end : text.length;
  const insert = text[at - 1] === '\n' ? `---\n${yaml}` : `\n---\n${yaml.trimEnd()}`;
  return { from: at, to: at, insert };
}
