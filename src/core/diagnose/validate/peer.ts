import type { Problem } from '../../manifest/problem';
import { itemsOf, textAt, textOf, valueAt } from '../../manifest/value';
import { type Cidr, formatAddress, parseCidr } from '../../model/cidr';
import type { YamlPath } from '../../yaml/unit';
import { forbidden, invalid, required, toFieldPath } from './fieldError';
import { validateSelector } from './selector';

/** Problems of one element of `from` or `to` whose types are right (V8–V14). */
export function validatePeer(peer: unknown, path: YamlPath): Problem[] {
  const selectors = ['podSelector', 'namespaceSelector'].filter((key) => valueAt(peer, key) !== undefined);
  const block = valueAt(peer, 'ipBlock');
  const problems = selectors.flatMap((key) => validateSelector(valueAt(peer, key), [...path, key]));
  if (block !== undefined) problems.push(...validateIpBlock(block, [...path, 'ipBlock']));
  if (block === undefined && selectors.length === 0) {
    problems.push(required('V9', path, 'must specify a peer'));
  } else if (block !== undefined && selectors.length > 0) {
    problems.push(forbidden('V8', path, 'may not specify both ipBlock and another peer'));
  }
  return problems;
}

function validateIpBlock(block: unknown, path: YamlPath): Problem[] {
  const text = textAt(block, 'cidr');
  if (text === '') return [required('V10', [...path, 'cidr'])];
  const cidr = parseCidr(text);
  const problems = validateCidr(text, cidr, [...path, 'cidr']);
  if (!cidr) return problems;
  itemsOf(valueAt(block, 'except')).forEach((item, index) => {
    const at = [...path, 'except', index];
    const exceptText = textOf(item) ?? '';
    const except = parseCidr(exceptText);
    problems.push(...validateCidr(exceptText, except, at));
    if (except && !isStrictlyInside(except, cidr)) {
      problems.push(invalid('V14', at, exceptText, 'must be a strict subset of `cidr`'));
    }
  });
  return problems;
}

function validateCidr(text: string, cidr: Cidr | undefined, path: YamlPath): Problem[] {
  if (!cidr) {
    const complaint = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
    return [invalid('V11', path, text, complaint)];
  }
  return cidrWarnings(text, cidr).map((warning) => ({
    code: 'V12',
    path,
    message: `${toFieldPath(path)}: ${warning}`,
    blocking: false,
  }));
}

/** What servers up to 1.35 accept with a warning and servers from 1.36 on refuse (V12, V13). */
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
  const isMapped = family === 4 && text.includes(':');
  if (isMapped || /(?:^|[./])0\d/.test(text)) {
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
