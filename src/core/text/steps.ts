/** How much of the texts is done, in characters. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Work that others may interrupt: it tells how far it is now and then, and what came of it at the end. */
export type Steps<Result> = Generator<Progress, Result, void>;

/** Does the work in one go. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
