import type { Page } from '@playwright/test';

/** Measures the frames of the page from now on; the answer is the longest time without one. */
export async function watchFrames(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const seen = { longest: 0, last: performance.now() };
    const frame = (now: number) => {
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return seen;
  });
  return () => watch.evaluate(({ longest }) => longest);
}
