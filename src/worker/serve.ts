import type { Progress } from '../core/index';
import type { Answerer } from './answer';
import type { Cancel, Question, Reply } from './protocol';

/** So long one piece of work has the worker before others come in between, in milliseconds. */
const turn = 30;

/**
 * Answers the messages of the page. What takes long is done in turns: between them progress is told, other questions
 * are answered, and it can be cancelled. `nextTurn` resolves after the messages that have come meanwhile.
 */
export function serve(
  answerer: Answerer,
  post: (reply: Reply) => void,
  nextTurn: () => Promise<void>,
): (message: Question | Cancel) => Promise<void> {
  const running = new Set<number>();

  async function finish(
    id: number,
    work: Generator<Progress, unknown> | AsyncGenerator<Progress, unknown>,
  ): Promise<unknown> {
    running.add(id);
    try {
      let end = performance.now() + turn;
      for (;;) {
        const step = await work.next();
        if (step.done === true) return step.value;
        if (performance.now() < end) continue;
        post({ id, progress: step.value });
        await nextTurn();
        if (!running.has(id)) return undefined;
        end = performance.now() + turn;
      }
    } finally {
      running.delete(id);
    }
  }

  return async (message) => {
    if ('cancel' in message) {
      running.delete(message.cancel);
      return;
    }
    const { id, revision, name, ask } = message;
    try {
      if (name === 'analyze' || name === 'prepare') {
        const work =
          name === 'analyze'
            ? answerer.analyze(revision, ask as Question<'analyze'>['ask'])
            : answerer.prepare(ask as Question<'prepare'>['ask']);
        post({ id, ok: true, answer: await finish(id, work) });
      } else if (revision !== answerer.revision) {
        post({ id, ok: false, outdated: true });
      } else {
        post({ id, ok: true, answer: answerer.answer(name, ask) });
      }
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      post({ id, ok: false, outdated: false, error: text });
    }
  };
}
