import { formatAddress } from '../../../model/cidr';
import { canonicalCidr } from '../blocks';
import { writtenCidrs } from '../writtenBlocks';
import type { Rule } from '../rule';

/** S22, V12. */
export const hostBits: Rule = {
  code: 'L75',
  title: 'a CIDR with bits set beyond its prefix length',
  why: 'Read as the whole network; servers from 1.36 on refuse it, and some plugins ignore the rule.',
  severity: 'warning',
  needs: 'policy',
  explains: ['V12'],
  about: 'written',
  *check(written) {
    for (const { text, cidr, path } of writtenCidrs(written)) {
      if (cidr.address === cidr.first) continue;
      const network = canonicalCidr(cidr);
      const address = `${formatAddress({ family: cidr.family, value: cidr.address })}/${cidr.family === 4 ? 32 : 128}`;
      yield {
        path,
        message: `${text} is read as the network ${network}.`,
        consequence: `If the one address is meant, write ${address}.`,
        fixes: [network, address].map((value) => ({
          title: `Write ${value}`,
          steps: [{ type: 'replace', path, value }],
        })),
      };
    }
  },
};
