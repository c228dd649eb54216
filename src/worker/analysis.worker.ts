/// <reference lib="webworker" />
import { Answerer } from './answer';
import type { Cancel, Question } from './protocol';
import { serve } from './serve';

const channel = new MessageChannel();
channel.port1.start();
/** A message to oneself comes after those that wait; a timer would be held back. */
const nextTurn = () =>
  new Promise<void>((resolve) => {
    channel.port1.addEventListener('message', () => resolve(), { once: true });
    channel.port2.postMessage(undefined);
  });

const receive = serve(new Answerer(), (reply) => self.postMessage(reply), nextTurn);

self.addEventListener('message', ({ data }: MessageEvent<Question | Cancel>) => void receive(data));
