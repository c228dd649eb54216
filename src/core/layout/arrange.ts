import { assignLayers, type Link } from './layers';
import type { Size } from './sizes';

export interface Spacing {
  /** Between two items of a column. */
  readonly row: number;
  /** Between two columns that links may run between. */
  readonly column: number;
  /** Between the columns of one layer, and of items without links. */
  readonly packed: number;
  /** Width by height to aim at, ... */
  readonly aspect: number;
  /** ... counting this much width that something else takes up. */
  readonly beside?: number;
  /** Wider than this by height, neighbouring layers are merged. */
  readonly widest: number;
}

/** Where items stand: one list of columns from left to right, each from top to bottom. */
export interface Arrangement {
  readonly columns: readonly Column[];
  readonly width: number;
  readonly height: number;
}

interface Column {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly number[];
}

interface Draft {
  readonly layer: number;
  readonly items: number[];
  height: number;
}

const sweeps = 6;
const heightsToTry = 14;
/** Columns slide down by no less: nearly aligned tops look like a mistake. */
const leastShift = 40;
/** No fewer are left by merging. */
const fewLayers = 2;

/**
 * Arranges items in columns by the direction of the links (sources left), with few crossings, so that the whole
 * comes near an aspect ratio. Deterministic; items never overlap.
 */
export function arrange(items: readonly Size[], links: readonly Link[], spacing: Spacing): Arrangement {
  let layers = assignLayers(items.length, links);
  let count = Math.max(...layers, -1) + 1;
  if (count === 0) return place(draftLayers(items, [], layers.fill(0), spacing), items, [], spacing);
  for (;;) {
    const drafts = draftLayers(items, links, layers, spacing);
    const isWide = widthOf(drafts, items, spacing) >= heightOf(drafts) * spacing.widest;
    if (count <= fewLayers || !isWide) return place(drafts, items, links, spacing);
    layers = mergeLayers(layers, links, count--);
  }
}

/** Merges the two neighbouring layers with the fewest links between them. */
function mergeLayers(layers: readonly number[], links: readonly Link[], count: number): number[] {
  const between = Array.from({ length: count - 1 }, () => 0);
  for (const { from, to, weight } of links) {
    const [low, high] = [Math.min(layers[from]!, layers[to]!), Math.max(layers[from]!, layers[to]!)];
    if (high === low + 1) between[low]! += weight;
  }
  const merged = between.indexOf(Math.min(...between));
  return layers.map((layer) => (layer > merged ? layer - 1 : layer));
}

function draftLayers(
  items: readonly Size[],
  links: readonly Link[],
  layers: readonly number[],
  spacing: Spacing,
): Draft[] {
  const ordered = orderLayers(items, links, layers, spacing.row);
  const loose = Array.from(items.keys()).filter((item) => layers[item] === -1);
  const tallest = Math.max(1, ...items.map(({ height }) => height));
  const total = Math.max(
    tallest,
    items.reduce((sum, { height }) => sum + height + spacing.row, 0),
  );
  let best: Draft[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (let step = 0; step < heightsToTry; step++) {
    const limit = tallest * (total / tallest) ** (step / (heightsToTry - 1));
    const draft = pack(items, ordered, loose, limit, spacing);
    const width = widthOf(draft, items, spacing) + (spacing.beside ?? 0);
    const cost = Math.abs(Math.log(width / heightOf(draft) / spacing.aspect));
    if (cost < bestCost - 1e-9) {
      best = draft;
      bestCost = cost;
    }
  }
  return best;
}

/** Orders the items of each layer by the mean height of what they are linked with, sweeping to and fro. */
function orderLayers(
  items: readonly Size[],
  links: readonly Link[],
  layers: readonly number[],
  gap: number,
): number[][] {
  const ordered: number[][] = [];
  for (const [item, layer] of layers.entries()) {
    if (layer >= 0) (ordered[layer] ??= []).push(item);
  }
  const filled = Array.from(ordered, (layer) => layer ?? []).filter((layer) => layer.length > 0);
  const neighbours: Link[][] = Array.from(items, () => []);
  for (const { from, to, weight } of links) {
    if (layers[from] === layers[to]) continue;
    neighbours[from]!.push({ from, to, weight });
    neighbours[to]!.push({ from: to, to: from, weight });
  }
  const centre = new Float64Array(items.length);
  const stack = (column: readonly number[]) => {
    const height = column.reduce((sum, item) => sum + items[item]!.height + gap, -gap);
    let y = -height / 2;
    for (const item of column) {
      centre[item] = y + items[item]!.height / 2;
      y += items[item]!.height + gap;
    }
  };
  for (const column of filled) stack(column);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const rightwards = sweep % 2 === 0;
    for (const column of rightwards ? filled : filled.toReversed()) {
      const wanted = new Map<number, number>();
      for (const item of column) {
        let weights = 0;
        let sum = 0;
        for (const { to, weight } of neighbours[item]!) {
          if (layers[to]! < layers[item]! !== rightwards && sweep < sweeps - 1) continue;
          weights += weight;
          sum += weight * centre[to]!;
        }
        wanted.set(item, weights > 0 ? sum / weights : centre[item]!);
      }
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || a - b);
      stack(column);
    }
  }
  return filled;
}

/** Columns no higher than `limit` (save for an item that is higher by itself); loose items fill up what is left. */
function pack(
  items: readonly Size[],
  layers: readonly (readonly number[])[],
  loose: readonly number[],
  limit: number,
  spacing: Spacing,
): Draft[] {
  const drafts: Draft[] = [];
  const heightWith = (draft: Draft, item: number) =>
    draft.height + (draft.items.length > 0 ? spacing.row : 0) + items[item]!.height;
  const add = (draft: Draft, item: number) => {
    draft.height = heightWith(draft, item);
    draft.items.push(item);
  };
  for (const [layer, members] of layers.entries()) {
    const height = members.reduce((sum, item) => sum + items[item]!.height + spacing.row, -spacing.row);
    const even = height / Math.ceil(height / limit);
    let draft: Draft = { layer, items: [], height: 0 };
    drafts.push(draft);
    for (const item of members) {
      // Half over the even share is nearer to it than half under it.
      const share = heightWith(draft, item) - items[item]!.height / 2;
      if (draft.items.length > 0 && (share > even + 1 || heightWith(draft, item) > limit)) {
        draft = { layer, items: [], height: 0 };
        drafts.push(draft);
      }
      add(draft, item);
    }
  }
  for (const item of loose) {
    let draft = drafts.find((known) => heightWith(known, item) <= limit);
    if (!draft) drafts.push((draft = { layer: -1, items: [], height: 0 }));
    add(draft, item);
  }
  return drafts;
}

const heightOf = (drafts: readonly Draft[]) => Math.max(1, ...drafts.map(({ height }) => height));

const columnWidth = (draft: Draft, items: readonly Size[]) =>
  Math.max(0, ...draft.items.map((item) => items[item]!.width));

function gapBefore(drafts: readonly Draft[], index: number, spacing: Spacing): number {
  if (index === 0) return 0;
  const packed = drafts[index]!.layer === -1 || drafts[index]!.layer === drafts[index - 1]!.layer;
  return packed ? spacing.packed : spacing.column;
}

function widthOf(drafts: readonly Draft[], items: readonly Size[], spacing: Spacing): number {
  let width = 0;
  for (const [index, draft] of drafts.entries()) {
    width += gapBefore(drafts, index, spacing) + columnWidth(draft, items);
  }
  return width;
}

/** Gives the columns their x, and lets low ones slide down to where their links lead. */
function place(
  drafts: readonly Draft[],
  items: readonly Size[],
  links: readonly Link[],
  spacing: Spacing,
): Arrangement {
  const height = heightOf(drafts);
  const columnOf = new Int32Array(items.length);
  const middle = new Float64Array(items.length);
  const shift = new Float64Array(drafts.length);
  for (const [index, draft] of drafts.entries()) {
    let y = 0;
    for (const item of draft.items) {
      columnOf[item] = index;
      middle[item] = y + items[item]!.height / 2;
      y += items[item]!.height + spacing.row;
    }
  }
  /** By column, the links that leave it, whichever way they point. */
  const leaving = drafts.map((): Link[] => []);
  for (const { from, to, weight } of links) {
    if (columnOf[from] === columnOf[to]) continue;
    leaving[columnOf[from]!]!.push({ from, to, weight });
    leaving[columnOf[to]!]!.push({ from: to, to: from, weight });
  }
  for (const index of [...drafts.keys(), ...drafts.keys()]) {
    let weights = 0;
    let sum = 0;
    for (const { from: own, to: other, weight } of leaving[index]!) {
      weights += weight;
      sum += weight * (middle[other]! + shift[columnOf[other]!]! - middle[own]!);
    }
    const wanted = Math.min(weights > 0 ? sum / weights : 0, height - drafts[index]!.height);
    shift[index] = wanted < leastShift ? 0 : Math.round(wanted);
  }
  let x = 0;
  const columns = drafts.map((draft, index): Column => {
    x += gapBefore(drafts, index, spacing);
    const width = columnWidth(draft, items);
    const column = { x, y: shift[index]!, width, height: draft.height, items: draft.items };
    x += width;
    return column;
  });
  return { columns, width: x, height };
}
