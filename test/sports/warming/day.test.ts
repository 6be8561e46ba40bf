import { describe, expect, it } from 'vitest';
import { hours } from '../../../lib/cache/index.ts';
import type { Game, GameState } from '../../../lib/sports/model/index.ts';
import { playerIds } from './large-league.ts';
import { createWarmWorld, INTERVAL, TIME, TUESDAY, type Warm, type WarmWorld } from './warm-world.ts';
import { gameOf } from '../../support/game.ts';

const RUNS = hours(24) / INTERVAL;

/** A day of runs, in an environment that lives as long. */
const aDay = async (world: WarmWorld, here: Warm, before: () => void = () => undefined): Promise<void> => {
  for (let run = 0; run < RUNS; run += 1) {
    before();
    await here.warming.run({ remaining: () => TIME });
    await here.drain();
    world.clock.advance(INTERVAL);
  }
};

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('a day without games', () => {
  it('costs fewer than 300 calls for the NFL and 200 popular players, the cold start included', async () => {
    const world = createWarmWorld({ popular: 200, rookies: ['30', '60', '150'] });
    const here = world.start();
    const expected = {
      season: 1,
      teams: 1,
      // Every hour.
      scoreboard: 24,
      // 32 teams, every six hours.
      roster: 128,
      everyPlayer: 1,
      // The pages of the season's table, which are confirmed for the rest of the day; and shortly before it ends.
      seasonTable: 2 * 5,
      // The 25 most popular, again once the table has brought every line; and three without stats, every six hours.
      career: 2 * 25 + 3 * 4,
    };
    await aDay(world, here);
    const first = world.upstream.counted();
    expect(first).toEqual(expected);
    expect(total(first)).toBeLessThan(300);
    expect(world.failures).toEqual([]);
    // Lines are loaded again after a day: the next day costs no more.
    await aDay(world, here);
    expect(world.upstream.counted()).toEqual({ ...expected, seasonTable: 5, career: 25 + 3 * 4 });
  }, 120_000);

  it('costs little more than the rosters for four leagues together', async () => {
    const leagues = ['nfl', 'nba', 'mlb', 'nhl'] as const;
    const world = createWarmWorld({ leagues, popular: 50 });
    const here = world.start();
    await aDay(world, here);
    expect(world.upstream.counted()).toEqual({
      season: 4,
      teams: 4,
      scoreboard: 4 * 24,
      // Baseball's free agents sign: every three hours.
      roster: 3 * 128 + 256,
      everyPlayer: 3 + 2,
      seasonTable: (4 + 2) * 5,
      // Two of them are out of season: their tables are loaded once a month.
      career: (4 + 2) * 25,
    });
  }, 120_000);
});

describe('a day with a game', () => {
  const start = TUESDAY + hours(18);
  const gameAt = (now: number): Game => gameOf({ start, state: stateAt(now), teams: ['5', '6'] });
  const stateAt = (now: number): GameState => {
    if (now < start) return 'pre';
    return now < start + hours(3) ? 'in' : 'post';
  };

  it('follows the game, and has the lines of those who played loaded when it is over', async () => {
    const world = createWarmWorld({ popular: 200 });
    const here = world.start();
    await aDay(world, here, () => {
      world.upstream.setGames([gameAt(world.clock.now())]);
    });
    expect(world.upstream.counted()).toEqual({
      season: 1,
      teams: 1,
      // Every hour, and with every run of the three hours of the game.
      scoreboard: 18 + 36 + 3,
      roster: 128,
      everyPlayer: 1,
      // With every run of the game; every hour after it, until it is surely over; and shortly before the day is.
      seasonTable: 5 * (1 + 36 + 3 + 1),
      // Two of the 25 most popular have played: every hour from the kick-off on.
      career: 2 * 25 + 6 * 2,
    });
  }, 120_000);

  it('does not follow the game in a league that nobody asks about', async () => {
    const world = createWarmWorld({ popular: 200 });
    const starters = playerIds(9).map((id) => ({ id, score: 5, asked: 0 }));
    const here = world.start({ popularity: { top: () => Promise.resolve(starters) } });
    await aDay(world, here, () => {
      world.upstream.setGames([gameAt(world.clock.now())]);
    });
    expect(world.upstream.counted()).toMatchObject({
      // Every hour from the kick-off on, and shortly before the day is over.
      seasonTable: 5 * (1 + 6 + 1),
      career: 2 * 9 + 3 * 2,
    });
  }, 120_000);
});
