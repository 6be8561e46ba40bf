import { describe, expect, it } from 'vitest';
import { createPurge, type PurgeDeps } from '../../../functions/purge/handler.ts';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import type { JobRun } from '../../../lib/ledgers/job-runs.ts';
import type { LoadReason } from '../../../lib/ledgers/load-reason.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import type { MovesRun } from '../../../lib/sports/moves/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const QUIET_TIME = Date.UTC(2025, 9, 1, 15);
const DEADLINE_NOON = Date.UTC(2025, 10, 4, 17);

const checked = (league: LeagueId, lacking: readonly string[] = []): MovesRun => ({
  kind: 'checked',
  league,
  moves: 0,
  scopes: [],
  boundaries: 0,
  lacking,
  isOvertaken: false,
});

const createWorld = (start: number, deps: Partial<PurgeDeps> = {}) => {
  const clock = createFakeClock(start);
  const story: string[] = [];
  const recorded: JobRun[] = [];
  const run = createPurge({
    cache: {
      tiers: ['l1', 'l2', 'l3'],
      reconcile(league, { prune = true } = {}) {
        story.push(`${prune ? 'reconcile' : 'compare'} ${league}`);
        return Promise.resolve({ mended: [] });
      },
    },
    leagues: ['nfl', 'wnba'],
    purgeForMoves(league) {
      story.push(`look ${league}`);
      return Promise.resolve(checked(league));
    },
    calendar: createCalendar(),
    clock,
    pause(ms) {
      clock.advance(ms);
      return Promise.resolve();
    },
    runWithReason: (_cause, work) => work(),
    onReconciled: (league, scopes) => story.push(`mended ${league} ${scopes.join()}`),
    onPurged: () => undefined,
    onFailure: (league) => story.push(`failed ${league}`),
    record: (ended) => Promise.resolve(void recorded.push(ended)),
    ...deps,
  });
  return { clock, story, recorded, run };
};

describe('the purge function', () => {
  it('records what a run has done, and which league failed', async () => {
    const { recorded, run } = createWorld(QUIET_TIME, {
      purgeForMoves: (league) =>
        league === 'nfl'
          ? Promise.resolve({ ...checked(league), moves: 2, scopes: ['team:12', 'player:1', 'directory'] })
          : Promise.reject(new Error('connection reset')),
    });
    await run(() => minutes(1)).catch(() => undefined);
    expect(recorded).toEqual([
      {
        startedAt: QUIET_TIME,
        endedAt: QUIET_TIME,
        outcome: 'failed',
        counts: { moves: 2, scopes: 3, reconciled: 0 },
        failures: { wnba: 'Error: connection reset' },
      },
    ]);
  });

  it('records a run in which nothing failed as complete', async () => {
    const { recorded, run } = createWorld(QUIET_TIME, {
      cache: { tiers: ['l1', 'l2', 'l3'], reconcile: () => Promise.resolve({ mended: ['team:12'] }) },
    });
    await run(() => minutes(2));
    expect(recorded).toMatchObject([{ outcome: 'complete', counts: { reconciled: 2 }, failures: {} }]);
  });

  it('prunes the logs when the clock has been set back', async () => {
    const { clock, story, run } = createWorld(QUIET_TIME, { leagues: ['nfl'] });
    await run(() => minutes(2));
    clock.advance(-hours(6));
    await run(() => minutes(2));
    expect(story).toEqual(['reconcile nfl', 'look nfl', 'reconcile nfl', 'look nfl']);
  });

  it('compares the logs in each run, prunes them once an hour outside the windows, and looks each time', async () => {
    const { clock, story, run } = createWorld(QUIET_TIME, { leagues: ['nfl'] });
    const until = clock.now() + hours(2);
    while (clock.now() < until) {
      await run(() => minutes(2));
      clock.advance(minutes(10));
    }
    expect(story.filter((line) => line === 'reconcile nfl')).toHaveLength(2);
    expect(story.filter((line) => line === 'compare nfl')).toHaveLength(10);
    expect(story.filter((line) => line === 'look nfl')).toHaveLength(12);
  });

  it('compares nothing where there is one tier, or none', async () => {
    for (const tiers of [['l1', 'l3'], ['l1']]) {
      const story: string[] = [];
      const reconcile: PurgeDeps['cache']['reconcile'] = (league, { prune = true } = {}) => {
        story.push(`${prune ? 'reconcile' : 'compare'} ${league}`);
        return Promise.resolve({ mended: [] });
      };
      const { clock, run } = createWorld(QUIET_TIME, { leagues: ['nfl'], cache: { tiers, reconcile } });
      for (let count = 0; count < 6; count += 1) {
        await run(() => minutes(2));
        clock.advance(minutes(10));
      }
      expect(story).toEqual(['reconcile nfl']);
    }
  });

  it('waits for a breaker and tries again what could not be reconciled, twice where there is time', async () => {
    for (const [time, tries, failures] of [
      [minutes(2), 3, 0],
      [minutes(1), 1, 1],
    ] as const) {
      let left = 2;
      const asked: string[] = [];
      const { story, run } = createWorld(QUIET_TIME, {
        cache: {
          tiers: ['l1', 'l2', 'l3'],
          reconcile(league) {
            asked.push(league);
            return league === 'nfl' && (left -= 1) >= 0
              ? Promise.reject(new Error('connection reset'))
              : Promise.resolve({ mended: [] });
          },
        },
      });
      await run(() => time).catch(() => undefined);
      expect(asked.filter((league) => league === 'nfl')).toHaveLength(tries);
      expect(asked.filter((league) => league === 'wnba')).toHaveLength(1);
      expect(story.filter((line) => line === 'failed nfl')).toHaveLength(failures);
    }
  });

  it('reconciles a league in the next run when a tier lacks a purge, and while it is hot before the next look', async () => {
    for (const [start, time, runs] of [
      [QUIET_TIME, minutes(2), 2],
      [DEADLINE_NOON, minutes(4), 1],
    ] as const) {
      let looks = 0;
      const world = createWorld(start, {
        leagues: ['nfl'],
        purgeForMoves: (league) => Promise.resolve(checked(league, (looks += 1) === 1 ? ['l2'] : [])),
      });
      for (let run = 0; run < runs; run += 1) {
        const end = world.clock.now() + time;
        await world.run(() => end - world.clock.now());
        world.clock.advance(minutes(10));
      }
      expect(world.story).toEqual(['reconcile nfl', 'reconcile nfl']);
    }
  });

  it('says what it mended', async () => {
    const { story, run } = createWorld(QUIET_TIME, {
      cache: {
        tiers: ['l1', 'l2', 'l3'],
        reconcile: (league) => Promise.resolve({ mended: league === 'nfl' ? ['team:12'] : [] }),
      },
    });
    await run(() => minutes(2));
    expect(story).toContain('mended nfl team:12');
  });

  it('does the other leagues when one fails, tries it again in the next run, and fails then', async () => {
    const failing: PurgeDeps['cache'] = {
      tiers: ['l1', 'l2', 'l3'],
      reconcile: (league) =>
        league === 'nfl' ? Promise.reject(new Error('table throttled')) : Promise.resolve({ mended: [] }),
    };
    const { story, run } = createWorld(QUIET_TIME, { cache: failing });
    await expect(run(() => minutes(2))).rejects.toThrow(AggregateError);
    await expect(run(() => minutes(2))).rejects.toThrow('1 steps');
    expect(story).toEqual(['failed nfl', 'look nfl', 'look wnba', 'failed nfl', 'look nfl', 'look wnba']);
  });

  it('looks every minute at a league that is hot, as long as its time allows', async () => {
    const { clock, story, run } = createWorld(DEADLINE_NOON);
    const end = clock.now() + minutes(9.5);
    await run(() => end - clock.now());
    expect(story.filter((line) => line === 'look nfl')).toHaveLength(9);
    expect(story.filter((line) => line === 'look wnba')).toHaveLength(1);
    expect(story.filter((line) => line.startsWith('reconcile'))).toHaveLength(2);
    expect(clock.now()).toBeLessThanOrEqual(end - minutes(1));
  });

  it('goes on looking at a hot league after a look that failed', async () => {
    let looks = 0;
    const { clock, run } = createWorld(DEADLINE_NOON, {
      leagues: ['nfl'],
      purgeForMoves: () => Promise.reject(new Error(`look ${(looks += 1)}`)),
    });
    const end = clock.now() + minutes(4);
    await expect(run(() => end - clock.now())).rejects.toThrow('4 steps');
    expect(looks).toBe(4);
  });

  it('asks the provider in the name of purging', async () => {
    const causes: LoadReason[] = [];
    const { run } = createWorld(QUIET_TIME, {
      runWithReason(cause, work) {
        causes.push(cause);
        return work();
      },
    });
    await run(() => minutes(2));
    expect(causes).toEqual(['purge', 'purge']);
  });
});
