import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, type Answer } from '../../../lib/cache/index.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import type { DayBudget } from '../../../lib/ledgers/day-budget.ts';
import { createWarming } from '../../../lib/sports/warming/warming.ts';
import { playerIds } from './large-league.ts';
import { createWarmWorld, INTERVAL, TIME, type Warm, type WarmWorld } from './warm-world.ts';

let world: WarmWorld;

beforeEach(() => {
  world = createWarmWorld({ teams: 8, players: 160, popular: 60, pages: 2 });
});

const run = async (here: Warm, remaining = (): number => TIME) => {
  const summaries = await here.warming.run({ remaining });
  await here.drain();
  return summaries;
};

const readAll = async (
  { cache, resources, drain }: Warm,
  league: LeagueId = 'nfl',
): Promise<readonly Answer<unknown>[]> => {
  const players = playerIds(60);
  const answers = await cache.readMany<unknown>([
    resources.season(league),
    resources.live(league),
    resources.teams(league),
    resources.directory(league),
    ...playerIds(8).map((id) => resources.roster(league, String(id) as TeamId)),
    ...players.map((id) => resources.statLine({ league, id, type: 'regular' }, 2025)),
    ...players
      .slice(0, 25)
      .flatMap((id) => [
        resources.career({ league, id, type: 'regular' }),
        resources.statLine({ league, id, type: 'regular' }, 2024),
      ]),
    ...players.slice(0, 50).map((id) => resources.player(league, id)),
  ]);
  await drain();
  return answers;
};

describe('a cold league', () => {
  it('is warm after one run, and every question about it is answered without a call', async () => {
    const [summary] = await run(world.start());
    expect(summary).toEqual({
      league: 'nfl',
      planned: 3 + 8 + 1 + 2 + 25 + 50,
      loaded: 3 + 8 + 1 + 2 + 25 + 25,
      kept: 0,
      // The careers have brought their players' documents.
      fresh: 25,
      elsewhere: 0,
      failed: 0,
      left: 0,
    });
    expect(world.upstream.counted()).toEqual({
      season: 1,
      scoreboard: 1,
      teams: 1,
      roster: 8,
      everyPlayer: 1,
      seasonTable: 2,
      career: 25,
    });
    const answers = await readAll(world.start());
    expect(answers.every(({ kind }) => kind === 'value')).toBe(true);
    expect(world.upstream.asked()).toEqual([]);
  });

  it('is loaded in the order in which it is needed', async () => {
    await run(world.start());
    const kinds = world.upstream.asked().map((call) => call.split(' ')[0]);
    const firsts = [...new Set(kinds)];
    expect(firsts).toEqual(['season', 'teams', 'scoreboard', 'roster', 'everyPlayer', 'career', 'seasonTable']);
  });

  it('is nothing to do for the next run', async () => {
    await run(world.start());
    world.upstream.asked();
    world.clock.advance(INTERVAL);
    expect(await run(world.start())).toMatchObject([{ planned: 0, loaded: 0, left: 0 }]);
    expect(world.upstream.asked()).toEqual([]);
  });

  it('is loaded over several runs where each is short of time', async () => {
    let left = 0;
    let runs = 0;
    let summary: Awaited<ReturnType<typeof run>>[number] | undefined;
    do {
      // Ten loads a run, and then the time for one more is not left.
      left = 10;
      [summary] = await run(world.start(), () => ((left -= 1) >= 0 ? TIME : 17_999));
      world.clock.advance(1000);
      runs += 1;
    } while (summary?.stopped === 'deadline' && runs < 20);
    expect(summary?.stopped).toBeUndefined();
    expect(runs).toBeGreaterThan(5);
    expect(world.upstream.asked()).toHaveLength(3 + 8 + 1 + 2 + 25);
  });
});

describe('a warm league', () => {
  it('has the lines of players who have not played confirmed without a call', async () => {
    const here = world.start();
    await run(here);
    world.upstream.asked();
    let kept = 0;
    for (let elapsed = INTERVAL; elapsed <= hours(1); elapsed += INTERVAL) {
      world.clock.advance(INTERVAL);
      const [summary] = await run(here);
      kept += summary?.kept ?? 0;
      expect(summary).toMatchObject({ elsewhere: 0, failed: 0, left: 0 });
    }
    // Two of each of the 25, one of the others, and the table's two pages.
    expect(kept).toBe(2 * 25 + 35 + 2);
    expect(world.upstream.asked()).toEqual(['scoreboard nfl']);
  });

  it('asks no tier about each line that is confirmed, but about all at once', async () => {
    const here = world.start();
    await run(here);
    let kept = 0;
    const before = world.shared.trips();
    for (let elapsed = INTERVAL; elapsed <= hours(1); elapsed += INTERVAL) {
      world.clock.advance(INTERVAL);
      const [summary] = await run(here);
      kept += summary?.kept ?? 0;
    }
    const { gets, sets, leases } = world.shared.trips();
    expect(kept).toBeGreaterThan(80);
    // The day's games are loaded once, which takes a lease; everything else is looked up and confirmed together.
    expect(leases - before.leases).toBe(1);
    expect(gets - before.gets).toBeLessThan(40);
    expect(sets - before.sets).toBeLessThan(6);
  });

  it('looks for nothing in the shared tier that was made fresh a while ago, the pages of the table included', async () => {
    const here = world.start();
    // Half an hour after what expires within the hour has been confirmed.
    for (let elapsed = 0; elapsed <= hours(1.5); elapsed += INTERVAL) {
      await run(here);
      world.clock.advance(INTERVAL);
    }
    const before = world.shared.trips();
    await run(here);
    const { gets, sets } = world.shared.trips();
    // The purge log.
    expect({ gets: gets - before.gets, sets: sets - before.sets }).toEqual({ gets: 1, sets: 0 });
  });

  it('has the directory made again after a trade, with only the rosters of that trade loaded', async () => {
    const here = world.start();
    await run(here);
    await here.cache.purge('nfl', ['team:3', 'team:5', 'directory', 'player:7']);
    world.upstream.asked();
    world.clock.advance(INTERVAL);
    await run(world.start());
    expect(world.upstream.asked().toSorted()).toEqual(
      ['roster nfl 3', 'roster nfl 5', 'everyPlayer nfl', 'career nfl 7 regular'].toSorted(),
    );
  });

  it('asks again after six hours for the stats of a player who has none', async () => {
    world = createWarmWorld({ teams: 8, players: 160, popular: 60, pages: 2, rookies: ['7', '55'] });
    const here = world.start();
    const asked: string[] = [];
    for (let elapsed = 0; elapsed < hours(7); elapsed += INTERVAL) {
      await run(here);
      asked.push(...world.upstream.asked().filter((call) => /^career nfl (7|55) /.test(call)));
      world.clock.advance(INTERVAL);
    }
    expect(asked.toSorted()).toEqual([
      'career nfl 55 regular',
      'career nfl 55 regular',
      'career nfl 7 regular',
      'career nfl 7 regular',
    ]);
  });
});

describe('the rosters of a league', () => {
  it('are loaded first for the teams with the most popular players', async () => {
    // Players 5 and 13 are on team 5, player 2 is on team 2.
    const top = ['2', '5', '13'].map((id) => ({ id: id as PlayerId, score: 1, asked: 1 }));
    const popularity = { top: () => Promise.resolve(top) };
    await run(world.start({ popularity }));
    await world.start().cache.purge('nfl', ['rosters']);
    world.upstream.asked();
    world.clock.advance(INTERVAL);
    await run(world.start({ popularity }));
    const rosters = world.upstream.asked().filter((call) => call.startsWith('roster'));
    expect(rosters).toEqual([5, 2, 1, 3, 4, 6, 7, 8].map((team) => `roster nfl ${team}`));
  });
});

describe('warming as it is deployed', () => {
  it('keeps the fifty most popular players of a league warm, and takes the next run to begin in five minutes', async () => {
    const asked: number[] = [];
    const popularity = {
      top(_league: LeagueId, most: number) {
        asked.push(most);
        return Promise.resolve(playerIds(most).map((id) => ({ id, score: 1, asked: 1 })));
      },
    };
    // As the functions make it: no option but those without a default.
    const { cache, resources, drain } = world.start();
    const { clock, upstream } = world;
    const warming = createWarming({ cache, resources, upstream, popularity, clock, leagues: ['nfl'] });
    await warming.run({ remaining: () => TIME });
    await drain();
    expect(asked).toEqual([50]);
    upstream.asked();
    // The scoreboard is fresh for an hour: it is loaded in the last run that begins before its end.
    clock.advance(minutes(55));
    await warming.run({ remaining: () => TIME });
    expect(upstream.asked()).toEqual([]);
    clock.advance(1);
    await warming.run({ remaining: () => TIME });
    expect(upstream.asked()).toEqual(['scoreboard nfl']);
  });

  it('begins no load that could end less than ten seconds before its time does', async () => {
    // Eight seconds is what most loads may take; a page of the table may take longer.
    expect(await run(world.start(), () => 17_999)).toMatchObject([{ stopped: 'deadline', loaded: 0 }]);
    expect(await run(world.start(), () => 18_000)).toMatchObject([
      { stopped: 'deadline', loaded: 3 + 8 + 1 + 25 + 25 },
    ]);
  });
});

it('loads no more than twenty pages of a table, however many the provider counts', async () => {
  world = createWarmWorld({ teams: 8, players: 160, popular: 1, pages: 21 });
  await run(world.start());
  const pages = world.upstream.asked().filter((call) => call.startsWith('seasonTable'));
  expect(pages.map((call) => Number(call.split(' ')[2]))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

describe('the postseason', () => {
  it('has lines of its own, which are loaded for the most popular', async () => {
    world = createWarmWorld({ teams: 8, players: 160, popular: 60, now: Date.parse('2026-01-20T00:00Z') });
    await run(world.start());
    const calls = world.upstream.asked().filter((call) => call.endsWith('postseason'));
    expect(calls).toHaveLength(25);
  });
});

describe('a college league', () => {
  it('is warmed without rosters, directory and tables', async () => {
    world = createWarmWorld({ leagues: ['cfb'], teams: 8, players: 160, popular: 30 });
    await run(world.start());
    const counts = world.upstream.counted();
    expect(counts).toEqual({ season: 1, scoreboard: 1, teams: 1, career: 30, player: 30 });
  });
});

describe('a provider that has one season in a call and lists no players', () => {
  const dayBudget = (perDay: number, spent: number) => () =>
    Promise.resolve({ perDay, speculativeLimit: perDay * 0.8, spent } satisfies DayBudget);

  beforeEach(() => {
    world = createWarmWorld({ teams: 8, players: 160, popular: 12, capabilities: [] });
  });

  it('is asked for the rosters, and the directory is made of them', async () => {
    await run(world.start());
    expect(world.upstream.counted()).toEqual({
      teams: 1,
      roster: 8,
      // The season before is for the ten most asked about.
      seasonStats: 12 + 10,
      player: 12,
    });
  });

  it('is asked for the season before the current one, for the ten most popular players', async () => {
    await run(world.start());
    const calls = world.upstream.asked().filter((call) => call.startsWith('seasonStats'));
    const of = (season: number, count: number) => playerIds(count).map((id) => `seasonStats nfl ${id} ${season}`);
    expect(calls.toSorted()).toEqual([...of(2025, 12), ...of(2024, 10)].toSorted());
  });

  it('is not asked for earlier seasons once half of the day is spent', async () => {
    world.clock.advance(hours(20));
    await run(world.start({ dayBudget: dayBudget(1000, 500) }));
    expect(world.upstream.counted()).toMatchObject({ seasonStats: 12 });
  });

  it('is asked for rosters once a day only where the plan is small', async () => {
    const budget = { dayBudget: dayBudget(100, 0) };
    await run(world.start(budget));
    world.upstream.asked();
    world.clock.advance(hours(7));
    await run(world.start(budget));
    expect(world.upstream.counted()).not.toHaveProperty('roster');
    world.clock.advance(hours(17));
    await run(world.start(budget));
    expect(world.upstream.counted()).toMatchObject({ roster: 8 });
  });

  it('is not asked for more than the part of the day allows', async () => {
    let spent = 0;
    world.upstream.onCall(() => {
      spent += 1;
    });
    const budget = { dayBudget: () => Promise.resolve({ perDay: 60, speculativeLimit: 48, spent }) };
    const here = world.start(budget);
    expect(await run(here)).toMatchObject([{ stopped: 'budget' }]);
    // A quarter of 48.
    expect(spent).toBe(12);
    world.clock.advance(hours(6));
    await run(here);
    // Half of it.
    expect(spent).toBe(24);
  });
});

describe('trouble', () => {
  const two = { leagues: ['nfl', 'nba'], teams: 8, players: 160, popular: 60, pages: 2 } as const;

  it('ends the run of a league whose loads fail in a row, and not of the others', async () => {
    world = createWarmWorld(two);
    world.upstream.failWhere((call) =>
      call.startsWith('roster nfl') ? new UpstreamError('failed', 'Bad gateway') : undefined,
    );
    const summaries = await run(world.start());
    expect(summaries.find(({ league }) => league === 'nfl')).toMatchObject({ stopped: 'provider', failed: 8 });
    expect(summaries.find(({ league }) => league === 'nba')).toMatchObject({ failed: 0, left: 0, loaded: 64 });
    world.upstream.failWhere(() => undefined);
    world.clock.advance(INTERVAL);
    await run(world.start());
    const answers = await readAll(world.start());
    expect(answers.every(({ kind }) => kind === 'value')).toBe(true);
  });

  it('ends the whole run when the budget is spent', async () => {
    world = createWarmWorld(two);
    let calls = 0;
    world.upstream.failWhere(() =>
      (calls += 1) > 6 ? new UpstreamError('over-budget', 'The calls of today are spent') : undefined,
    );
    const summaries = await run(world.start());
    expect(summaries).toHaveLength(1);
    expect(summaries).toMatchObject([{ stopped: 'budget', loaded: 6 }]);
    // Those that were under way at once.
    expect(calls).toBeLessThanOrEqual(6 + 4);
  });

  it('does not replace a table that failed with a call for each player', async () => {
    world.upstream.failWhere((call) =>
      call.startsWith('seasonTable') ? new UpstreamError('failed', 'Bad gateway') : undefined,
    );
    const [summary] = await run(world.start());
    expect(summary).toMatchObject({ failed: 1, left: 0 });
    expect(world.upstream.counted()).toMatchObject({ seasonTable: 1, career: 25 });
  });

  it('loads careers although the table has failed, and does not try the table with every run', async () => {
    world = createWarmWorld({ teams: 8, players: 160, popular: 60, pages: 5 });
    world.upstream.failWhere((call) =>
      call.startsWith('seasonTable') ? new UpstreamError('failed', 'Bad gateway') : undefined,
    );
    const here = world.start();
    await run(here);
    expect(world.upstream.counted()).toMatchObject({ seasonTable: 1, career: 25 });
    for (let elapsed = INTERVAL; elapsed < hours(1); elapsed += INTERVAL) {
      world.clock.advance(INTERVAL);
      await run(here);
    }
    // Four times an hour.
    expect(world.upstream.counted()).toMatchObject({ seasonTable: 3 });
  });

  it('warms a league without players where popularity cannot be read', async () => {
    const unknown = () => Promise.reject(new Error('document store unreachable'));
    const [summary] = await run(world.start({ popularity: { top: unknown }, learn: unknown }));
    expect(summary).toMatchObject({ failed: 0, left: 0, loaded: 3 + 8 + 1 + 2 });
    expect(world.failures).toEqual(['nfl:learn', 'nfl:popular']);
  });
});

describe('some players, on demand', () => {
  it('are loaded as if they were the most popular', async () => {
    const here = world.start();
    const summary = await here.warming.now('nfl', { remaining: () => TIME, players: playerIds(40).slice(37) });
    expect(summary).toMatchObject({ league: 'nfl', failed: 0, left: 0 });
    expect(world.upstream.counted()).toEqual({ season: 1, scoreboard: 1, teams: 1, career: 3, player: 3 });
  });
});

describe('a run with nothing to do', () => {
  it('reads the purge log, once, and nothing that the last one has seen', async () => {
    const here = world.start();
    await run(here);
    world.clock.advance(INTERVAL);
    await run(here);
    const before = world.shared.trips();
    world.clock.advance(INTERVAL);
    await run(here);
    const { gets, sets, leases } = world.shared.trips();
    expect([gets - before.gets, sets - before.sets, leases - before.leases]).toEqual([1, 0, 0]);
  });
});

describe('a league that rests', () => {
  it('is passed over: nothing is read, and nothing told of it', async () => {
    world = createWarmWorld({ leagues: ['nfl', 'nba'], teams: 2, players: 10 });
    const warmed: LeagueId[] = [];
    const here = world.start({
      rest: {
        isResting: (league) => Promise.resolve(league === 'nba'),
        warmed: (league) => Promise.resolve(void warmed.push(league)),
      },
    });
    expect((await run(here)).map(({ league }) => league)).toEqual(['nfl']);
    expect(warmed).toEqual(['nfl']);
  });

  it('is warmed where nobody can tell whether it rests, and says so', async () => {
    const out = (): Promise<never> => Promise.reject(new Error('the table is out'));
    const here = world.start({ rest: { isResting: out, warmed: out } });
    expect((await run(here)).map(({ league, failed }) => [league, failed])).toEqual([['nfl', 0]]);
    expect(world.failures).toEqual(['nfl:rest', 'nfl:warmed']);
  });

  it('is not taken for warmed by a run that has stopped', async () => {
    const warmed: LeagueId[] = [];
    const here = world.start({
      rest: { isResting: () => Promise.resolve(false), warmed: (league) => Promise.resolve(void warmed.push(league)) },
    });
    const [summary] = await run(here, () => 0);
    expect([summary?.stopped, warmed]).toEqual(['deadline', []]);
  });
});
