import type { Problem } from '../../manifest/problem';
import { isMapping, itemsOf, textAt, textOf, valueAt } from '../../manifest/value';
import { type Cidr, formatAddress, parseCidr } from '../../model/cidr';
import { toFieldPath, type YamlPath } from '../../yaml/unit';
import { forbidden, invalid, required } from './fieldError';
import { validateSelector } from './selector';
import type { ServerVersion } from './serverVersion';
import { withoutValue } from './shape';

/** Problems of one element of `from` or `to` whose types are right (V8–V14). */
export function validatePeer(peer: unknown, path: YamlPath, version: ServerVersion): Problem[] {
  const selectors = ['podSelector', 'namespaceSelector'].filter((key) => valueAt(peer, key) !== undefined);
  const block = valueAt(peer, 'ipBlock');
  const problems = selectors.flatMap((key) => validateSelector(valueAt(peer, key), [...path, key]));
  if (selectors.length > 0 && isMapping(peer) && peer.namespaceSelector === null) {
    const effect = 'only pods of the own namespace are meant. For all namespaces write {}';
    problems.push(withoutValue([...path, 'namespaceSelector'], effect));
  }
  if (block !== undefined) problems.push(...validateIpBlock(block, [...path, 'ipBlock'], version));
  if (block === undefined && selectors.length === 0) {
    problems.push(required('V9', path, 'must specify a peer'));
  } else if (block !== undefined && selectors.length > 0) {
    problems.push(forbidden('V8', path, 'may not specify both ipBlock and another peer'));
  }
  return problems;
}

function validateIpBlock(block: unknown, path: YamlPath, version: ServerVersion): Problem[] {
  const text = textAt(block, 'cidr');
  if (text === '') return [required('V10', [...path, 'cidr'])];
  const cidr = parseCidr(text);
  const problems = validateCidr(text, cidr, [...path, 'cidr'], version);
  if (!cidr) return problems;
  itemsOf(valueAt(block, 'except')).forEach((item, index) => {
    const at = [...path, 'except', index];
    const exceptText = textOf(item) ?? '';
    const except = parseCidr(exceptText);
    problems.push(...validateCidr(exceptText, except, at, version));
    if (except && !isStrictlyInside(except, cidr)) {
      problems.push(invalid('V14', at, exceptText, 'must be a strict subset of `cidr`'));
    }
  });
  return problems;
}

function validateCidr(
  text: string,
  cidr: Cidr | undefined,
  path: YamlPath,
  version: ServerVersion,
): Problem[] {
  if (!cidr) {
    const complaint = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
    return [invalid('V11', path, text, complaint)];
  }
  const refusal = version === '1.36' ? strictComplaint(text, cidr) : undefined;
  if (refusal !== undefined) return [invalid('V12', path, text, refusal)];
  return cidrWarnings(text, cidr).map((warning) => ({
    code: 'V12',
    path,
    message: `${toFieldPath(path)}: ${warning}`,
    blocking: false,
  }));
}

/** The first thing that servers from 1.36 on refuse (V12, V13). */
function strictComplaint(text: string, cidr: Cidr): string | undefined {
  if (hasLeadingZeros(text)) return 'must not have leading 0s in IP or prefix length';
  if (isMapped(text, cidr)) return 'must not have an IPv4-mapped IPv6 address';
  return cidr.address === cidr.first ? undefined : 'must not have bits set beyond the prefix length';
}

const hasLeadingZeros = (text: string): boolean => /(?:^|[./])0\d/.test(text);

const isMapped = (text: string, cidr: Cidr): boolean => cidr.family === 4 && text.includes(':');

/** What servers up to 1.35 accept with a warning; the last one is a warning of all servers. */
function cidrWarnings(text: string, cidr: Cidr): string[] {
  const { family, prefix } = cidr;
  const written = JSON.stringify(text);
  const quoteBlock = (value: bigint, bits: number) =>
    JSON.stringify(`${formatAddress({ family, value })}/${bits}`);
  const canonical = quoteBlock(cidr.first, prefix);
  const warnings: string[] = [];
  if (cidr.address !== cidr.first) {
    const single = quoteBlock(cidr.address, family === 4 ? 32 : 128);
    warnings.push(
      `CIDR value ${written} is ambiguous in this context (should be ${canonical} or ${single}?)`,
    );
  }
  if (isMapped(text, cidr) || hasLeadingZeros(text)) {
    warnings.push(`non-standard CIDR value ${written} is invalid: use ${canonical}`);
  }
  if (warnings.length === 0 && family === 6 && written !== canonical) {
    warnings.push(`IPv6 CIDR value ${written} should be in RFC 5952 canonical format (${canonical})`);
  }
  return warnings;
}

function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  const inside = inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
  return inside && inner.prefix > outer.prefix;
}
