import { expect, test } from 'vitest';
import { readSourceFile } from '../core/index';
import { Answerer } from './answer';
import type { Cancel, Question, Reply } from './protocol';
import { serve } from './serve';

/** A pod and a Secret each, as a server has them, and one policy. */
function dump(pods: number): string {
  const metadata = (name: string) => `metadata:\n  name: ${name}\n  namespace: shop\n  uid: a\n`;
  const objects = Array.from({ length: pods }, (_, index) => [
    `apiVersion: v1\nkind: Pod\n${metadata(`pod-${index}`)}spec:\n  containers:\n${containers}`,
    `apiVersion: v1\ndata:\n  password: hunter2\nkind: Secret\n${metadata(`secret-${index}`)}`,
  ]);
  const policy = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata('deny')}spec:\n  podSelector: {}\n`;
  return [...objects.flat(), policy].join('---\n');
}

const containers = Array.from(
  { length: 40 },
  (_, index) =>
    `  - env:\n    - name: PASSWORD\n      value: hunter2\n    name: main-${index}\n    ports:\n    - containerPort: ${8000 + index}\n`,
).join('');

const files = [readSourceFile('a.yaml', dump(2))];
const large = dump(2000);

function start() {
  const replies: Reply[] = [];
  const waiting: (Question | Cancel)[] = [];
  const receive = serve(
    new Answerer(),
    (reply) => replies.push(reply),
    async () => {
      for (const message of waiting.splice(0)) await receive(message);
    },
  );
  const answerTo = (wanted: number) => replies.find((reply) => reply.id === wanted && 'ok' in reply);
  return { replies, waiting, receive, answerTo };
}

const analyze = (id: number, revision: number, ask: Question<'analyze'>['ask']): Question => ({
  id,
  revision,
  name: 'analyze',
  ask,
});

test('changes are repeated on the text that is there, and an unchanged picture is not sent again', async () => {
  const { receive, answerTo } = start();
  await receive(analyze(1, 1, { files }));
  expect(answerTo(1)).toMatchObject({ ok: true, answer: { revision: 1, inventory: { policies: 1 } } });
  const comment = { type: 'edit', file: 'a.yaml', edits: [{ from: 0, to: 0, insert: '# a\n' }] } as const;
  await receive(analyze(2, 2, { since: 1, changes: [comment] }));
  expect(answerTo(2)).toMatchObject({ ok: true, answer: { revision: 2, picture: undefined } });
  await receive({ id: 3, revision: 1, name: 'ends', ask: {} });
  expect(answerTo(3)).toEqual({ id: 3, ok: false, outdated: true });
  await receive(analyze(4, 3, { since: 1, changes: [] }));
  expect(answerTo(4)).toMatchObject({ ok: false, outdated: false });
});

test('what is prepared comes in by its name, without its secrets', async () => {
  const { receive, answerTo, replies } = start();
  await receive(analyze(1, 1, { files }));
  const given = [{ name: 'a.yaml', content: new Blob([large]) }];
  await receive({ id: 2, revision: 1, name: 'prepare', ask: { given, mode: 'add' } });
  expect(answerTo(2)).toMatchObject({
    ok: true,
    answer: { files: [{ name: 'a-2.yaml' }], leftOut: { secrets: 2000 } },
  });
  expect(JSON.stringify(answerTo(2))).not.toContain('hunter2');
  expect(replies.some((reply) => reply.id === 2 && 'progress' in reply)).toBe(true);
  await receive(analyze(3, 2, { since: 1, changes: [] })); // something else comes in between
  await receive(analyze(4, 3, { since: 2, changes: [{ type: 'addPrepared', file: 'a-2.yaml' }] }));
  expect(answerTo(4)).toMatchObject({ ok: true, answer: { inventory: { policies: 1, workloads: 2000 } } });
});

test('while files are prepared others are answered, and it can be cancelled', async () => {
  const { receive, answerTo, replies, waiting } = start();
  await receive(analyze(1, 1, { files }));
  const ask = { given: [{ name: 'b.yaml', content: large }], mode: 'replace' } as const;
  waiting.push({ id: 3, revision: 1, name: 'ends', ask: {} }, { cancel: 2 });
  await receive({ id: 2, revision: 1, name: 'prepare', ask });
  expect(answerTo(3)).toMatchObject({ ok: true });
  expect(replies.filter((reply) => reply.id === 2 && 'progress' in reply)).toHaveLength(1);
  expect(answerTo(2)).toMatchObject({ answer: undefined });
});
