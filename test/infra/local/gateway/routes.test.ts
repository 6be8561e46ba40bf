import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../../infra/local/gateway/routes.ts';

const route = createRouter([
  'GET /v1/health',
  'GET /v1/{league}/teams',
  'GET /v1/{league}/players',
  'GET /v1/{league}/players/{id}',
  'GET /v1/{league}/players/{id}/stats',
  'POST /v1/{league}/players/stats',
  'GET /v1/nfl/players/{id}',
  'ANY /v1/{league}/players/{id}',
]);

const found = (method: string, path: string): string => {
  const match = route(method, path);
  return match.kind === 'route' ? `${match.routeKey} ${JSON.stringify(match.pathParameters)}` : match.kind;
};

describe('a route', () => {
  it.each([
    ['GET', '/v1/health', 'GET /v1/health {}'],
    ['GET', '/v1/nba/teams', 'GET /v1/{league}/teams {"league":"nba"}'],
    ['GET', '/v1/nba/players/3/stats', 'GET /v1/{league}/players/{id}/stats {"league":"nba","id":"3"}'],
    ['POST', '/v1/nba/players/stats', 'POST /v1/{league}/players/stats {"league":"nba"}'],
  ])('%s %s', (method, path, expected) => {
    expect(found(method, path)).toBe(expected);
  });

  it('is the most specific one that takes the path', () => {
    expect(found('GET', '/v1/nfl/players/3')).toBe('GET /v1/nfl/players/{id} {"id":"3"}');
    expect(found('GET', '/v1/nba/players/3')).toBe('GET /v1/{league}/players/{id} {"league":"nba","id":"3"}');
    expect(found('DELETE', '/v1/nba/players/3')).toBe('ANY /v1/{league}/players/{id} {"league":"nba","id":"3"}');
  });

  it('gets its parameters decoded, each from one segment', () => {
    expect(found('GET', '/v1/nba/players/T.J.%20Watt%2F1')).toContain('{"league":"nba","id":"T.J. Watt/1"}');
    expect(found('GET', '/v1/nba/players/%E2%9C%93')).toContain('"id":"✓"');
    expect(found('GET', '/v1/%6Efl/teams')).toBe('GET /v1/{league}/teams {"league":"nfl"}');
  });

  it('takes dots as they come', () => {
    expect(found('GET', '/v1/../teams')).toBe('GET /v1/{league}/teams {"league":".."}');
    expect(found('GET', '/v1/%2e%2e/teams')).toBe('GET /v1/{league}/teams {"league":".."}');
    expect(found('GET', '/v1/nba/players/../stats')).toContain('"id":".."');
    expect(found('GET', '/v1/nba/../health')).toBe('not-found');
  });

  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/health/'],
    ['GET', '//v1/health'],
    ['GET', '/v1//teams'],
    ['GET', '/V1/health'],
    ['HEAD', '/v1/health'],
    ['POST', '/v1/health'],
    ['GET', '/v1/nba/players/3/stats/2024'],
    ['OPTIONS', '*'],
  ])('is not found for %s %s', (method, path) => {
    expect(found(method, path)).toBe('not-found');
  });

  it('is malformed with a percent sign that encodes nothing', () => {
    expect(found('GET', '/v1/%zz/teams')).toBe('malformed');
    expect(found('GET', '/v1/%ff/teams')).toBe('malformed');
  });

  it.each(['GET', 'get /v1', 'GET v1', 'GET /v1/{league', 'GET /v1/{proxy+}'])('cannot be named %s', (routeKey) => {
    expect(() => createRouter([routeKey])).toThrow(`Not a route key: ${routeKey}`);
  });
});
