/** Something with a place in the manifests and the id of the object it says. */
interface Identified {
  readonly id: string;
}

/**
 * Objects with the same id: the last one wins, as with `kubectl apply` (V35). The ones that win keep their
 * order; `overridden` pairs each loser with its winner.
 */
export function resolveDuplicates<T extends Identified>(
  objects: readonly T[],
): { readonly winners: readonly T[]; readonly overridden: readonly (readonly [loser: T, winner: T])[] } {
  const last = new Map(objects.map((object) => [object.id, object]));
  if (last.size === objects.length) return { winners: objects, overridden: [] };
  const overridden: [T, T][] = [];
  for (const object of objects) {
    const winner = last.get(object.id);
    if (winner !== undefined && winner !== object) overridden.push([object, winner]);
  }
  return { winners: objects.filter((object) => last.get(object.id) === object), overridden };
}
