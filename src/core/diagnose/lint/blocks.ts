import type { AddressInterval, Block, Cidr } from '../../model/cidr';
import { formatAddress, parseCidr } from '../../model/cidr';
import type { Direction, NetworkPolicy, Peer, Rule } from '../../policy/policy';
import type { YamlPath } from '../../yaml/unit';
import { effectiveRules } from './destinations';
import { pathOfRule } from './written';

/** An ipBlock of an effective rule with the path of its peer. */
export interface PlacedBlock {
  readonly direction: Direction;
  readonly index: number;
  readonly at: number;
  readonly rule: Rule;
  readonly block: Block;
  readonly cidr: Cidr;
  /** Of `ipBlock`. */
  readonly path: YamlPath;
}

export function* placedBlocks(policy: NetworkPolicy): Generator<PlacedBlock> {
  for (const { direction, index, rule } of effectiveRules(policy)) {
    for (const [at, peer] of (rule.peers ?? []).entries()) {
      const cidr = isBlock(peer) ? parseCidr(peer.cidr) : undefined;
      if (!cidr || !isBlock(peer)) continue;
      const path = [...pathOfRule(direction, index, at), 'ipBlock'];
      yield { direction, index, at, rule, block: peer, cidr, path };
    }
  }
}

export function isBlock(peer: Peer): peer is Extract<Peer, { type: 'ipBlock' }> {
  return peer.type === 'ipBlock';
}

export function intervalOf(cidr: string): AddressInterval {
  const parsed = parseCidr(cidr);
  if (!parsed) throw new Error(`${cidr} is no CIDR`);
  return parsed;
}

/** Whether all of `inner` lies in `outer`. */
export function isWithin(inner: AddressInterval, outer: AddressInterval): boolean {
  return inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last;
}

export function doOverlap(a: AddressInterval, b: AddressInterval): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** A CIDR in its plain form: `10.1.2.0/24`; of a single address with `/32`. */
export function canonicalCidr({ family, first, prefix }: Cidr): string {
  return `${formatAddress({ family, value: first })}/${prefix}`;
}

export const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const;

/** Where clouds keep what a virtual machine is told about itself, credentials included. */
export const metadataAddresses = ['169.254.169.254/32', 'fd00:ec2::254/128'] as const;
