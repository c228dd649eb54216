/** An address family with its numeric range of addresses, both ends included. */
export interface AddressInterval {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** An ipBlock: `cidr` without `except`, as written and as intervals. */
export interface Block {
  readonly cidr: string;
  readonly except: readonly string[];
  /** Disjoint, ascending: the addresses inside `cidr` and outside every `except` (S20). */
  readonly intervals: readonly AddressInterval[];
}

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** A CIDR: the masked network as an interval, and the address before the slash as written (S22). */
export interface Cidr extends AddressInterval {
  readonly address: bigint;
  /** Bits of the family's own length, also for an IPv4 address written as IPv6. */
  readonly prefix: number;
}

const bitsOf = { 4: 32, 6: 128 } as const;
const mappedPrefix = 0xffffn << 32n;
const isMapped = (value: bigint): boolean => value >> 32n === 0xffffn;

/** All addresses of a family. */
export function wholeFamily(family: 4 | 6): AddressInterval {
  return { family, first: 0n, last: (1n << BigInt(bitsOf[family])) - 1n };
}

/**
 * Reads an IPv4 or IPv6 address, as Go's sloppy parser does: leading zeros are decimal,
 * `::ffff:10.0.0.1` is IPv4. undefined: not an address (a zone, as in `fe80::1%eth0`, is none).
 */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) {
    const value = parseIpv4(text);
    return value === undefined ? undefined : { family: 4, value };
  }
  const value = parseIpv6(text);
  if (value === undefined) return undefined;
  return isMapped(value) ? { family: 4, value: value - mappedPrefix } : { family: 6, value };
}

/** Reads a CIDR; host bits are masked (S22). undefined: not a CIDR. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const prefixText = text.slice(slash + 1);
  if (slash < 0 || !/^\d{1,9}$/.test(prefixText)) return undefined;
  const addressText = text.slice(0, slash);
  const written = addressText.includes(':') ? parseIpv6(addressText) : parseIpv4(addressText);
  if (written === undefined) return undefined;
  const prefix = Number(prefixText);
  if (!addressText.includes(':')) return toCidr(4, written, prefix);
  return isMapped(written) && prefix >= 96 && prefix <= 128
    ? toCidr(4, written - mappedPrefix, prefix - 96)
    : toCidr(6, written, prefix);
}

function toCidr(family: 4 | 6, address: bigint, prefix: number): Cidr | undefined {
  if (prefix > bitsOf[family]) return undefined;
  const size = 1n << BigInt(bitsOf[family] - prefix);
  const first = address - (address % size);
  return { family, first, last: first + size - 1n, address, prefix };
}

/** Reads an ipBlock. undefined: `cidr` or an `except` is no CIDR. An `except` of the other family takes nothing away (S20). */
export function readBlock(cidr: string, except: readonly string[] = []): Block | undefined {
  const whole = parseCidr(cidr);
  if (!whole) return undefined;
  let intervals: AddressInterval[] = [{ family: whole.family, first: whole.first, last: whole.last }];
  for (const text of except) {
    const hole = parseCidr(text);
    if (!hole) return undefined;
    intervals = intervals.flatMap((interval) => withoutHole(interval, hole));
  }
  return { cidr, except, intervals };
}

function withoutHole(interval: AddressInterval, hole: AddressInterval): AddressInterval[] {
  const { family, first, last } = interval;
  if (hole.family !== family || hole.last < first || hole.first > last) return [interval];
  const rest: AddressInterval[] = [];
  if (first < hole.first) rest.push({ family, first, last: hole.first - 1n });
  if (hole.last < last) rest.push({ family, first: hole.last + 1n, last });
  return rest;
}

/** Whether one of the intervals holds the address. */
export function containsAddress(intervals: readonly AddressInterval[], address: Address): boolean {
  return intervals.some(
    ({ family, first, last }) => family === address.family && first <= address.value && address.value <= last,
  );
}

/** Whether a block holds every address of the family: `0.0.0.0/0` or `::/0` without `except`. */
export function isWholeFamily(block: Pick<Block, 'intervals'>, family: 4 | 6): boolean {
  const whole = wholeFamily(family);
  return block.intervals.some(
    (interval) =>
      interval.family === family && interval.first === whole.first && interval.last === whole.last,
  );
}

/** An address as text, IPv6 in the canonical form of RFC 5952. */
export function formatAddress({ family, value }: Address): string {
  return family === 4 ? formatIpv4(value) : formatIpv6(value);
}

/** Intervals of addresses as text: `any IPv4`, `10.0.0.0/8`, `10.0.0.1–10.0.0.9`, several joined by commas. */
export function describeIntervals(intervals: readonly AddressInterval[]): string {
  return intervals.map(describeInterval).join(', ');
}

function describeInterval({ family, first, last }: AddressInterval): string {
  const size = last - first + 1n;
  if (first === last) return formatAddress({ family, value: first });
  const hostBits = size.toString(2).length - 1;
  if (size !== 1n << BigInt(hostBits) || first % size !== 0n)
    return `${formatAddress({ family, value: first })}–${formatAddress({ family, value: last })}`;
  if (hostBits === bitsOf[family]) return `any IPv${family}`;
  return `${formatAddress({ family, value: first })}/${bitsOf[family] - hostBits}`;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d+$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(Number(part));
  }
  return value;
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = parseGroups(halves[1] ?? '', true);
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<number>(missing).fill(0), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** 16-bit groups between colons; the last may be an IPv4 address, which counts for two. */
function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (mayEndInIpv4 && index === parts.length - 1 && part.includes('.')) {
      const value = parseIpv4(part);
      if (value === undefined) return undefined;
      groups.push(Number(value >> 16n), Number(value & 0xffffn));
    } else {
      if (!/^[\da-f]{1,4}$/i.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

function formatIpv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  let start = 0;
  let length = 1; // a single zero group is not shortened
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > length) [start, length] = [i, end - i];
  }
  if (length === 1) return formatGroups(groups);
  return `${formatGroups(groups.slice(0, start))}::${formatGroups(groups.slice(start + length))}`;
}

function formatGroups(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}
