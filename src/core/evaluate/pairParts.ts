import { ALL, type ConnectionSet, intersect, isEmpty, NONE, subtract, union } from '../model/connections';

/** A policy's part in a flow, as the product defines it. The first three concern permitted, the last three denied connections. */
export type FlowState = 'opens' | 'keepsOpen' | 'alsoOpens' | 'closes' | 'alsoCloses' | 'allowsInVain';

/** A policy's parts between one source and one destination: disjoint sets, none empty. Equal ones are shared. */
export type PairParts = readonly { readonly state: FlowState; readonly connections: ConnectionSet }[];

/** What one end of a connection admits: by all policies, by all but the one judged, and by its rules alone. */
interface End {
  readonly all: ConnectionSet;
  readonly rest: ConnectionSet;
  /** Nothing where the policy does not isolate this end. */
  readonly own: ConnectionSet;
  readonly isIsolated: boolean;
  /** Whether the policy is the only one that isolates this end. */
  readonly isAlone: boolean;
}

/** An end that the policy does not isolate. */
const endWithout = (all: ConnectionSet): End => ({
  all,
  rest: all,
  own: NONE,
  isIsolated: false,
  isAlone: false,
});

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
  const allowed = union(egress.own, ingress.own);
  const keepsOpen = egress.isAlone || ingress.isAlone ? stillPermitted : NONE;
  const alsoOpens = subtract(intersect(stillPermitted, allowed), keepsOpen);
  const stillDenied = subtract(subtract(ALL, permitted), closes);
  const alsoCloses = union(
    egress.isIsolated ? subtract(stillDenied, egress.all) : NONE,
    ingress.isIsolated ? subtract(stillDenied, ingress.all) : NONE,
  );
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
  readonly #open = new Map<ConnectionSet, number>();
  readonly #isolated = new Map<string, number>();
  readonly #parts = new Map<number, PairParts>();

  /** The number of an end that the policy does not isolate. */
  open(all: ConnectionSet): number {
    const known = this.#open.get(all);
    if (known !== undefined) return known;
    const number = this.#ends.push(endWithout(all)) - 1;
    this.#open.set(all, number);
    return number;
  }

  /** The number of an end that the policy isolates. */
  isolated(all: ConnectionSet, rest: ConnectionSet, own: ConnectionSet, isAlone: boolean): number {
    const key = `${all.id} ${rest.id} ${own.id} ${isAlone}`;
    const known = this.#isolated.get(key);
    if (known !== undefined) return known;
    const number = this.#ends.push({ all, rest, own, isIsolated: true, isAlone }) - 1;
    this.#isolated.set(key, number);
    return number;
  }

  /** The policy's parts between two ends, given by their numbers. */
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
