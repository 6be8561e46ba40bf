import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { Directory } from '../../../lib/sports/names/directory.ts';
import type { LeagueId, TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type UpstreamErrorCode } from '../../../lib/sports/upstream/index.ts';
import { athlete, createLeague, team, type LeagueInTest, type LeagueOptions } from './league-in-test.ts';

const TEAMS = Array.from({ length: 20 }, (_each, index) =>
  team(String(index + 1), `T${index + 1}`, `City Team${index}`),
);
const PLAYERS = TEAMS.map(({ id }) =>
  athlete(`10${id}`, `Player Of${'abcdefghijklmnopqrstuvwxyz'[Number(id)] ?? ''}`, id),
);
const FREE = athlete('900', 'Free Agent', null, 'QB', 'free-agent');

const league = (options: Partial<LeagueOptions> = {}): LeagueInTest =>
  createLeague({ teams: TEAMS, athletes: [...PLAYERS, FREE], ...options });

const read = async ({ cache, resources }: LeagueInTest, id: LeagueId = 'nfl'): Promise<Directory> => {
  const answer = await cache.read(resources.directory(id));
  if (answer.kind === 'value') return answer.value();
  throw answer.kind === 'failed' ? answer.error : new Error('absent');
};

const idsOf = ({ players }: Directory): readonly string[] => players.map(({ id }) => id);
const fault = (code: UpstreamErrorCode): UpstreamError => new UpstreamError(code, 'in a test');

describe('a directory, where the provider lists everybody,', () => {
  it('costs one call', async () => {
    const test = league();
    expect(idsOf(await read(test))).toEqual(['900', ...PLAYERS.map(({ id }) => id)].sort((a, b) => +a - +b));
    expect(test.asked()).toEqual(['everyPlayer']);
  });

  it('is put right by the rosters that are held, which are not asked for', async () => {
    const test = league();
    await test.cache.read(test.resources.roster('nfl', '3' as TeamId));
    test.sign(athlete('900', 'Free Agent', '4', 'P'));
    await test.cache.read(test.resources.roster('nfl', '4' as TeamId));
    test.asked();
    const { players } = await read(test);
    expect(test.asked()).toEqual(['everyPlayer']);
    expect(players.find(({ id }) => id === '103')).toMatchObject({ from: 'roster', teamId: '3' });
    expect(players.find(({ id }) => id === '900')).toMatchObject({ from: 'roster', teamId: '4', position: 'P' });
    expect(players.find(({ id }) => id === '105')).toMatchObject({ from: 'everyPlayer', teamId: '5' });
  });

  it.each([
    [2, ['everyPlayer', 'roster 1', 'roster 2']],
    [3, ['everyPlayer']],
  ])('reads the rosters that are not held where nearly all are: with %i of 20 missing', async (lacking, asked) => {
    const test = league();
    await test.cache.read(test.resources.teams('nfl'));
    for (const { id } of TEAMS.slice(lacking)) await test.cache.read(test.resources.roster('nfl', id));
    test.asked();
    const { players } = await read(test);
    expect(test.asked()).toEqual(asked);
    expect(players.find(({ id }) => id === '101')?.from).toBe(asked.length > 1 ? 'roster' : 'everyPlayer');
  });

  it.each([
    ['4', '3'],
    ['3', '4'],
  ])('believes the roster that was loaded last about who is on two of them: %s, then %s', async (before, after) => {
    const test = league({ athletes: [athlete('901', 'Just Traded', before)] });
    await test.cache.read(test.resources.teams('nfl'));
    await test.cache.read(test.resources.roster('nfl', before as TeamId));
    test.clock.advance(minutes(1));
    test.sign(athlete('901', 'Just Traded', after));
    await test.cache.read(test.resources.roster('nfl', after as TeamId));
    expect((await read(test)).players).toMatchObject([{ id: '901', teamId: after, from: 'roster' }]);
  });

  it.each([
    ['no roster is cached', 20, false, 'a day'],
    ['every roster is', 0, false, 'a day'],
    ['the two that are not can be read', 2, false, 'a day'],
    ['one of the two that are not cannot be read', 2, true, 'an hour'],
    ['too many are not for them to be read', 3, false, 'an hour'],
  ])('where %s (%i missing, broken: %s) is good for %s', async (_case, lacking, isBroken, time) => {
    const test = league();
    await test.cache.read(test.resources.teams('nfl'));
    for (const { id } of TEAMS.slice(lacking)) await test.cache.read(test.resources.roster('nfl', id));
    if (isBroken) test.break('roster 2', fault('failed'));
    const answer = await test.cache.read(test.resources.directory('nfl'));
    const freshFor = answer.kind === 'value' ? answer.entry.freshUntil - test.clock.now() : 0;
    expect(freshFor).toBe(time === 'a day' ? hours(24) : hours(1));
  });

  it.each(['malformed', 'blocked', 'failed', 'too-large', 'unsupported'] as const)(
    'is made of the rosters when that list is %s',
    async (code) => {
      const test = league();
      test.break('everyPlayer', fault(code));
      expect(idsOf(await read(test))).toEqual(PLAYERS.map(({ id }) => id).sort((a, b) => +a - +b));
      expect(test.asked()).toHaveLength(1 + 1 + TEAMS.length);
    },
  );

  it.each(['rate-limited', 'timeout', 'unreachable', 'over-budget'] as const)(
    'is not asked for thirty times over when the provider is %s',
    async (code) => {
      const test = league();
      test.break('everyPlayer', fault(code));
      await expect(read(test)).rejects.toMatchObject({ code });
      expect(test.asked()).toEqual(['everyPlayer']);
    },
  );
});

describe('a directory, where only rosters tell,', () => {
  const byRosters = (options: Partial<LeagueOptions> = {}): LeagueInTest => league({ capabilities: [], ...options });

  it('costs the teams and every roster once', async () => {
    const test = byRosters();
    const { players } = await read(test);
    expect(players).toHaveLength(TEAMS.length);
    expect(players.every(({ from }) => from === 'roster')).toBe(true);
    const asked = test.asked();
    expect(asked).toHaveLength(1 + TEAMS.length);
    expect(new Set(asked).size).toBe(1 + TEAMS.length);
  });

  it('costs nothing for the rosters that are fresh', async () => {
    const test = byRosters();
    await test.cache.read(test.resources.teams('nfl'));
    for (const { id } of TEAMS.slice(0, 15)) await test.cache.read(test.resources.roster('nfl', id));
    test.asked();
    expect((await read(test)).players).toHaveLength(TEAMS.length);
    expect(test.asked()).toHaveLength(5);
  });

  it('asks again for a roster that is held and no longer fresh', async () => {
    const test = byRosters();
    const [first] = TEAMS;
    if (first === undefined) throw new Error('no team');
    await test.cache.read(test.resources.roster('nfl', first.id));
    test.clock.advance(hours(13));
    test.asked();
    await read(test);
    expect(test.asked()).toHaveLength(1 + TEAMS.length);
  });

  it('does not ask for an exhibition team', async () => {
    const test = byRosters({ teams: [...TEAMS, team('99', 'TOY', 'Toyota Antelopes', true)] });
    await read(test);
    expect(test.asked()).not.toContain('roster 99');
  });

  it('may lack a tenth of the rosters, for an hour', async () => {
    const test = byRosters();
    test.break('roster 7', fault('failed'));
    test.break('roster 8', fault('failed'));
    const answer = await test.cache.read(test.resources.directory('nfl'));
    if (answer.kind !== 'value') throw new Error(answer.kind);
    expect(answer.value().players).toHaveLength(TEAMS.length - 2);
    expect(answer.entry.freshUntil - answer.entry.loadedAt).toBeLessThanOrEqual(hours(1));
  });

  it('keeps the players of a team whose roster cannot be read any more', async () => {
    const test = byRosters();
    await test.loadDirectory();
    test.clock.advance(hours(30));
    test.break('roster 7', fault('failed'));
    test.break('roster 70', fault('failed'));
    await test.cache.refresh(test.resources.directory('nfl'), test.clock.now());
    const { players } = await read(test);
    expect(players).toHaveLength(TEAMS.length);
    expect(players.find(({ id }) => id === '107')).toMatchObject({ teamId: '7' });
  });

  it('fails with what went wrong when more than that are missing, and stops asking', async () => {
    const test = byRosters();
    test.break('roster', fault('blocked'));
    await expect(read(test)).rejects.toMatchObject({ code: 'blocked' });
    expect(test.asked().length).toBeLessThanOrEqual(1 + 8);
  });

  it('fails when nobody is on any of them', async () => {
    await expect(read(byRosters({ athletes: [] }))).rejects.toMatchObject({ code: 'contradicted' });
    await expect(read(byRosters({ teams: [] }))).rejects.toMatchObject({ code: 'contradicted' });
  });
});

it('of a college league nobody is asked for', async () => {
  const test = league({ league: 'cfb' });
  await expect(read(test, 'cfb')).rejects.toMatchObject({ code: 'unsupported' });
  expect(test.asked()).toEqual([]);
});
