import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import type { Admit } from '../../../lib/upstreams/espn/hosts.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import type { Reply, UpstreamServer } from '../../support/upstream-server.ts';
import { closedUrl, startUpstreamServer } from '../../support/upstream-server.ts';

const teams = {
  sports: [{ leagues: [{ teams: [{ team: { id: '12', abbreviation: 'KC', displayName: 'Kansas City Chiefs' } }] }] }],
};
const TIMEOUT_MS = 5000;

const page: Reply = { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>Access Denied</h1>' };

describe('the mirror of the site host', () => {
  let server: UpstreamServer;
  let now: number;
  const call = { signal: new AbortController().signal };
  const story = () => server.requests.map(({ path }) => path);
  /** Which hosts were asked since the last time. */
  let read = 0;
  const hosts = () => {
    const since = story().slice(read);
    read = story().length;
    return since.map((path) => path.split('/')[1]);
  };

  beforeEach(async () => {
    server = await startUpstreamServer();
    now = 1_000_000;
    read = 0;
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
  });

  interface Options {
    readonly siteUrl?: string;
    readonly webUrl?: string;
    readonly admit?: Admit;
  }
  const upstream = ({ siteUrl = `${server.url}/site`, webUrl = `${server.url}/web`, ...more }: Options = {}) =>
    createEspnUpstream({
      siteUrl,
      webUrl,
      coreUrl: `${server.url}/core`,
      partnersUrl: `${server.url}/partners`,
      userAgent: 'Statline/1.0',
      // On a busy machine an answer takes its time.
      timeout: TIMEOUT_MS,
      clock: { now: () => now },
      ...more,
    });

  const answering = ({ site, web }: { readonly site: Reply; readonly web: Reply }) =>
    server.reply(({ path }) => (path.startsWith('/site/') ? site : web));

  it.each([401, 403, 451])('answers the same path once when the site host says %d', async (status) => {
    answering({ site: { ...page, status }, web: { body: teams } });
    await expect(upstream().teams('nfl', call)).resolves.toMatchObject({ teams: [{}] });
    const path = '/apis/site/v2/sports/football/nfl/teams?limit=1000';
    expect(story()).toEqual([`/site${path}`, `/web${path}`]);
  });

  it('answers when the site host cannot be reached', async () => {
    answering({ site: page, web: { body: teams } });
    const siteUrl = await closedUrl();
    await expect(upstream({ siteUrl }).teams('nfl', call)).resolves.toMatchObject({ teams: [{}] });
    expect(story()).toHaveLength(1);
  });

  it('is asked once, and its own refusal is the answer', async () => {
    answering({ site: page, web: { ...page, status: 429, headers: { 'retry-after': '9' } } });
    const failure = upstream().roster('nfl', '12' as TeamId, call);
    await expect(failure).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfter: 9000,
      cause: { code: 'blocked' },
    });
    expect(story()).toHaveLength(2);
  });

  it.each([
    ['failed', { status: 500 }],
    ['rate-limited', { status: 429 }],
    ['malformed', { body: {} }],
  ] as const)('is not asked when the site host %s', async (code, site) => {
    answering({ site, web: { body: teams } });
    await expect(upstream().teams('nfl', call)).rejects.toMatchObject({ code });
    expect(story()).toHaveLength(1);
  });

  it('is not asked when the site host does not answer in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const asked = Promise.withResolvers<undefined>();
    server.reply(() => {
      asked.resolve(undefined);
      return { fault: 'hang' };
    });
    const failure = expect(upstream().teams('nfl', call)).rejects.toMatchObject({ code: 'timeout' });
    await asked.promise;
    vi.advanceTimersByTime(TIMEOUT_MS);
    await failure;
    expect(story()).toHaveLength(1);
  });

  it('is not asked when both hosts have one address', async () => {
    server.reply(() => page);
    const failure = upstream({ siteUrl: server.url, webUrl: server.url }).teams('nfl', call);
    await expect(failure).rejects.toMatchObject({ code: 'blocked' });
    expect(story()).toHaveLength(1);
  });

  it('is asked first for a minute after the site host refused', async () => {
    answering({ site: page, web: { body: teams } });
    const espn = upstream();
    await espn.teams('nfl', call);
    expect(hosts()).toEqual(['site', 'web']);
    now += 59_999;
    await espn.teams('nba', call);
    expect(hosts()).toEqual(['web']);
    now += 1;
    await espn.teams('nba', call);
    expect(hosts()).toEqual(['site', 'web']);
  });

  it('gives way again as soon as the site host answers', async () => {
    answering({ site: page, web: { body: teams } });
    const espn = upstream();
    await espn.teams('nfl', call);
    answering({ site: { body: teams }, web: page });
    await espn.teams('nfl', call);
    await espn.teams('nfl', call);
    expect(hosts()).toEqual(['site', 'web', 'web', 'site', 'site']);
  });

  it('is not asked first because the site host could not be reached', async () => {
    answering({ site: { fault: 'reset', body: teams }, web: { body: teams } });
    const espn = upstream();
    await espn.teams('nfl', call);
    await espn.teams('nfl', call);
    expect(hosts()).toEqual(['site', 'web', 'site', 'web']);
  });

  it('is admitted like any other call, before it is asked', async () => {
    answering({ site: page, web: { body: teams } });
    const admitted: string[] = [];
    const admit: Admit = ({ host }) => {
      admitted.push(`${host} after ${String(server.requests.length)}`);
      return Promise.resolve();
    };
    await upstream({ admit }).teams('nfl', call);
    expect(admitted).toEqual(['site after 0', 'web after 1']);
  });

  it('asks nobody once the budget is spent', async () => {
    answering({ site: page, web: { body: teams } });
    const spent = new UpstreamError('over-budget', 'The day is spent');
    const espn = upstream({ admit: () => Promise.reject(spent) });
    const question = { season: 2024, type: 'regular', group: 'all', page: 1 } as const;
    for (const outcome of [
      espn.teams('nfl', call),
      espn.search('nfl', 'x', call),
      espn.everyPlayer('nfl', call),
      espn.seasonTable('nfl', question, call),
    ]) {
      await expect(outcome).rejects.toBe(spent);
    }
    expect(story()).toEqual([]);
  });
});
