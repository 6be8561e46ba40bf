import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TeamId } from '../../../lib/sports/model.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import type { Reply, UpstreamServer } from '../../support/upstream-server.ts';
import { closedUrl, startUpstreamServer } from '../../support/upstream-server.ts';

const teams = {
  sports: [{ leagues: [{ teams: [{ team: { id: '12', abbreviation: 'KC', displayName: 'Kansas City Chiefs' } }] }] }],
};
const page: Reply = { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>Access Denied</h1>' };

describe('the mirror of the site host', () => {
  let server: UpstreamServer;
  const call = { signal: new AbortController().signal };
  const story = () => server.requests.map(({ path }) => path);

  beforeEach(async () => {
    server = await startUpstreamServer();
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
  });

  const upstream = ({ siteUrl = `${server.url}/site`, webUrl = `${server.url}/web` } = {}) =>
    createEspnUpstream({ siteUrl, webUrl, coreUrl: `${server.url}/core`, userAgent: 'Statline/1.0', timeout: 200 });

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
    await expect(failure).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 9000 });
    expect(story()).toHaveLength(2);
  });

  it.each([
    ['failed', { status: 500 }],
    ['rate-limited', { status: 429 }],
    ['malformed', { body: {} }],
    ['timeout', { fault: 'hang' }],
  ] as const)('is not asked when the site host %s', async (code, site) => {
    answering({ site, web: { body: teams } });
    await expect(upstream().teams('nfl', call)).rejects.toMatchObject({ code });
    expect(story()).toHaveLength(1);
  });

  it('is not asked when both hosts have one address', async () => {
    server.reply(() => page);
    const failure = upstream({ siteUrl: server.url, webUrl: server.url }).teams('nfl', call);
    await expect(failure).rejects.toMatchObject({ code: 'blocked' });
    expect(story()).toHaveLength(1);
  });
});
