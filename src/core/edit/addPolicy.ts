import { uniqueFileName, type FileChange, type SourceFile } from '../text/workspace';
import type { TextEdit } from '../text/edit';
import { splitDocuments, splitUnits } from '../yaml/documents';
import { readUnit } from '../yaml/read';
import { defaultStyle, toYaml, type BlockStyle } from '../yaml/render';
import { detectStyle } from '../yaml/style';
import { parseTree } from '../yaml/tree';
import type { YamlUnit } from '../yaml/unit';
import { placeOf, standingOf, step, type Draft } from './draft';

/** Where a new document goes. */
interface Spot {
  readonly file: SourceFile;
  /** The unit to stand behind; undefined: at the end. */
  readonly unit?: YamlUnit;
  readonly style: BlockStyle;
}

const newFileName = 'policies.yaml';

/**
 * Adds a policy as a document of its own, in the style of its neighbour: behind the last policy of its namespace,
 * else at the end of the file that holds most policies, else in a new file. Never into a JSON file, which holds
 * one document.
 */
export function addPolicy(draft: Draft, id: string, namespace: string, value: object): Draft {
  const spot = findSpot(draft, namespace);
  const change: FileChange = spot
    ? { type: 'edit', file: spot.file.name, edits: [insertDocument(spot, toYaml(value, spot.style))] }
    : { type: 'add', file: newFile(draft.files, toYaml(value)) };
  return step(draft, change, (after) => placeOf(after, id, []));
}

function findSpot(draft: Draft, namespace: string): Spot | undefined {
  const files = new Map(draft.files.filter(isYaml).map((file) => [file.name, file]));
  const neighbours = draft.reading.connectivity.policies.flatMap((policy) => {
    const standing = standingOf(draft, policy.id);
    const file = standing && files.get(standing.ref.file);
    return file && !standing.broken ? [{ policy, file, unit: standing.unit }] : [];
  });
  const last = neighbours.findLast(({ policy }) => policy.namespace === namespace);
  if (last) return { file: last.file, unit: last.unit, style: styleOf(last.unit) };

  const count = new Map<SourceFile, number>();
  for (const { file } of neighbours) count.set(file, (count.get(file) ?? 0) + 1);
  const [largest] = [...count].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const sibling = neighbours.findLast(({ file }) => file === largest);
  if (sibling) return { file: sibling.file, style: styleOf(sibling.unit) };
  const named = files.get(newFileName);
  return named && { file: named, style: defaultStyle };
}

function isYaml({ text }: SourceFile): boolean {
  return !/^\s*[[{]/.test(text);
}

function styleOf({ text }: YamlUnit): BlockStyle {
  return detectStyle(text, parseTree(text));
}

function newFile(files: readonly SourceFile[], text: string): SourceFile {
  return { name: uniqueFileName(files, newFileName), text, eol: files[0]?.eol ?? '\n', bom: false };
}

/**
 * The edit that puts a document behind the one that holds the unit, or behind the last one with content. A text
 * without a final line end stays so; thus taking the document out again gives the same text.
 */
function insertDocument({ file: { text }, unit }: Spot, yaml: string): TextEdit {
  const before = unit ?? splitUnits(text).findLast((known) => readUnit(known.text).state !== 'empty');
  if (!before) return { from: 0, to: text.length, insert: yaml };
  const end = splitDocuments(text).find(({ from, to }) => from <= before.from && before.from < to)?.to;
  // A comment that stands before a `---` but behind a `...` belongs to the next document.
  const at = end !== undefined && text.startsWith('---', end) ? end : text.length;
  const insert = text[at - 1] === '\n' ? `---\n${yaml}` : `\n---\n${yaml.trimEnd()}`;
  return { from: at, to: at, insert };
}
