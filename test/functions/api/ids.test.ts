import fc from 'fast-check';
import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import { playerIn, teamIn } from '../../../functions/api/request/event.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { PlayerPath, TeamPath } from '../../../lib/http/schemas.ts';
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
const PADDED = '003139477';

it('asks for a padded player id as for the id itself, and caches both as one', async () => {
  expect((await api.get(ROUTE.player, { ...nfl, player: PADDED })).json).toMatchObject({ id: ID });
  expect((await api.get(ROUTE.stats, { ...nfl, player: PADDED })).json).toMatchObject({ player: { id: ID } });
  expect(upstream.asked().toSorted()).toEqual([`career ${ID}`, `player ${ID}`, 'teams nfl']);
  expect((await api.get(ROUTE.player, { ...nfl, player: ID })).from).toMatch(/^l1; hit/);
  expect((await api.get(ROUTE.stats, { ...nfl, player: ID })).from).toMatch(/^l1; hit/);
});

it('does so in a batch and in a comparison', async () => {
  const batch = await api.post(ROUTE.statsBatch, nfl, { player_ids: [PADDED, ID], season: 2024 });
  const stats = { player: { id: ID } };
  expect(batch.json).toMatchObject({
    results: [
      { query: { id: ID }, stats },
      { query: { id: ID }, stats },
    ],
  });
  const compared = await api.get(ROUTE.compare, nfl, { players: `${PADDED},004361423`, season: '2024' });
  expect(compared.json).toMatchObject({
    players: [
      { query: PADDED, status: 'ok', player: { id: ID } },
      { query: '004361423', status: 'ok', player: { id: '4361423' } },
    ],
  });
  expect(upstream.asked().filter((call) => /\b0\d/.test(call))).toEqual([]);
});

it('does so for a team, in a path and as a hint', async () => {
  const roster = await api.get(ROUTE.roster, { ...nfl, team: '012' });
  expect(roster).toMatchObject({ status: 200, json: { team: { id: '12' } } });
  const search = await api.get(ROUTE.search, nfl, { name: 'Patrick Mahomes', team: '0012' });
  expect(search.json).toMatchObject({ players: [{ id: ID }] });
});

it('does so in what is purged', async () => {
  const player = await api.post(ROUTE.purge, {}, { league: 'nfl', scope: `player:${PADDED}` });
  expect(player.json).toMatchObject({ scope: `player:${ID}`, scopes: [`player:${ID}`, 'directory'] });
  const team = await api.post(ROUTE.purge, {}, { league: 'nfl', scope: 'team:000' });
  expect(team.json).toMatchObject({ scope: 'team:0' });
});

it('takes every id that the provider may give: 19 digits', async () => {
  const id = '9'.repeat(19);
  expect((await api.get(ROUTE.player, { ...nfl, player: id })).json).toMatchObject({ code: 'player-not-found' });
  const batch = await api.post(ROUTE.statsBatch, nfl, { player_ids: [id], season: 2024 });
  expect(batch.json).toMatchObject({ results: [{ query: { id }, status: 'not-found' }] });
  const compared = await api.get(ROUTE.compare, nfl, { players: `${id},${ID}`, season: '2024' });
  expect(compared.json).toMatchObject({ players: [{ query: id, status: 'not-found' }, { status: 'ok' }] });
  expect((await api.post(ROUTE.purge, {}, { league: 'nfl', scope: `player:${id}` })).status).toBe(200);
});

it('is read from a path as the schemas read it, without them', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[0-9]{0,22}$/),
    fc.stringMatching(/^ ?0{0,3}[1-9][0-9]{0,3} ?$/),
    fc.string({ maxLength: 4 }),
  );
  const outcome = (read: () => string): string => {
    try {
      return `as ${read()}`;
    } catch {
      return 'refused';
    }
  };
  fc.assert(
    fc.property(text, (typed) => {
      const event = (path: object) => ({
        routeKey: '',
        headers: {},
        isBase64Encoded: false,
        pathParameters: { ...path },
      });
      const player = v.safeParse(PlayerPath, { player: typed });
      const team = v.safeParse(TeamPath, { team: typed });
      expect(outcome(() => playerIn(event({ player: typed })))).toBe(
        player.success ? `as ${player.output.player}` : 'refused',
      );
      expect(outcome(() => teamIn(event({ team: typed })))).toBe(team.success ? `as ${team.output.team}` : 'refused');
    }),
    { numRuns: 500 },
  );
});
