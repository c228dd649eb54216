import { doOverlap, intervalOf, isWithin, placedBlocks } from '../blocks';
import type { Rule } from '../rule';

const odd = (
  [
    ['192.0.2.0/24', 'reserved for documentation'],
    ['198.51.100.0/24', 'reserved for documentation'],
    ['203.0.113.0/24', 'reserved for documentation'],
    ['2001:db8::/32', 'reserved for documentation'],
    ['169.254.0.0/16', 'a link-local address'],
    ['fe80::/10', 'a link-local address'],
    ['224.0.0.0/4', 'a multicast address'],
    ['ff00::/8', 'a multicast address'],
    ['0.0.0.0/32', 'the unspecified address'],
    ['::/128', 'the unspecified address'],
    ['127.0.0.0/8', 'a loopback address'],
    ['::1/128', 'a loopback address'],
  ] as const
).map(([cidr, what]) => ({ range: intervalOf(cidr), what }));

const known = ['169.254.20.10/32', '169.254.169.254/32', '169.254.25.10/32'].map(intervalOf);

const own = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map(intervalOf);

export const singleAddress: Rule = {
  code: 'L80',
  title: 'a single address that may not stay, or is none of a host',
  why:
    'Addresses of public services change; those of documentation, multicast and the like ' +
    'belong to no host.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy) {
    for (const { direction, block, cidr, path } of placedBlocks(policy)) {
      if (cidr.first !== cidr.last || known.some((range) => isWithin(cidr, range))) continue;
      const special = odd.find(({ range }) => isWithin(cidr, range));
      if (!special && (direction === 'ingress' || own.some((range) => doOverlap(cidr, range)))) continue;
      yield {
        path: [...path, 'cidr'],
        message: special
          ? `${block.cidr} is ${special.what}. Check that it is meant.`
          : `${block.cidr} is one public address, and those of services change: plugins ` +
            'with policies by DNS name can follow.',
      };
    }
  },
};
