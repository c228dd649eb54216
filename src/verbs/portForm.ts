import type { PortChoice, PortOffer, PortRange } from '../core/index';
import { readPort } from './readPort';

/** What is chosen in the card, as it stands there. */
export interface PortForm {
  /** Titles of the chosen offers. */
  readonly chosen: readonly string[];
  readonly typed: string;
  readonly all: boolean;
}

export const emptyForm: PortForm = { chosen: [], typed: '', all: false };

interface PortWish {
  /** Empty: all ports. undefined: nothing usable is chosen yet. */
  readonly ports: readonly PortChoice[] | undefined;
  readonly problem: string | undefined;
}

/** The ports that a form asks for. Several typed ones are parted by commas. */
export function toWish({ chosen, typed, all }: PortForm, offers: readonly PortOffer[]): PortWish {
  if (all) return { ports: [], problem: undefined };
  const ports = offers.filter((offer) => chosen.includes(offer.title)).map((offer) => offer.choice);
  for (const part of typed.split(',').filter((text) => text.trim() !== '')) {
    const reading = readPort(part);
    if (!reading.ok) return { ports: undefined, problem: reading.message };
    ports.push(reading.choice);
  }
  return { ports: ports.length > 0 ? ports : undefined, problem: undefined };
}

/** Whether all connections of an offered port are among the permitted ones. */
export function isPermitted({ choice }: PortOffer, permitted: readonly PortRange[]): boolean {
  const { protocol, port } = choice;
  return (
    typeof port === 'number' &&
    permitted.some((range) => range.protocol === protocol && range.from <= port && port <= range.to)
  );
}

/** The form that says what is permitted: offers where they say it, else typed. */
export function toForm(permitted: readonly PortRange[], offers: readonly PortOffer[]): PortForm {
  const isAll = (['TCP', 'UDP', 'SCTP'] as const).every((protocol) =>
    permitted.some((range) => range.protocol === protocol && isWhole(range)),
  );
  if (isAll) return { ...emptyForm, all: true };
  const chosen: string[] = [];
  const typed: string[] = [];
  for (const range of permitted) {
    if (range.protocol === 'other') continue; // no rule of a NetworkPolicy names those
    const within = offers.filter((offer) => isPermitted(offer, [range]));
    if (within.length === range.to - range.from + 1) chosen.push(...within.map(({ title }) => title));
    else typed.push(describe(range));
  }
  return { chosen, typed: typed.join(', '), all: false };
}

const isWhole = ({ from, to }: PortRange): boolean => from === 1 && to === 65535;

/** As `readPort` reads it. */
function describe(range: PortRange): string {
  const { protocol, from, to } = range;
  if (isWhole(range)) return protocol;
  const ports = from === to ? String(from) : `${from}-${to}`;
  return protocol === 'TCP' ? ports : `${ports}/${protocol}`;
}
