import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds, type Answer, type Query } from '../../../lib/cache/index.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { nameForm } from '../../../lib/sports/names/index.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { NO_ATHLETE_PROFILE } from '../../support/no-profile.ts';
import { ATHLETES, careerOf, TEAMS } from '../../support/fake-league.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';

const CHIEFS = '12' as TeamId;
const [KC] = TEAMS;
const EMPTY = { team: KC, season: 2025, athletes: [] };

let clock: FakeClock;
let l2: MemorySharedTier;
let l3: MemorySharedTier;
let upstream: FakeUpstream;
let fleet: readonly Domain[];
let here: Domain;

beforeEach(() => {
  // In season.
  clock = createFakeClock(Date.parse('2025-10-15T12:00Z'));
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  upstream = createFakeUpstream();
  fleet = Array.from({ length: 8 }, () => createDomain({ upstream, clock, shared: [l2, l3] }));
  here = fleet[0] ?? createDomain({ upstream, clock });
});

const describeAnswer = (answer: Answer<unknown>, sizeOf: (value: never) => number): string => {
  if (answer.kind === 'failed') return answer.error instanceof Error ? answer.error.name : 'failed';
  const { served } = answer;
  const how = served.by === 'tier' ? served.state : 'loaded';
  return answer.kind === 'absent' ? `absent ${how}` : `${sizeOf(answer.value() as never)} ${how}`;
};

const rosterIn = async ({ cache, resources, drain }: Domain): Promise<string> => {
  const answer = await cache.read(resources.roster('nfl', CHIEFS));
  await drain();
  return describeAnswer(answer, ({ players }: { readonly players: readonly unknown[] }) => players.length);
};

const everywhere = async (): Promise<readonly string[]> => {
  const answers: string[] = [];
  for (const domain of fleet) answers.push(await rosterIn(domain));
  return [...new Set(answers)];
};

/** Entries of a key as the tiers hold them. */
const held = (query: Query<unknown>) => [l2, l3].map((tier) => tier.entry(query.key)?.loadedAt);

describe('a roster that comes back empty once', () => {
  beforeEach(async () => {
    expect(await rosterIn(here)).toBe('3 loaded');
    clock.advance(hours(8));
    upstream.answerWith('roster 12', EMPTY);
  });

  it('stays at its players in eight environments and every tier, and recovers with the next load', async () => {
    const before = held(here.resources.roster('nfl', CHIEFS));
    expect(await everywhere()).toEqual(['3 stale-if-error']);
    expect(held(here.resources.roster('nfl', CHIEFS))).toEqual(before);
    expect(upstream.asked().filter((call) => call === 'roster 12')).toHaveLength(2);
    upstream.answerWith('roster 12', undefined);
    clock.advance(seconds(15));
    expect(await rosterIn(here)).toBe('3 loaded');
    expect(await everywhere()).toEqual(['3 fresh']);
  });

  it('is 503 right after a purge, and never empty', async () => {
    await here.cache.purge('nfl', ['team:12']);
    expect(await everywhere()).toEqual(['ContradictedError', 'LoadBackedOffError']);
  });

  it('arrives after a day if the team has folded', async () => {
    const answers: string[] = [];
    for (let hour = 0; hour <= 25; hour += 1) {
      answers.push(...(await everywhere()));
      clock.advance(hours(1));
    }
    const first = answers.findIndex((answer) => answer.startsWith('0 '));
    expect(answers.slice(0, first).every((answer) => answer === '3 stale-if-error')).toBe(true);
    expect(answers.slice(first)).toContain('0 loaded');
    expect(await everywhere()).toEqual(['0 fresh']);
    // And stays: nothing is contradicted any more.
    clock.advance(hours(8));
    expect((await everywhere())[0]).toBe('0 loaded');
  });

  it('is kept by the refresh of the warmer, too', async () => {
    const refreshed = here.cache.refresh(here.resources.roster('nfl', CHIEFS), clock.now());
    await expect(refreshed).rejects.toThrow('0 players came where 3 are held');
    expect(await rosterIn(here)).toBe('3 stale-if-error');
  });
});

describe('an empty roster of which nothing is held', () => {
  beforeEach(() => {
    upstream.answerWith('roster 12', EMPTY);
  });

  it('cannot be true in season', async () => {
    expect(await rosterIn(here)).toBe('ContradictedError');
  });

  it('is true off season', async () => {
    clock.advance(days(200));
    expect(await rosterIn(here)).toBe('0 loaded');
  });

  it('is true of a guest of the league', async () => {
    upstream.answerWith('teams nfl', { season: 2025, teams: [...TEAMS.slice(1), { ...KC, exhibition: true }] });
    await here.cache.read(here.resources.teams('nfl'));
    expect(await rosterIn(here)).toBe('0 loaded');
  });

  it('is true of a team on which the directory has nobody', async () => {
    for (const { id, teamId } of ATHLETES) if (teamId === CHIEFS) upstream.move(id, null);
    await here.cache.read(here.resources.directory('nfl'));
    expect(await rosterIn(here)).toBe('0 loaded');
  });
});

describe('other lists that come back empty', () => {
  const names = ['teams', 'nameSearch', 'season'] as const;
  const queries = () => ({
    teams: here.resources.teams('nfl'),
    nameSearch: here.resources.nameSearch('nfl', nameForm('Patrick Mahomes')),
    season: here.resources.season('nfl'),
  });
  const empties = {
    teams: ['teams nfl', { season: 2025, teams: [] }],
    nameSearch: ['search patrick mahomes', []],
    season: ['season nfl', { league: 'nfl', season: 2025, phases: [] }],
  } as const;

  it.each(names)('%s stays as it is held', async (name) => {
    const query: Query<unknown> = queries()[name];
    await here.cache.read(query);
    await here.drain();
    const before = held(query);
    clock.advance(days(3));
    upstream.answerWith(empties[name][0], empties[name][1]);
    const answer = await here.cache.read(query);
    await here.drain();
    expect(answer).toMatchObject({ kind: 'value', served: { state: 'stale-if-error' } });
    expect(held(query)).toEqual(before);
  });

  it.each(['teams', 'season'] as const)('%s cannot be empty where nothing is held', async (name) => {
    upstream.answerWith(empties[name][0], empties[name][1]);
    const query: Query<unknown> = queries()[name];
    expect(await here.cache.read(query)).toMatchObject({ kind: 'failed', error: { code: 'contradicted' } });
  });

  it('a list of teams without one of them does not arrive while the roster of the team does', async () => {
    const { cache, resources, drain } = here;
    await cache.read(resources.teams('nfl'));
    upstream.answerWith('teams nfl', { season: 2025, teams: TEAMS.filter(({ id }) => id !== CHIEFS) });
    const listed = async (hoursToPass: number): Promise<boolean | undefined> => {
      for (let passed = 0; passed < hoursToPass; passed += 2) {
        clock.advance(hours(2));
        await cache.read(resources.teams('nfl'));
        await drain();
      }
      const answer = await cache.read(resources.teams('nfl'));
      return answer.kind === 'value' ? answer.value().teams.some(({ id }) => id === CHIEFS) : undefined;
    };
    clock.advance(hours(24));
    for (let halfDay = 0; halfDay < 8; halfDay += 1) {
      await cache.read(resources.roster('nfl', CHIEFS));
      await drain();
      expect(await listed(12)).toBe(true);
    }
    // The team folds: nobody gets its roster any more.
    expect(await listed(28)).toBe(false);
  });

  it('a list of teams without one of them arrives after a day', async () => {
    const query = here.resources.teams('nfl');
    await here.cache.read(query);
    upstream.answerWith('teams nfl', { season: 2025, teams: TEAMS.slice(1) });
    clock.advance(hours(60));
    const counts: number[] = [];
    for (let hour = 0; hour <= 25; hour += 1) {
      const answer = await here.cache.read(query);
      await here.drain();
      if (answer.kind === 'value') counts.push(answer.value().teams.length);
      clock.advance(hours(1));
    }
    expect([...new Set(counts)]).toEqual([4, 3]);
    expect(counts.indexOf(3)).toBe(24);
  });

  it('the games of a day stay as they are held, and nothing is asked for day by day', async () => {
    const start = clock.now() + hours(6);
    const game = (id: string) => ({
      id,
      date: new Date(start).toISOString(),
      state: 'pre' as const,
      period: null,
      clock: null,
      teams: [],
    });
    upstream.setGames(['1', '2', '3', '4'].map(game) as never);
    const query = here.resources.live('nba');
    await here.cache.read(query);
    clock.advance(hours(1) + minutes(1));
    upstream.setGames([]);
    upstream.asked();
    const answer = await here.cache.read(query);
    expect(answer).toMatchObject({ kind: 'value', served: { state: 'stale-if-error' } });
    expect(answer.kind === 'value' && answer.value().games).toHaveLength(4);
    expect(upstream.asked()).toEqual(['scoreboard nba']);
    // The next day it is another day.
    clock.advance(days(1));
    const next = await here.cache.read(query);
    expect(next.kind === 'value' && next.value().games).toEqual([]);
  });

  it('a page of a season’s table that has lost everybody displaces nothing', async () => {
    const of = { league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 } as const;
    const query = here.resources.seasonTable(of);
    await here.cache.read(query);
    await here.drain();
    clock.advance(days(31));
    upstream.answerWith('seasonTable nfl 2024 everybody 1', { season: 2024, pages: 0, categories: [], athletes: [] });
    await here.cache.purge('nfl', ['stats']);
    const answer = await here.cache.read(query);
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'contradicted' } });
  });
});

describe('a career', () => {
  const MAHOMES = '3139477' as PlayerId;
  const of = { league: 'nfl', id: MAHOMES, type: 'regular' } as const;
  const career = async (domain: Domain = here): Promise<string> => {
    const answer = await domain.cache.read(domain.resources.career(of));
    await domain.drain();
    return describeAnswer(answer, ({ seasons }: { readonly seasons: readonly unknown[] }) => seasons.length);
  };
  const line = async (season: number, domain: Domain = here): Promise<string> => {
    const answer = await domain.cache.read(domain.resources.statLine(of, season));
    await domain.drain();
    return describeAnswer(answer, (value: { readonly season: number }) => value.season);
  };
  const { teams, categories } = careerOf(MAHOMES);
  const without = (lost: number) => ({
    teams,
    categories: categories.map((each) => ({ ...each, rows: each.rows.filter(({ season }) => season !== lost) })),
  });

  beforeEach(async () => {
    expect(await career()).toBe('2 loaded');
    clock.advance(hours(3));
  });

  it.each([
    ['without categories', { teams, categories: [] }],
    ['with categories that have no rows', { teams, categories: categories.map((each) => ({ ...each, rows: [] })) }],
    ['without its first season', without(2023)],
    ['as one that there is not', null],
  ])('that comes back %s stays as it is held', async (_how, table) => {
    upstream.answerWith('career 3139477', table);
    expect(await career()).toBe('2 stale-if-error');
    expect(await line(2024)).toBe('2024 fresh');
    upstream.answerWith('career 3139477', undefined);
    clock.advance(minutes(1));
    expect(await career()).toBe('2 loaded');
  });

  it('that has lost a season is weighed by a line that is asked for, which knows of all seasons', async () => {
    clock.advance(days(40));
    upstream.answerWith('career 3139477', without(2023));
    expect(await line(2024)).toBe('2024 stale-while-revalidate');
    expect(await line(2023)).toBe('2023 stale-while-revalidate');
    await here.drain();
    expect(l3.entry(here.resources.career(of).key)?.loadedAt).toBe(clock.now() - hours(3) - days(40));
  });

  it('that has lost a season arrives after a day', async () => {
    upstream.answerWith('career 3139477', without(2023));
    const answers: string[] = [];
    for (let hour = 0; hour <= 25; hour += 1) {
      answers.push(await career());
      clock.advance(hours(1));
    }
    expect(answers.indexOf('1 loaded')).toBe(24);
  });

  it('of a rookie is empty, and that is no contradiction', async () => {
    const rookie = { league: 'nfl', id: '200' as PlayerId, type: 'regular' } as const;
    expect(await here.cache.read(here.resources.career(rookie))).toMatchObject({ kind: 'absent' });
  });

  it('of a veteran is not empty, where nothing is held', async () => {
    const [mahomes] = ATHLETES;
    upstream.answerWith('player 3139477', { ...mahomes, profile: { ...NO_ATHLETE_PROFILE, experience: 8 } });
    upstream.answerWith('career 3139477', { teams, categories: [] });
    const veteran = { league: 'nba', id: MAHOMES, type: 'regular' } as const;
    const answer = await here.cache.read(here.resources.career(veteran));
    expect(answer).toMatchObject({ kind: 'failed', error: { code: 'contradicted' } });
    // Of play-offs nothing must be true.
    upstream.answerWith('career 3139477 postseason', { teams, categories: [] });
    const playOffs = here.resources.career({ ...veteran, type: 'postseason' });
    expect(await here.cache.read(playOffs)).toMatchObject({ kind: 'absent' });
  });
});

describe('a season from a provider of single seasons', () => {
  it('stays as it is held when it comes back empty', async () => {
    const single = createFakeUpstream({ capabilities: [] });
    const { cache, resources } = createDomain({ upstream: single, clock, shared: [l3] });
    const query = resources.statLine({ league: 'nfl', id: '3139477' as PlayerId, type: 'regular' }, 2024);
    expect(await cache.read(query)).toMatchObject({ kind: 'value' });
    clock.advance(days(40));
    single.answerWith('seasonStats 3139477 2024', { teams: [], categories: [] });
    const refreshing = cache.refresh(query, clock.now());
    await expect(refreshing).rejects.toThrow('0 seasons came without 2024');
    expect(await cache.read(query)).toMatchObject({ kind: 'value' });
  });
});

describe('a player who is read while their team’s roster is in doubt', () => {
  it('is answered as ever', async () => {
    upstream.answerWith('roster 12', EMPTY);
    const answer = await here.cache.read(here.resources.player('nfl', '3139477' as PlayerId));
    expect(answer.kind === 'value' && answer.value().team?.abbreviation).toBe('KC');
  });
});
