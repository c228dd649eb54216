import type { KeepOffer, KeptFlow } from '../core/index';

/** An offer in the list: those of a namespace stand below it. */
export interface KeepRow {
  readonly offer: KeepOffer;
  readonly isInside: boolean;
}

/** Ends are named once in each direction. */
export const keyOf = ({ direction, far }: KeepOffer): string => `${direction} ${far}`;

const everyAddress = 'Addresses/0.0.0.0/0';

/** Whether keeping one keeps the other too: a namespace its workloads, all addresses each block. */
function covers(one: KeepOffer, other: KeepOffer): boolean {
  if (one.direction !== other.direction || one.far === other.far) return false;
  if (one.far.startsWith('Namespace/')) return other.within.length === 1 && one.within.includes(other.far);
  return one.far === everyAddress && other.far.startsWith('Addresses/');
}

/** Namespaces, each with its workloads below it; then what is in none of them. */
export function toRows(offers: readonly KeepOffer[]): readonly KeepRow[] {
  const isNamespace = ({ far }: KeepOffer) => far.startsWith('Namespace/');
  const inside = (offer: KeepOffer) =>
    isNamespace(offer) ? offers.filter((other) => covers(offer, other)) : [];
  return offers
    .filter((offer) => !offers.some((one) => isNamespace(one) && covers(one, offer)))
    .flatMap((offer): KeepRow[] => [
      { offer, isInside: false },
      ...inside(offer).map((other) => ({ offer: other, isInside: true })),
    ]);
}

/** Whether another chosen one keeps it too. */
export function isCovered(
  offer: KeepOffer,
  offers: readonly KeepOffer[],
  chosen: readonly string[],
): boolean {
  return offers.some((one) => chosen.includes(keyOf(one)) && covers(one, offer));
}

/** Keys of the fewest that keep everything. */
export function fewest(offers: readonly KeepOffer[]): readonly string[] {
  return offers.filter((offer) => !offers.some((one) => covers(one, offer))).map(keyOf);
}

/** What the chosen ones keep, nothing twice. */
export function toKept(offers: readonly KeepOffer[], chosen: readonly string[]): readonly KeptFlow[] {
  return offers
    .filter((offer) => chosen.includes(keyOf(offer)) && !isCovered(offer, offers, chosen))
    .map(({ kept }) => kept);
}
