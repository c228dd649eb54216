import type { Progress } from '../core/index';
import type { Cancel, Question, Reply, RequestName, Requests } from './protocol';

/** The part of a Worker that the client uses; a test gives its own. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** The answer came too late, or the question too early: ask again of the newest text. */
export class Outdated extends Error {}

/** The answer was no longer wanted. */
export class Cancelled extends Error {}

/** For questions that take their time. */
interface Patience {
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted, the answer is `Cancelled` at once, whatever the worker is at. */
  readonly signal?: AbortSignal;
}

interface Waiting extends Patience {
  readonly resolve: (answer: never) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Asks the analysis worker. A worker that dies is started again, its open questions are rejected, and the next
 * analysis finds a fresh one.
 */
export class AnalysisClient {
  readonly #start: () => WorkerPort;
  readonly #waiting = new Map<number, Waiting>();
  #worker: WorkerPort | undefined;
  #nextId = 1;

  constructor(start: () => WorkerPort) {
    this.#start = start;
  }

  /** Starts the worker where none is there; before the first question, its code loads while the page draws. */
  wake(): WorkerPort {
    return (this.#worker ??= this.#listen(this.#start()));
  }

  /** Rejects with `Outdated` where the worker's text is not the one of `revision`, with an Error on a bug. */
  ask<Name extends RequestName>(
    name: Name,
    revision: number,
    ask: Requests[Name]['ask'],
    patience: Patience = {},
  ): Promise<Requests[Name]['answer']> {
    const id = this.#nextId++;
    const worker = this.wake();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { ...patience, resolve, reject });
      worker.postMessage({ id, revision, name, ask } satisfies Question<Name>);
      patience.signal?.addEventListener('abort', () => this.#cancel(id));
    });
  }

  #cancel(id: number): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    this.#worker?.postMessage({ cancel: id } satisfies Cancel);
    waiting.reject(new Cancelled('cancelled'));
  }

  /** Stops the worker and whatever it is at; the next question starts a new one. */
  stop(reason: Error): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  #listen(worker: WorkerPort): WorkerPort {
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#settle(data));
    worker.addEventListener('error', (event: ErrorEvent) => {
      if (worker === this.#worker) this.stop(new Error(event.message || 'the analysis worker stopped'));
    });
    return worker;
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ('progress' in reply) {
      waiting.onProgress?.(reply.progress);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting.resolve(reply.answer as never);
    else
      waiting.reject(
        reply.outdated ? new Outdated('the text has changed meanwhile') : new Error(reply.error),
      );
  }
}
