import type { Labels } from '../model/cluster';
import type { WrittenSelector } from './written';

/** Whether a selector as written selects labels (S17–S19). None selects everything. */
export function selects(selector: WrittenSelector | null | undefined, labels: Labels): boolean {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    if (!(key in labels) || labels[key] !== (value ?? '')) return false;
  }
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    const isAmong = (values ?? []).includes(labels[key] ?? '');
    if (operator === 'In' && !(key in labels && isAmong)) return false;
    if (operator === 'NotIn' && key in labels && isAmong) return false;
    if (operator === 'Exists' && !(key in labels)) return false;
    if (operator === 'DoesNotExist' && key in labels) return false;
  }
  return true;
}

/** Whether an address is in a block (S20). */
export function isInBlock(address: string, cidr: string, except: readonly string[] = []): boolean {
  return isInCidr(address, cidr) && !except.some((hole) => isInCidr(address, hole));
}

/** Whether a block holds a pod of which no address is known: it has one of IPv4, and any may be it (S24). */
export function isAnyIpv4(cidr: string, except: readonly string[] = []): boolean {
  return /^[\d.]+\/0$/.test(cidr) && except.length === 0;
}

/** Whether two texts are the same address. */
export function isSameAddress(a: string, b: string): boolean {
  return a.includes(':') === b.includes(':') && toBits(a) === toBits(b);
}

function isInCidr(address: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  if (network.includes(':') !== address.includes(':')) return false;
  return toBits(address).startsWith(toBits(network).slice(0, Number(prefix)));
}

const bits = new Map<string, string>();

/** An address as a string of zeros and ones. IPv6 with at most one `::` and no dotted part. */
function toBits(address: string): string {
  const known = bits.get(address);
  if (known !== undefined) return known;
  const written = address.includes(':') ? toBits6(address) : toBits4(address);
  bits.set(address, written);
  return written;
}

function toBits4(address: string): string {
  return address
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
}

function toBits6(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const missing = 8 - groupsOf(head).length - groupsOf(tail).length;
  return [...groupsOf(head), ...Array<string>(missing).fill('0'), ...groupsOf(tail)]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
