import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { ask } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ bundles: await realBundles(), environments: 1 });
});
afterAll(() => stack.close());

const batch = (body: unknown) => ask(`${stack.url}/v1/nfl/players/stats`, { body });

/** Sends a path as it is: fetch would tidy it up first. */
const rawStatus = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stack.url);
    const call = request({ hostname, port, path }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    call.once('error', reject).end();
  });

describe('bad input', () => {
  it.each([
    ['an unknown league', () => ask(`${stack.url}/v1/cricket/teams`), 404, 'league'],
    ['season 1850', () => ask(`${stack.url}/v1/nfl/players/3139477/stats?season=1850`), 400, 'season'],
    ['a 10 MB body', () => batch({ names: ['x'.repeat(10_000_000)] }), 413, 'body'],
    ['malformed JSON', () => batch('{"player_ids":["1"'), 400, 'body'],
    ['101 ids', () => batch({ player_ids: Array.from({ length: 101 }, (_, id) => id) }), 400, 'player_ids'],
    ['a name of 500 characters', () => ask(`${stack.url}/v1/nfl/players?name=${'x'.repeat(500)}`), 400, 'name'],
    ['../ in an id', () => ask(`${stack.url}/v1/nfl/players/..%2F..%2Fteams/stats`), 400, 'player'],
    ['../ in a team', () => ask(`${stack.url}/v1/nfl/teams/..%2f12/roster`), 400, 'team'],
    ['../ for the ids of a batch', () => batch({ player_ids: '../3139477' }), 400, 'player_ids'],
  ] as const)('%s is refused by name, and reaches nobody', async (_name, send, status, field) => {
    const seen = await send();
    expect(seen.status).toBe(status);
    expect(seen.headers.get('content-type')).toContain('application/problem+json');
    expect(seen.json).toMatchObject({ status, field });
    expect(stack.upstream?.calls().total).toBe(0);
  });

  it('../ in a batch is an element that means nobody, and reaches nobody', async () => {
    const { status, json } = await batch({ player_ids: ['../3139477'] });
    expect(status).toBe(200);
    expect(json).toMatchObject({ results: [{ query: { id: '../3139477' }, status: 'invalid' }] });
    expect(stack.upstream?.calls().total).toBe(0);
  });

  it('a path that climbs is not tidied into another', async () => {
    expect(await rawStatus('/v1/nfl/players/../teams')).toBe(404);
    expect(await rawStatus('/v1/nfl/players/%2e%2e/stats')).toBe(400);
    expect(stack.upstream?.calls().total).toBe(0);
  });
});
