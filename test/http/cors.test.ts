import { describe, expect, it } from 'vitest';
import { corsHeaders, preflightHeaders } from '../../lib/http/cors.ts';

const PAGE = 'https://bot.example.org';

describe('a page', () => {
  it('may read an answer from an origin that is listed, with the headers that say how old it is', () => {
    expect(corsHeaders([PAGE], PAGE)).toEqual({
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers': expect.stringMatching(
        /age, cache-status, etag.*retry-after.*x-request-id/,
      ) as string,
    });
    expect(corsHeaders(['*'], PAGE)).toMatchObject({ 'access-control-allow-origin': '*' });
  });

  it.each([
    undefined,
    'null',
    'https://evil.example.org',
    'https://bot.example.org.evil.org',
    'http://bot.example.org',
  ])('may not from %s', (origin) => {
    expect(corsHeaders([PAGE], origin)).toEqual({});
    expect(preflightHeaders([PAGE], origin, ['GET'])).toBeUndefined();
    expect(preflightHeaders([], origin, ['GET'])).toBeUndefined();
  });

  it('may send its key, as either header', () => {
    expect(preflightHeaders(['*'], PAGE, ['GET', 'HEAD'])).toMatchObject({
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-headers': expect.stringContaining('authorization, x-api-key') as string,
    });
  });
});
