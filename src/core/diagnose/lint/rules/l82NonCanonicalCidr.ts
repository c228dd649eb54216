import { canonicalCidr } from '../blocks';
import { writtenCidrs } from '../writtenBlocks';
import type { Rule } from '../rule';

/** V12, V13. */
export const nonCanonicalCidr: Rule = {
  code: 'L82',
  title: 'a CIDR with leading zeros, or IPv4 written as IPv6',
  why: 'Leading zeros are read as octal by some programs; servers from 1.36 on refuse both.',
  severity: 'warning',
  needs: 'policy',
  explains: ['V12'],
  about: 'written',
  *check(written) {
    for (const { text, cidr, path } of writtenCidrs(written)) {
      const isMapped = cidr.family === 4 && text.includes(':');
      const hasZeros = !text.includes(':') && /(?:^|[./])0\d/.test(text);
      if (!isMapped && !hasZeros) continue;
      const value = canonicalCidr(cidr);
      yield {
        path,
        message:
          `${text} ${isMapped ? 'is IPv4 written as IPv6' : 'has leading zeros'}: the ` +
          `plain form is ${value}.`,
        fixes: [{ title: `Write ${value}`, steps: [{ type: 'replace', path, value }] }],
      };
    }
  },
};
