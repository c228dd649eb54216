/// <reference lib="webworker" />
import { Answerer } from './answer';
import type { Question, Reply } from './protocol';

const answerer = new Answerer();

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  self.postMessage(replyTo(data));
});

function replyTo({ id, revision, name, ask }: Question): Reply {
  if (name !== 'analyze' && revision !== answerer.revision) return { id, ok: false, outdated: true };
  try {
    return { id, ok: true, answer: answerer.answer(name, revision, ask) };
  } catch (error) {
    return {
      id,
      ok: false,
      outdated: false,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
