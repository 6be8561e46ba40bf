import { describe, expect, it } from 'vitest';
import { createWarm } from '../../../functions/warm/handler.ts';
import type { LeagueSummary } from '../../../lib/sports/warming/index.ts';

const summaryOf = (given: Partial<LeagueSummary> = {}): LeagueSummary => ({
  league: 'nfl',
  planned: 2,
  loaded: 2,
  kept: 0,
  fresh: 0,
  elsewhere: 0,
  failed: 0,
  left: 0,
  ...given,
});

const runOf = (summaries: readonly LeagueSummary[]) => {
  const told: LeagueSummary[] = [];
  const remaining: number[] = [];
  const reported: string[] = [];
  const warm = createWarm({
    warming: {
      run(options) {
        remaining.push(options.remaining());
        for (const summary of summaries) options.onLeague?.(summary);
        return Promise.resolve(summaries);
      },
    },
    onLeague: (summary) => told.push(summary),
    reportStarters: (league) => Promise.resolve(void reported.push(league)),
  });
  return { told, remaining, reported, done: warm({ getRemainingTimeInMillis: () => 240_000 }) };
};

describe('the warm function', () => {
  it('runs for as long as Lambda lets it, and tells of each league', async () => {
    const { told, remaining, done } = runOf([summaryOf(), summaryOf({ league: 'nba', stopped: 'deadline' })]);
    await done;
    expect(told.map(({ league }) => league)).toEqual(['nfl', 'nba']);
    expect(remaining).toEqual([240_000]);
  });

  it('has the starting list of each league looked at, once its directory has been', async () => {
    const { reported, done } = runOf([summaryOf(), summaryOf({ league: 'nba', stopped: 'provider' })]);
    expect(reported).toEqual([]);
    await done;
    expect(reported).toEqual(['nfl', 'nba']);
  });

  it('is well when the provider is not', async () => {
    await expect(runOf([summaryOf({ stopped: 'provider' })]).done).resolves.toBeUndefined();
  });

  it('fails, for the alarm to be heard, when a league could not even be looked at', async () => {
    const broken = [summaryOf({ league: 'mlb', stopped: 'error' }), summaryOf()];
    await expect(runOf(broken).done).rejects.toThrow('Could not be warmed: mlb');
  });
});
