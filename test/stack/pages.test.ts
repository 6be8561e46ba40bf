import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../bench/browser.ts';
import { lookAtDocs, lookAtStart, shownRequests } from '../../bench/look/pages.ts';
import { openBrowser } from '../../bench/look/visit.ts';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { shareStack } from '../support/share-stack.ts';

const KEY = 'reader-of-the-pages';

const stack = shareStack(async (): Promise<Stack> =>
  startStack({
    bundles: await realBundles(),
    schedules: 'off',
    refreshing: 'stepped',
    environments: 1,
    variables: { [ENV.apiKeyHashes]: `read:${sha256Of(KEY)}` },
  }),
);

describe('the pages of a stack', () => {
  it('are answered by a function of their own, which is started by the first request for one', async () => {
    const { url, web } = stack();
    expect(web?.environments()).toEqual([{ number: 1, state: 'empty', pid: undefined }]);
    expect((await ask(`${url}/v1/health`)).status).toBe(200);
    expect(web?.environments()).toMatchObject([{ state: 'empty' }]);
    const page = await fetch(`${url}/docs`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(web?.environments()).toMatchObject([{ state: 'idle' }]);
    const files = [...(await page.text()).matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(files.length).toBeGreaterThan(5);
    for (const path of [...files, '/', '/openapi.json', '/openapi.json/', '/docs/', '/favicon.ico']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(200);
      expect((await fetch(`${url}${path}`, { method: 'HEAD' })).status, path).toBe(200);
    }
    // Lambda takes answers of 6 MB; a client without gzip has the largest.
    const { web: fn } = stack();
    const result = await fn?.invoke({
      routeKey: 'ANY /docs/{file}',
      headers: {},
      pathParameters: { file: 'swagger-ui-bundle.js' },
      isBase64Encoded: false,
    });
    expect(result?.kind === 'response' && result.payload.length).toBeGreaterThan(1_500_000);
    expect(result?.kind === 'response' && result.payload.length).toBeLessThan(3_000_000);
  });
});

const executable = await findBrowser();

// axe takes its time over the reference, on a busy machine more than a minute.
describe.skipIf(executable === undefined)('in Chromium', { timeout: 240_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(executable ?? '');
  });
  afterAll(() => browser.close());

  it('the start page is shown without a fault, and what it shows to be copied works', async () => {
    const options = { browser, origin: stack().url };
    expect((await lookAtStart(options, { dark: true, phone: true })).faults).toEqual([]);
    const requests = await shownRequests(options);
    expect(requests).toHaveLength(2);
    for (const url of requests) {
      const { status } = await fetch(url, { headers: { authorization: `Bearer ${KEY}` } });
      expect(status, url).toBe(200);
    }
  });

  it('the reference sends a request with a key, and shows the answer', async () => {
    expect((await lookAtDocs({ browser, origin: stack().url }, KEY)).faults).toEqual([]);
  });
});
