import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type AthleteRecord } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { simulatedTeams } from '../../support/named-teams.ts';

const athlete = (id: string, name: string, teamId: string | null, position: string): AthleteRecord => ({
  id: id as PlayerId,
  name,
  teamId: teamId as TeamId | null,
  position,
  jersey: null,
  status: 'active',
});

const NBA = [
  athlete('3975', 'Stephen Curry', '9', 'PG'),
  athlete('1966', 'LeBron James', '13', 'SF'),
  athlete('4593803', 'Jalen Williams', '25', 'G'),
  athlete('4066328', 'Jaylin Williams', '25', 'F'),
  athlete('111', 'Los Angeles Twin', '12', 'C'),
  athlete('112', 'Los Angeles Twin', '13', 'PF'),
  athlete('113', 'Los Angeles Twin', '18', 'C'),
];

const nba = { league: 'nba' };
let clock: FakeClock;
let upstream: FakeUpstream;
let api: TestApi;

const search = (query: Record<string, string>): Promise<Said> => api.get(ROUTE.search, nba, query);
const idsIn = ({ json }: Said): readonly string[] =>
  (json as { readonly players: readonly { readonly id: string }[] }).players.map(({ id }) => id).toSorted();

describe.each(['without a directory', 'with a directory'])('a hint, %s,', (held) => {
  beforeEach(async () => {
    clock = createFakeClock();
    const teams = await simulatedTeams('nba');
    upstream = {
      ...createFakeUpstream(),
      teams: () => Promise.resolve({ season: 2025, teams }),
      player: (_league, id) => Promise.resolve(NBA.find((each) => each.id === id) ?? null),
      search: (_league, text) =>
        Promise.resolve(
          NBA.filter(({ name }) => name.toLowerCase().includes(text.split(' ').at(-1) ?? '')).map((each) => ({
            ...each,
            teamName: null,
          })),
        ),
      everyPlayer: () => Promise.resolve({ athletes: NBA }),
    };
    const shared = [createMemorySharedTier('l2', { clock })];
    api = createTestApi({ upstream, clock, shared });
    if (held === 'without a directory') return;
    const { cache, resources, drain } = createDomain({ upstream, clock, shared });
    await cache.read(resources.directory('nba'));
    await drain();
  });

  it.each([
    ['stephen curry', { team: 'GSW' }, ['3975']],
    ['stephen curry', { team: 'san francisco warriors' }, ['3975']],
    ['lebron james', { position: 'F' }, ['1966']],
    ['lebron james', { position: 'small forward', team: 'Lakers' }, ['1966']],
    ['jalen williams', { position: 'SG' }, ['4593803']],
    ['los angeles twin', { position: 'big', team: 'Los Angeles' }, ['111', '112']],
    ['los angeles twin', { team: 'LA' }, ['111', '112']],
    ['los angeles twin', { position: 'centers' }, ['111', '113']],
    ['los angeles twin', { position: 'C', team: 'LAC' }, ['111']],
  ])('%j with %j finds %j', async (name, hint, expected) => {
    expect(idsIn(await search({ name, ...hint }))).toEqual(expected);
  });

  it.each([{ team: 'NYK' }, { position: 'C' }, { position: 'goalie' }])(
    'that does not fit the only player finds nobody, and suggests that player: %j',
    async (hint) => {
      const said = await search({ name: 'stephen curry', ...hint });
      expect(said).toMatchObject({
        status: 200,
        json: {
          match: 'none',
          players: [],
          suggestions: [{ id: '3975', team: { id: '9', abbreviation: 'GS', name: 'Golden State Warriors' } }],
        },
      });
    },
  );

  it.each(['stephen curry', 'nobody at all'])('that names no team is refused like a path, for %s', async (name) => {
    const hint = await search({ name, team: 'Waryors' });
    const path = await api.get(ROUTE.roster, { ...nba, team: 'Waryors' });
    expect(hint).toMatchObject({
      status: 404,
      json: { code: 'team-not-found', field: 'team', suggestions: [{ id: '9', abbreviation: 'GS' }] },
    });
    expect(path.json).toEqual(hint.json);
  });

  it('that is the id of a team that is not listed finds nobody, and is no error', async () => {
    expect(await search({ name: 'stephen curry', team: '99' })).toMatchObject({ status: 200, json: { match: 'none' } });
  });

  it('suggests players with their teams as objects', async () => {
    const { json } = await search({ name: 'Jalin Williamz' });
    const { suggestions } = json as { readonly suggestions: readonly { readonly team: unknown }[] };
    for (const { team } of suggestions) expect(team).toMatchObject({ id: '25', abbreviation: 'OKC' });
  });
});

describe('a team hint while the list of teams is out', () => {
  it('is judged by the teams of the players who have the name', async () => {
    clock = createFakeClock();
    upstream = createFakeUpstream();
    const league = { league: 'nfl' };
    const shared = [createMemorySharedTier('l2', { clock })];
    api = createTestApi({ upstream, clock, shared });
    const down = new UpstreamError('blocked', 'the provider sent a page instead of an answer');
    const team = { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' };
    upstream.answerWith('roster 12', { team, season: 2025, athletes: [] });
    await api.get(ROUTE.roster, { ...league, team: '12' });
    upstream.answerWith('teams nfl', Promise.reject(down));
    const said = await api.get(ROUTE.search, league, { name: 'Patrick Mahomes', team: '12' });
    expect(idsIn(said)).toEqual(['3139477']);
    const other = await api.get(ROUTE.search, league, { name: 'Patrick Mahomes', team: 'Waryors' });
    expect(other).toMatchObject({ status: 200, json: { match: 'none', suggestions: [{ id: '3139477' }] } });
  });
});
