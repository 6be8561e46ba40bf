import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../bench/browser.ts';
import { openBrowser } from '../../bench/look/visit.ts';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { bundleClient } from './bundle.ts';

const KEY = 'a-key-in-a-page';

const executable = await findBrowser();

describe.skipIf(executable === undefined)('the client in Chromium', () => {
  let stack: Stack;
  let browser: Browser;
  let site: Server;
  let page: Page;
  /** What the page has sent to the stack, preflights left out. */
  const sent: string[] = [];

  beforeAll(async () => {
    const { outputFiles } = await bundleClient();
    site = createServer(({ url }, response) => {
      const isScript = url === '/client.js';
      response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
      response.end(isScript ? outputFiles[0]?.contents : '<!doctype html><title>A page of somebody else</title>');
    }).listen(0, '127.0.0.1');
    [stack, browser] = await Promise.all([
      startStack({
        bundles: await realBundles(),
        environments: 1,
        variables: {
          ...GENEROUS_LIMITS,
          [ENV.minuteBudget]: '5000',
          [ENV.corsOrigins]: '*',
          [ENV.apiKeyHashes]: `read:${sha256Of(KEY)}`,
        },
      }),
      openBrowser(executable ?? ''),
      site.listening ? undefined : once(site, 'listening'),
    ]);
    page = await browser.newPage();
    page.on('request', (request) => {
      if (request.url().startsWith(stack.url)) sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  });
  afterAll(async () => {
    await browser.close();
    site.close();
    await stack.close();
  });

  /** Runs in a page of another origin, with `client` and `describe` at hand. */
  const inPage = (body: string, key = KEY): Promise<unknown> => {
    sent.length = 0;
    return page.evaluate(`(async () => {
      const { createStatlineClient, describe } = await import('/client.js');
      const client = createStatlineClient({ url: ${JSON.stringify(stack.url)}, key: ${JSON.stringify(key)}, timeout: 50000 });
      ${body}
    })()`);
  };

  it('asks fifty questions of a tick with one request, and reads ages and tiers of another origin', async () => {
    const seen = await inPage(`
      const line = await client.nfl.stats('mahomes', { season: 2024 });
      const roster = await client.nfl.roster('KC');
      const ids = roster.data.players.slice(0, 50).map(({ id }) => id);
      const lines = await Promise.all(ids.map((id) => client.nfl.stats(id, { season: 2024 })));
      return { line, told: describe(line), kinds: [...new Set(lines.map(({ kind }) => kind))], lines: lines.length };
    `);
    expect(seen).toMatchObject({
      line: {
        kind: 'ok',
        data: { player: { name: 'Patrick Mahomes' }, season: 2024 },
        meta: { ageSeconds: expect.any(Number) as number, source: 'provider', requestId: expect.any(String) as string },
      },
      told: expect.stringMatching(/^nfl stats of mahomes, season 2024: from the provider, \d+ s old\.$/) as string,
      lines: 50,
      kinds: expect.arrayContaining(['ok']) as string[],
    });
    expect(sent.filter((request) => !request.startsWith('OPTIONS'))).toEqual([
      'GET /v1/nfl/players/mahomes/stats',
      'GET /v1/nfl/teams/KC/roster',
      'POST /v1/nfl/players/stats',
    ]);
  });

  it('is sent no body twice', async () => {
    const reused = await inPage(`
      const first = await client.nfl.teams();
      const second = await client.nfl.teams();
      return [first.meta.reused, second.meta.reused, second.data.teams.length];
    `);
    expect(reused).toEqual([false, true, 32]);
  });

  it('has a result for a wrong key, a player who is nobody, and a signal of its own', async () => {
    expect(await inPage(`return (await client.nfl.teams()).kind`, 'wrong')).toBe('unauthorized');
    const seen = await inPage(`
      const nobody = await client.nfl.stats('patrik mahomse', { season: 2024 });
      const aborted = await client.nfl.live({ signal: AbortSignal.abort() }).catch(({ name }) => name);
      return [nobody.kind, nobody.what, aborted];
    `);
    expect(seen).toEqual(['not-found', 'player', 'AbortError']);
  });

  it('has a result where no answer can be read', async () => {
    const seen = await inPage(`
      const elsewhere = createStatlineClient({ url: location.origin, retries: 0 });
      const gone = createStatlineClient({ url: 'http://127.0.0.1:1', retries: 0 });
      return [await elsewhere.nfl.teams(), await gone.nfl.teams()].map(({ kind, reason }) => [kind, reason]);
    `);
    expect(seen).toEqual([
      ['unavailable', 'not-understood'],
      ['unavailable', 'connection'],
    ]);
  });
});
