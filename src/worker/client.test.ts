import { describe, expect, test } from 'vitest';
import { AnalysisClient, Cancelled, Outdated, type WorkerPort } from './client';
import type { Cancel, Question, Reply } from './protocol';

/** A worker that keeps the questions and answers when told to. */
class FakeWorker implements WorkerPort {
  readonly questions: Question[] = [];
  readonly cancels: Cancel[] = [];
  readonly #listeners = new Map<string, ((event: never) => void)[]>();
  terminated = false;

  postMessage(message: Question | Cancel): void {
    if ('cancel' in message) this.cancels.push(message);
    else this.questions.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  addEventListener(type: string, listener: unknown): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener as (event: never) => void]);
  }

  emit(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }

  reply(reply: Reply): void {
    this.emit('message', { data: reply });
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const client = new AnalysisClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { client, workers };
}

describe('AnalysisClient', () => {
  test('starts one worker at the first question and matches replies to questions by id', async () => {
    const { client, workers } = start();
    expect(workers).toHaveLength(0);
    const first = client.ask('policy', 7, { policies: ['a'] });
    const second = client.ask('policy', 7, { policies: ['b'] });
    const [worker] = workers;
    expect(workers).toHaveLength(1);
    const [a, b] = worker!.questions;
    expect(a).toMatchObject({ revision: 7, name: 'policy', ask: { policies: ['a'] } });
    worker!.reply({ id: b!.id, ok: true, answer: 'second' });
    worker!.reply({ id: a!.id, ok: true, answer: 'first' });
    expect(await first).toBe('first');
    expect(await second).toBe('second');
  });

  test('tells an outdated question from a bug', async () => {
    const { client, workers } = start();
    const late = client.ask('policy', 1, { policies: ['a'] });
    const buggy = client.ask('policy', 1, { policies: ['b'] });
    const [a, b] = workers[0]!.questions;
    workers[0]!.reply({ id: a!.id, ok: false, outdated: true });
    workers[0]!.reply({ id: b!.id, ok: false, outdated: false, error: 'TypeError: no' });
    await expect(late).rejects.toBeInstanceOf(Outdated);
    await expect(buggy).rejects.toThrow('TypeError: no');
  });

  test('rejects what is open when the worker dies, and starts a fresh one for the next question', async () => {
    const { client, workers } = start();
    const lost = client.ask('policy', 1, { policies: ['a'] });
    workers[0]!.emit('error', { message: 'out of memory' });
    await expect(lost).rejects.toThrow('out of memory');
    expect(workers[0]!.terminated).toBe(true);
    const again = client.ask('policy', 1, { policies: ['a'] });
    expect(workers).toHaveLength(2);
    workers[1]!.reply({ id: workers[1]!.questions[0]!.id, ok: true, answer: undefined });
    expect(await again).toBeUndefined();
  });

  test('ignores a late reply of a worker that was stopped', async () => {
    const { client, workers } = start();
    const lost = client.ask('policy', 1, { policies: ['a'] });
    client.stop(new Outdated('again'));
    await expect(lost).rejects.toBeInstanceOf(Outdated);
    expect(() => workers[0]!.reply({ id: 1, ok: true, answer: 'late' })).not.toThrow();
  });

  test('tells progress, and cancels at once whatever the worker is at', async () => {
    const { client, workers } = start();
    const told: number[] = [];
    const controller = new AbortController();
    const ask = { given: [], mode: 'add' } as const;
    const answer = client.ask('prepare', 1, ask, {
      onProgress: ({ done }) => told.push(done),
      signal: controller.signal,
    });
    const [worker] = workers;
    const id = worker!.questions[0]!.id;
    worker!.reply({ id, progress: { done: 1, total: 2 } });
    controller.abort();
    await expect(answer).rejects.toBeInstanceOf(Cancelled);
    expect(worker!.cancels).toEqual([{ cancel: id }]);
    worker!.reply({ id, progress: { done: 2, total: 2 } });
    worker!.reply({ id, ok: true, answer: undefined });
    expect(told).toEqual([1]);
  });
});
