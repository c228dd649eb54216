/** A weighted, directed link between two items, by index. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/**
 * Gives every item a layer such that most links lead to a higher one: longest path from the sources, cycles
 * broken at the lightest places, items that mostly send drawn towards what they send to.
 * Items without links get -1.
 */
export function assignLayers(count: number, links: readonly Link[]): number[] {
  const proper = links.filter(({ from, to }) => from !== to);
  const rank = rankWithoutCycles(count, proper);
  const next: number[][] = Array.from({ length: count }, () => []);
  const balance = new Float64Array(count);
  const linked = new Uint8Array(count);
  for (const { from, to, weight } of proper) {
    const forward = rank[from]! < rank[to]!;
    next[forward ? from : to]!.push(forward ? to : from);
    balance[from]! += weight;
    balance[to]! -= weight;
    linked[from] = linked[to] = 1;
  }
  const order = Array.from(rank.keys()).toSorted((a, b) => rank[a]! - rank[b]!);
  const layer = Array.from({ length: count }, () => 0);
  for (const item of order) {
    for (const follower of next[item]!) layer[follower] = Math.max(layer[follower]!, layer[item]! + 1);
  }
  for (const item of order.toReversed()) {
    if (balance[item]! <= 0 || next[item]!.length === 0) continue;
    layer[item] = Math.min(...next[item]!.map((follower) => layer[follower]!)) - 1;
  }
  return layer.map((value, item) => (linked[item] ? value : -1));
}

/**
 * An order of the items with little link weight leading backwards (Eades, Lin and Smyth): sinks go to the end,
 * sources to the beginning, and where neither is left, the item that sends most beyond what it receives.
 */
function rankWithoutCycles(count: number, links: readonly Link[]): Int32Array {
  const outgoing: Link[][] = Array.from({ length: count }, () => []);
  const incoming: Link[][] = Array.from({ length: count }, () => []);
  const out = new Float64Array(count);
  const into = new Float64Array(count);
  for (const link of links) {
    outgoing[link.from]!.push(link);
    incoming[link.to]!.push(link);
    out[link.from]! += link.weight;
    into[link.to]! += link.weight;
  }
  const rank = new Int32Array(count);
  const rest = new Set(Array.from({ length: count }, (_, item) => item));
  let first = 0;
  let last = count - 1;
  const take = (item: number, position: number) => {
    rank[item] = position;
    rest.delete(item);
    for (const { to, weight } of outgoing[item]!) into[to]! -= weight;
    for (const { from, weight } of incoming[item]!) out[from]! -= weight;
  };
  while (rest.size > 0) {
    const before = rest.size;
    for (const item of rest) {
      if (into[item]! <= 0) take(item, first++);
      else if (out[item]! <= 0) take(item, last--);
    }
    if (rest.size < before) continue;
    let best = -1;
    for (const item of rest) {
      if (best < 0 || out[item]! - into[item]! > out[best]! - into[best]!) best = item;
    }
    take(best, first++);
  }
  return rank;
}
