import { isMapping, itemsOf, textAt, valueAt } from '../../manifest/value';
import type { Block } from '../../model/cidr';
import type { Direction } from '../../policy/policy';
import { peersKey } from '../writtenRule';
import type { WrittenObject } from '../writtenObjects';

/** Where a policy names an address block: an element of from/to, or one of the networks of such an element. */
export interface BlockPeer {
  readonly direction: Direction;
  readonly rule: number;
  readonly peer: number;
  /** Position in `networks`, and how many there are; undefined: an `ipBlock`. */
  readonly network?: { readonly index: number; readonly of: number };
  /** How many elements from/to has. */
  readonly of: number;
}

/** All places where a policy names just this block, in order. */
export function blockPeers({ value }: WrittenObject, block: Pick<Block, 'cidr' | 'except'>): BlockPeer[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    itemsOf(valueAt(value, 'spec', direction)).flatMap((rule, index) => {
      const peers = itemsOf(valueAt(rule, peersKey[direction]));
      return peers.flatMap((peer, position) =>
        namesIn(peer, block).map((network) => ({
          direction,
          rule: index,
          peer: position,
          of: peers.length,
          ...(network && { network }),
        })),
      );
    }),
  );
}

function namesIn(peer: unknown, { cidr, except }: Pick<Block, 'cidr' | 'except'>) {
  const block = valueAt(peer, 'ipBlock');
  if (isMapping(block)) {
    const holes = itemsOf(block.except);
    const isSame =
      textAt(block, 'cidr') === cidr &&
      holes.length === except.length &&
      holes.every((hole) => except.includes(String(hole)));
    return isSame ? [undefined] : [];
  }
  const networks = itemsOf(valueAt(peer, 'networks'));
  if (except.length > 0) return [];
  return networks.flatMap((network, index) => (network === cidr ? [{ index, of: networks.length }] : []));
}
