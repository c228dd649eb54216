import type { PortChoice, PortOffer } from '../core/index';
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
