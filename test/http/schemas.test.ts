import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CompareQuery, PurgeBody, StatsBatchBody, WarmBody } from '../../lib/http/lazy-schemas.ts';
import { SearchQuery, TeamPath } from '../../lib/http/schemas.ts';
import { UsageQuery } from '../../lib/http/upkeep-schemas.ts';

const letters = (count: number): string => 'x'.repeat(count);
const list = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index + 1));
const search = (query: object): object => ({ name: 'Josh Allen', ...query });

/** The largest or smallest that is taken, and the first that is refused. */
const LIMITS: readonly (readonly [string, v.GenericSchema, unknown, unknown])[] = [
  ['letters of a name', SearchQuery, { name: letters(100) }, { name: letters(101) }],
  ['letters of a team', SearchQuery, search({ team: letters(60) }), search({ team: letters(61) })],
  ['letters of a position', SearchQuery, search({ position: letters(60) }), search({ position: letters(61) })],
  ['most players found', SearchQuery, search({ limit: '100' }), search({ limit: '101' })],
  ['least players found', SearchQuery, search({ limit: '1' }), search({ limit: '0' })],
  ['letters of a team in a path', TeamPath, { team: letters(60) }, { team: letters(61) }],
  ['most hours of usage', UsageQuery, { hours: '168' }, { hours: '169' }],
  ['least hours of usage', UsageQuery, { hours: '1' }, { hours: '0' }],
  ['most players compared', CompareQuery, { players: list(10).join() }, { players: list(11).join() }],
  ['least players compared', CompareQuery, { players: list(2).join() }, { players: '1' }],
  ['ids in a batch', StatsBatchBody, { player_ids: list(100) }, { player_ids: list(101) }],
  ['names in a batch', StatsBatchBody, { names: list(100) }, { names: list(101) }],
  [
    'ids and names in a batch',
    StatsBatchBody,
    { player_ids: list(50), names: list(50) },
    { player_ids: list(50), names: list(51) },
  ],
  ['least players in a batch', StatsBatchBody, { names: list(1) }, { player_ids: [], names: [] }],
  ['most players warmed', WarmBody, { league: 'nfl', players: list(100) }, { league: 'nfl', players: list(101) }],
  ['least players warmed', WarmBody, { league: 'nfl', players: list(1) }, { league: 'nfl', players: [] }],
  ['letters of a league to warm', WarmBody, { league: letters(40) }, { league: letters(41) }],
  ['letters of a league to purge', PurgeBody, { league: letters(40), scope: '*' }, { league: letters(41), scope: '*' }],
  [
    'digits of an id to purge',
    PurgeBody,
    { league: 'nfl', scope: `player:${'1'.repeat(19)}` },
    { league: 'nfl', scope: `player:${'1'.repeat(20)}` },
  ],
];

describe('the limit of', () => {
  it.each(LIMITS)('%s', (_what, schema, taken, refused) => {
    expect(v.safeParse(schema, taken).issues).toBeUndefined();
    expect(v.safeParse(schema, refused).success).toBe(false);
  });
});

it('what is left out has its default', () => {
  expect(v.parse(SearchQuery, { name: 'Josh Allen' })).toEqual({ name: 'Josh Allen', limit: 25 });
  expect(v.parse(UsageQuery, {})).toEqual({ hours: 24, format: 'json' });
  expect(v.parse(CompareQuery, { players: '1, 2' })).toEqual({ players: ['1', '2'], type: 'regular' });
  expect(v.parse(StatsBatchBody, { player_ids: ['1'] })).toEqual({ ids: ['1'], names: [], type: 'regular' });
  expect(v.parse(WarmBody, { league: 'nfl' })).toEqual({ league: 'nfl' });
});

it('what is given is what is asked for', () => {
  const asked = { season: '2024', type: 'postseason' };
  expect(v.parse(CompareQuery, { players: '1,2', ...asked })).toMatchObject({ season: 2024, type: 'postseason' });
  expect(v.parse(StatsBatchBody, { names: ['A B'], ...asked })).toMatchObject({ season: 2024, type: 'postseason' });
  // A year is a season by another name.
  expect(v.parse(CompareQuery, { players: '1,2', year: '2024' })).toMatchObject({ season: 2024 });
  expect(v.parse(StatsBatchBody, { names: ['A B'], year: 2024 })).toMatchObject({ season: 2024 });
  expect(v.parse(SearchQuery, search({ team: '012', position: 'QB', limit: '7' }))).toEqual({
    name: 'Josh Allen',
    team: '12',
    position: 'QB',
    limit: 7,
  });
});
