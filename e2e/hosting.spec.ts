import { expect, test } from './test';
import { serveBuiltApp, type Served } from './builtApp';

let served: Served;

test.beforeAll(async () => {
  served = await serveBuiltApp('/tools/drawbridge/');
});
test.afterAll(() => served.close());

// That no request leaves the origin and the console stays silent, violations of the policy included, is checked by
// the `drawbridge` fixture of every test.
test('the built folder works below any path of a plain host', async ({ page, drawbridge }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(served.url) && !url.startsWith('blob:') && !url.startsWith('data:'))
      outside.push(url);
  });
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));

  await drawbridge.open(served.url);
  expect(workers.some((url) => url.startsWith(served.url) && url.includes('analysis'))).toBe(true);
  await drawbridge.retype('port: 5432', 'port: 15432');
  await expect(drawbridge.flow('shop/api to data/db, TCP 15432')).toBeVisible();
  expect(outside).toEqual([]);
});

test('a strict content security policy stands in the page', async ({ page, drawbridge }) => {
  await drawbridge.open(served.url);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
});
