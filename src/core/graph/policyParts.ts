import type { FlowState, PairParts } from '../evaluate/attribution';
import { type ConnectionSet, union } from '../model/connections';

/** A policy's part between two nodes. */
export interface PolicyPart {
  readonly state: FlowState;
  readonly connections: ConnectionSet;
  /** For some pods, or some of the addresses, only. */
  readonly partial: boolean;
}

/** Interned: two lists of parts are equal exactly when they are the same object. */
export type PolicyParts = readonly PolicyPart[];

/** What is left out of the parts of a pair, as it would only repeat what is drawn. */
interface Omission {
  /** A rule singles the pair out: what is denied is all but the ports that are permitted. */
  readonly isSingledOut: boolean;
  /** Both are pods of one workload: only what is permitted is worth a word. */
  readonly isItself: boolean;
}

/** Makes lists of parts, each different one once. */
export class PartsTable {
  readonly #byText = new Map<string, PolicyParts>();
  readonly #shown = new Map<PairParts, (PolicyParts | undefined)[]>();

  /** The parts of a pair that are worth showing. `alsoCloses` goes where a stronger word is said of the pair. */
  shown(parts: PairParts, { isSingledOut, isItself }: Omission): PolicyParts {
    const variant = Number(isSingledOut) * 2 + Number(isItself);
    let variants = this.#shown.get(parts);
    if (!variants) this.#shown.set(parts, (variants = []));
    const known = variants[variant];
    if (known) return known;
    const isStronger = parts.some(({ state }) => state === 'closes' || state === 'allowsInVain');
    const kept = parts.filter(({ state }) => {
      if (state === 'allowsInVain') return !isItself;
      if (state !== 'closes' && state !== 'alsoCloses') return true;
      return !isSingledOut && !isItself && !(state === 'alsoCloses' && isStronger);
    });
    const interned = this.intern(kept.map((part) => ({ ...part, partial: false })));
    variants[variant] = interned;
    return interned;
  }

  /** The parts of several pairs that are drawn as one; `total` pairs in all, some of which may have none. */
  merge(pairs: readonly PolicyParts[], total: number): PolicyParts {
    const byState = new Map<FlowState, PolicyPart[]>();
    for (const part of pairs.flat()) {
      const found = byState.get(part.state);
      if (found) found.push(part);
      else byState.set(part.state, [part]);
    }
    return this.intern(
      Array.from(byState, ([state, found]) => ({
        state,
        connections: found.map(({ connections }) => connections).reduce(union),
        partial:
          found.length < total ||
          found.some(({ partial, connections }) => partial || connections !== found[0]!.connections),
      })),
    );
  }

  intern(parts: PolicyParts): PolicyParts {
    const ordered = parts.toSorted((a, b) => (a.state < b.state ? -1 : 1));
    const text = ordered
      .map(({ state, connections, partial }) => `${state} ${connections.id} ${partial}`)
      .join();
    const known = this.#byText.get(text);
    if (!known) this.#byText.set(text, ordered);
    return known ?? ordered;
  }
}
