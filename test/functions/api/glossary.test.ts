import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { glossary } from '../../../functions/api/routes/glossary.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { glossaryOf } from '../../../lib/sports/glossary/glossary.ts';
import { replyContext } from '../../support/reply-context.ts';

const ask = (league: string, headers: Record<string, string> = {}, query: Record<string, string> = {}) =>
  glossary(
    {},
    {
      routeKey: 'GET /v1/{league}/stats/glossary',
      headers,
      pathParameters: { league },
      queryStringParameters: query,
      isBase64Encoded: false,
    },
    replyContext({ now: () => 0 }, { headers }),
  );

describe('the glossary', () => {
  it('is every stat of the league, to be kept for a day', async () => {
    const { statusCode, headers, body } = await ask('nfl');
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({ league: 'nfl', stats: glossaryOf('nfl') });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'private, max-age=86400, stale-while-revalidate=604800',
      vary: 'accept-encoding',
    });
  });

  it('has a strong tag for each coding, and answers either with 304', async () => {
    const plain = await ask('nba');
    const packed = await ask('nba', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(Buffer.from(packed.body, 'base64')).toString()).toBe(plain.body);
    const tags = [plain.headers.etag ?? '', packed.headers.etag ?? ''];
    expect(tags).toEqual([expect.stringMatching(/^"[\w-]+"$/), expect.stringMatching(/^"[\w-]+-gzip"$/)]);

    const known = await ask('nba', { 'if-none-match': tags[0] ?? '' });
    expect(known).toMatchObject({ statusCode: 304, body: '', headers: { etag: tags[0] } });
    const knownPacked = await ask('nba', { 'if-none-match': tags[1] ?? '', 'accept-encoding': 'gzip' });
    expect(knownPacked).toMatchObject({ statusCode: 304, body: '', headers: { etag: tags[1] } });
    expect(knownPacked.headers).not.toHaveProperty('content-encoding');
    // The bytes of one are not those of the other.
    expect(await ask('nba', { 'if-none-match': tags[1] ?? '' })).toMatchObject({ statusCode: 200 });
  });

  it('of another sport is another, and of the same sport has the same stats', async () => {
    const [nba, wnba, nhl] = await Promise.all([ask('nba'), ask('wnba'), ask('nhl')]);
    expect(new Set([nba, wnba, nhl].map(({ headers }) => headers.etag)).size).toBe(3);
    expect(glossaryOf('wnba')).toEqual(glossaryOf('nba'));
  });

  it.each([
    ['mls', {}, 404, 'league'],
    ['nfl', { season: '2024' }, 400, 'season'],
  ] as const)('refuses %s %j', async (league, query, status, field) => {
    const refused = await ask(league, {}, query).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HttpProblem);
    expect(refused).toMatchObject({ status, details: { field } });
  });
});
