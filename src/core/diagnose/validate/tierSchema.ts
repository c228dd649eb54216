import { parseCidr } from '../../model/cidr';
import type { CrdObject, CrdSchema } from './crdSchema';

/** What the definitions of the policies with tiers have in common. */

export const PORTS = { type: 'integer', minimum: 1, maximum: 65535 } as const;
const withoutRequirements = 'a selector without requirements matches everything';

type Fields = Readonly<Record<string, CrdSchema>>;
type Rest = Omit<CrdObject, 'type' | 'fields'>;

export function object(fields: Fields, rest: Rest = {}): CrdObject {
  return { type: 'object', fields: new Map(Object.entries(fields)), ...rest };
}

export function oneOf(fields: Fields, rest: Rest = {}): CrdObject {
  return object(fields, { minFields: 1, maxFields: 1, ...rest });
}

export function list(
  of: CrdSchema,
  maxItems: number,
  rest: { code?: string; minItems?: number } = {},
): CrdSchema {
  return { type: 'array', of, maxItems, ...rest };
}

export function selector(formerFields: readonly string[] = []): CrdSchema {
  return { type: 'selector', code: 'V69', withoutField: withoutRequirements, formerFields };
}

/** V61: no bits, but the writing counts: neither leading zeros nor IPv4 inside IPv6. */
export function networks(code: string): CrdSchema {
  const isCidr = (text: string): boolean => {
    const cidr = parseCidr(text);
    const isMapped = cidr?.family === 4 && text.includes(':');
    return cidr !== undefined && !isMapped && !/(?:^|[./])0\d/.test(text);
  };
  const rule = (text: string) => (isCidr(text) ? undefined : 'Invalid CIDR format provided');
  const of: CrdSchema = { type: 'string', maxLength: 43, rule };
  return { type: 'array', code, of, minItems: 1, maxItems: 25, isSet: true };
}

/** The pattern of the definitions, with its slip (A-z) and all (V62). */
const domainName =
  /^(\*\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

export function domainNames(code: string): CrdSchema {
  const of: CrdSchema = { type: 'string', pattern: domainName };
  return { type: 'array', code, of, minItems: 1, maxItems: 25, isSet: true };
}
