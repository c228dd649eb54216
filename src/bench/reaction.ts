/**
 * Prints how soon the built app answers in Chromium when a policy is selected or a flow is asked about: from the click
 * to the worker's answer, and to the frame that shows it. `npm run bench:reaction`.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findChromium } from '../../.ci/browser.mjs';
import { generateManifests } from '../core/testing/generateManifests';

const shapes = [
  { namespaces: 20, workloads: 300, policies: 120 },
  { namespaces: 50, workloads: 1000, policies: 300 },
  { namespaces: 400, workloads: 4000, policies: 1500 },
];
const clicks = 20;

interface Reaction {
  readonly answered: number;
  readonly painted: number;
}

declare global {
  interface Window {
    /** Clicks, and waits for the worker's answer to a question of this name and for the frame after it. */
    react: (element: HTMLElement, question: string) => Promise<Reaction>;
  }
}

/** Runs in the page, before anything else: listens to what is asked of the worker and answered. */
function listen(): void {
  const asked = new Map<number, string>();
  let onAnswer: (name: string | undefined) => void = () => undefined;
  window.Worker = class extends Worker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      this.addEventListener('message', ({ data }: MessageEvent<{ id: number; ok?: boolean }>) => {
        if (data.ok) onAnswer(asked.get(data.id));
      });
    }

    override postMessage(message: { id?: number; name?: string }): void {
      if (message.id !== undefined && message.name !== undefined) asked.set(message.id, message.name);
      super.postMessage(message);
    }
  };
  window.react = (element, question) =>
    new Promise((resolve) => {
      const start = performance.now();
      onAnswer = (name) => {
        if (name !== question) return;
        onAnswer = () => undefined;
        const answered = performance.now() - start;
        // The task after the next frame: by then it is painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve({ answered, painted: performance.now() - start }));
          port1.start();
          port2.postMessage(undefined);
        });
      };
      element.click();
    });
}

async function open(browser: Browser, url: string, manifests: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript('globalThis.__name = (named) => named'); // tsx wraps functions in it
  await page.addInitScript(listen);
  await page.goto(url);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('radio', { name: 'Replace the workspace' }).check();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open files…' }).click();
  const buffer = Buffer.from(manifests);
  await (await chooser).setFiles([{ name: 'cluster.yaml', mimeType: 'application/yaml', buffer }]);
  await page.getByText('Opened cluster.yaml').waitFor({ timeout: 120_000 });
  await page.getByText('still being counted').waitFor({ state: 'detached', timeout: 120_000 });
  await page.waitForTimeout(8000); // lint goes on for a while
  return page;
}

/** Clicks elements spread over all that a selector finds; the first few warm up. */
function measure(page: Page, selector: string, question: string): Promise<Reaction[]> {
  return page.evaluate(
    async ({ selector: css, question: name, clicks: amount }) => {
      const found = [...document.querySelectorAll<HTMLElement>(css)];
      const reactions: Reaction[] = [];
      for (let index = 0; index < amount + 4; index++) {
        const element = found[Math.floor((index * found.length) / (amount + 4))];
        if (element) reactions.push(await window.react(element, name));
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      return reactions.slice(4);
    },
    { selector, question, clicks },
  );
}

function describe(reactions: readonly Reaction[], what: keyof Reaction): string {
  const times = reactions.map((reaction) => reaction[what]).toSorted((a, b) => a - b);
  const at = (part: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0);
  return `${at(0.5)} / ${at(0.95)}`;
}

const server = await preview({ preview: { port: 0 }, build: { outDir: process.argv[2] ?? 'dist' } });
const browser = await chromium.launch({ executablePath: findChromium() });
try {
  console.log(`Chromium ${browser.version()}, milliseconds from the click, p50 / p95`);
  console.log(
    '| workloads | pods | policies | policy: answered | policy: painted | why: answered | why: painted |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const shape of shapes) {
    const { cluster, policies } = generateManifests(shape);
    const page = await open(browser, server.resolvedUrls?.local[0] ?? '', `${cluster}---\n${policies}`);
    const policy = await measure(page, 'button[data-row][aria-pressed]', 'policy');
    const why = await measure(page, 'button[data-source^="Deployment"]', 'flow');
    const pods = [...cluster.matchAll(/replicas: (\d+)/g)].reduce(
      (sum, [, amount]) => sum + Number(amount),
      0,
    );
    const cells = [shape.workloads, pods, shape.policies].map((number) => number.toLocaleString('en'));
    for (const reactions of [policy, why])
      cells.push(describe(reactions, 'answered'), describe(reactions, 'painted'));
    console.log(`| ${cells.join(' | ')} |`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
