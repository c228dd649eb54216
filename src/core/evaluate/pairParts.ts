import { ALL, type ConnectionSet, intersect, isEmpty, NONE, subtract, union } from '../model/connections';

/** The part of policies in a flow, as the product defines it. The first three concern permitted, the last three denied connections. */
export type FlowState = 'opens' | 'keepsOpen' | 'alsoOpens' | 'closes' | 'alsoCloses' | 'allowsInVain';

/** The parts of policies between one source and one destination: disjoint sets, none empty. Equal ones are shared. */
export type PairParts = readonly { readonly state: FlowState; readonly connections: ConnectionSet }[];

/** What one end of a connection admits, and the part of the policies that are judged in it. */
export interface End {
  readonly all: ConnectionSet;
  /** What it would admit without them. */
  readonly rest: ConnectionSet;
  /** What a rule of theirs decides to allow here. */
  readonly allowed: ConnectionSet;
  /** What of it passes a gate that nobody but they have closed. */
  readonly spared: ConnectionSet;
  /** What they deny here, alone or not. */
  readonly denied: ConnectionSet;
}

const flowStates: readonly FlowState[] = [
  'opens',
  'keepsOpen',
  'alsoOpens',
  'closes',
  'alsoCloses',
  'allowsInVain',
];

/** The table of product.md, "Opens and closes", for the connections of one pair; earlier states go first. */
function partsBetween(egress: End, ingress: End): PairParts {
  const permitted = intersect(egress.all, ingress.all);
  const permittedWithout = intersect(egress.rest, ingress.rest);
  const opens = subtract(permitted, permittedWithout);
  const closes = subtract(permittedWithout, permitted);
  const stillPermitted = subtract(permitted, opens);
  const keepsOpen = intersect(stillPermitted, union(egress.spared, ingress.spared));
  const allowed = union(egress.allowed, ingress.allowed);
  const alsoOpens = subtract(intersect(stillPermitted, allowed), keepsOpen);
  const stillDenied = subtract(subtract(ALL, permitted), closes);
  const alsoCloses = intersect(stillDenied, union(egress.denied, ingress.denied));
  const allowsInVain = subtract(intersect(stillDenied, allowed), alsoCloses);
  const states = { opens, keepsOpen, alsoOpens, closes, alsoCloses, allowsInVain };
  return flowStates.flatMap((state) =>
    isEmpty(states[state]) ? [] : [{ state, connections: states[state] }],
  );
}

const maximumEnds = 2 ** 26;

/** Works out the parts of many pairs of ends: few are different, and each different pair is judged once. */
export class PairTable {
  readonly #ends: End[] = [];
  readonly #untouched = new Map<ConnectionSet, number>();
  readonly #numbers = new Map<string, number>();
  readonly #parts = new Map<number, PairParts>();

  /** The number of an end at which the policies have no part. */
  untouched(all: ConnectionSet): number {
    const known = this.#untouched.get(all);
    if (known !== undefined) return known;
    const number = this.#ends.push({ all, rest: all, allowed: NONE, spared: NONE, denied: NONE }) - 1;
    this.#untouched.set(all, number);
    return number;
  }

  /** The number of an end at which they may have a part. */
  touched(end: End): number {
    const { all, rest, allowed, spared, denied } = end;
    const key = `${all.id} ${rest.id} ${allowed.id} ${spared.id} ${denied.id}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#ends.push(end) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** The parts of the policies between two ends, given by their numbers. */
  parts(egress: number, ingress: number): PairParts {
    const key = egress * maximumEnds + ingress;
    const known = this.#parts.get(key);
    if (known) return known;
    const [from, to] = [this.#ends[egress], this.#ends[ingress]];
    const parts = from && to ? partsBetween(from, to) : [];
    this.#parts.set(key, parts);
    return parts;
  }
}
