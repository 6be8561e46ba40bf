import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';

let upstream: FakeUpstream;
let api: TestApi;

beforeEach(() => {
  upstream = createFakeUpstream();
  api = createTestApi({ upstream, clock: createFakeClock() });
});

const nfl = { league: 'nfl' };
const ID = '3139477';

interface Result {
  readonly query: unknown;
  readonly status: string;
  readonly reason?: string;
}

const batch = async (body: object): Promise<{ status: number; results: readonly Result[] }> => {
  const { status, json } = await api.post(ROUTE.statsBatch, nfl, { season: 2024, ...body });
  return { status, results: (json as { results?: Result[] }).results ?? [] };
};

describe('an element of a batch that can mean nobody', () => {
  it.each([
    ['names', '🐐', 'must have at least two letters'],
    ['names', '', 'must not be empty'],
    ['names', '   ', 'must not be empty'],
    ['names', null, 'must be a text'],
    ['names', 7, 'must be a text'],
    ['names', 'x'.repeat(101), 'must have 100 characters at most'],
    ['names', ['Patrick Mahomes'], 'must be a text'],
    ['player_ids', null, 'must be a player id: 1 to 19 digits'],
    ['player_ids', '../2', 'must be a player id: 1 to 19 digits'],
    ['player_ids', 1.5, 'must be a player id: 1 to 19 digits'],
    ['player_ids', '', 'must be a player id: 1 to 19 digits'],
    ['player_ids', { id: 1 }, 'must be a player id: 1 to 19 digits'],
  ])('in %s, %j, has an outcome of its own, and the others their answer', async (list, element, reason) => {
    const { status, results } = await batch({ player_ids: [ID], names: [], [list]: [ID, element, ID] });
    expect(status).toBe(200);
    const [, invalid] = list === 'names' ? results.slice(1) : results;
    expect(invalid).toMatchObject({ status: 'invalid', reason });
    expect(results.filter(({ query }) => JSON.stringify(query) === `{"id":"${ID}"}`)).not.toHaveLength(0);
    for (const other of results) if (other !== invalid) expect(other.status).not.toBe('unavailable');
  });

  it('costs the provider nothing, and a batch of such elements is answered without it', async () => {
    const { status, results } = await batch({ player_ids: [null, -1], names: ['🐐', '!'], season: undefined });
    expect(status).toBe(200);
    expect(results).toEqual([
      { query: { id: null }, status: 'invalid', reason: 'must be a player id: 1 to 19 digits' },
      { query: { id: -1 }, status: 'invalid', reason: 'must be a player id: 1 to 19 digits' },
      { query: { name: '🐐' }, status: 'invalid', reason: 'must have at least two letters' },
      { query: { name: '!' }, status: 'invalid', reason: 'must have at least two letters' },
    ]);
    expect(upstream.asked()).toEqual([]);
  });

  it('is repeated in the answer, cut where it is long', async () => {
    const { results } = await batch({ names: ['😀'.repeat(400), { deep: [1] }, true] });
    expect(results.map(({ query }) => query)).toEqual([{ name: '😀'.repeat(100) }, { name: null }, { name: true }]);
  });
});

it('whatever stands in the lists, each element has one result, in its place', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(ID)), { maxLength: 8 }),
      fc.array(fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant('Patrick Mahomes')), { maxLength: 8 }),
      async (ids, names) => {
        fc.pre(ids.length + names.length > 0);
        const { status, results } = await batch({ player_ids: ids, names });
        expect(status).toBe(200);
        expect(results.map(({ query }) => Object.keys(query as object)[0])).toEqual([
          ...ids.map(() => 'id'),
          ...names.map(() => 'name'),
        ]);
        const known = [...ids.map((id) => id === ID), ...names.map((name) => name === 'Patrick Mahomes')];
        results.forEach(({ status: outcome }, index) => {
          if (known[index] === true) expect(outcome).not.toBe('invalid');
        });
      },
    ),
    { numRuns: 60 },
  );
});

describe('a comparison', () => {
  it.each([
    ['🐐', 'must have at least two letters'],
    ['', 'must not be empty'],
    ['x'.repeat(200), 'must have 100 characters at most'],
    ['1'.repeat(25), 'must be a player id: 1 to 19 digits'],
  ])('with %j among the players says so of it, and compares the others', async (element, reason) => {
    const { status, json } = await api.get(ROUTE.compare, nfl, { players: `${ID},${element}`, season: '2024' });
    expect(status).toBe(200);
    const { players } = json as { players: Result[] };
    expect(players).toMatchObject([{ query: ID }, { query: element.slice(0, 100), status: 'invalid', reason }]);
    expect(players[0]?.status).not.toBe('invalid');
  });
});
