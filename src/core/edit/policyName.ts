import type { Direction } from '../policy/policy';

/** As a namespace or label value may be long: longer names are legal for policies, but hard to read. */
const longest = 63;

/**
 * A name for the policy of one flow: `allow-ingress-to-db-from-api`, `allow-egress-from-api-to-db`; a DNS label,
 * and with `-2`, `-3`, … one that is not taken.
 * @param near name of the workload that the policy selects
 * @param far name of the workload or text of the block at the other end
 */
export function policyName(
  direction: Direction,
  near: string,
  far: string,
  isTaken: (name: string) => boolean,
): string {
  const [head, middle] = direction === 'ingress' ? ['allow-ingress-to', 'from'] : ['allow-egress-from', 'to'];
  const room = longest - head.length - middle.length - 3;
  const [nearPart, farPart] = shorten(toNamePart(near), toNamePart(far), room);
  return freeName([head, nearPart, middle, farPart].filter((part) => part !== '').join('-'), isTaken);
}

/** A name cut to the length that reads well and, with `-2`, `-3`, …, one that is not taken. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  const name = trimDashes(wanted.slice(0, longest));
  if (!isTaken(name)) return name;
  for (let count = 2; ; count++) {
    const end = `-${count}`;
    const numbered = `${trimDashes(name.slice(0, longest - end.length))}${end}`;
    if (!isTaken(numbered)) return numbered;
  }
}

/** A text as a part of a name: lower case, with dashes for all else. */
export function toNamePart(text: string): string {
  return trimDashes(text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'));
}

function trimDashes(text: string): string {
  return text.replaceAll(/^-+|-+$/g, '');
}

/** Both texts cut so that together they have room; the shorter one is cut last. */
function shorten(a: string, b: string, room: number): readonly [string, string] {
  const half = Math.floor(room / 2);
  const forA = Math.max(half, room - b.length);
  const forB = Math.max(room - half, room - a.length);
  return [trimDashes(a.slice(0, forA)), trimDashes(b.slice(0, forB))];
}
