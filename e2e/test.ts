import { expect, test as base } from '@playwright/test';
import { Drawbridge } from './drawbridge';

/** Fails a test whose page complained: an error in the console, an exception, or a request to anywhere else. */
export const test = base.extend<{ drawbridge: Drawbridge }>({
  drawbridge: async ({ page }, provide) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (request.isNavigationRequest() || !protocol.startsWith('http')) return;
      if (origin !== new URL(page.url()).origin) complaints.push(`request to ${request.url()}`);
    });
    await provide(new Drawbridge(page));
    expect(complaints).toEqual([]);
  },
});

export { expect };
