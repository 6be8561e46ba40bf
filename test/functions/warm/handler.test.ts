import { describe, expect, it } from 'vitest';
import { createStartersReport, createWarm } from '../../../functions/warm/handler.ts';
import { hours } from '../../../lib/cache/index.ts';
import type { JobRun } from '../../../lib/ledgers/job-runs.ts';
import type { LeagueSummary } from '../../../lib/sports/model/index.ts';
import { createStarters, type StartersFound } from '../../../lib/sports/popularity/starters.ts';
import { STARTERS } from '../../../lib/sports/popularity/starters-table.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const NOTHING = { kept: 0, fresh: 0, elsewhere: 0, failed: 0, left: 0 };

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
  const recorded: JobRun[] = [];
  const clock = createFakeClock(1000);
  const warm = createWarm({
    warming: {
      run(options) {
        remaining.push(options.remaining());
        clock.advance(3000);
        for (const summary of summaries) options.onLeague?.(summary);
        return Promise.resolve(summaries);
      },
    },
    onLeague: (summary) => told.push(summary),
    reportStarters: (league) => Promise.resolve(void reported.push(league)),
    record: (run) => Promise.resolve(void recorded.push(run)),
    clock,
  });
  return { told, remaining, reported, recorded, done: warm({ getRemainingTimeInMillis: () => 240_000 }) };
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

  it.each<[string, readonly Partial<LeagueSummary>[], Partial<JobRun>]>([
    ['complete', [{}, { league: 'nba' }], { counts: { ...NOTHING, planned: 4, loaded: 4 }, failures: {} }],
    ['incomplete', [{ failed: 1 }], { failures: {} }],
    ['incomplete', [{ left: 1 }], {}],
    ['incomplete', [{ league: 'nba', stopped: 'budget' }], { failures: { nba: 'budget' } }],
    ['failed', [{ stopped: 'error' }, { league: 'nba' }], { failures: { nfl: 'error' } }],
  ])('records a run that is %s', async (outcome, summaries, report) => {
    const { recorded, done } = runOf(summaries.map(summaryOf));
    await done.catch(() => undefined);
    expect(recorded).toMatchObject([{ startedAt: 1000, endedAt: 4000, outcome, ...report }]);
  });
});

const openReport = (starters: (league: 'nfl') => Promise<StartersFound>) => {
  const reports: string[] = [];
  const report = createStartersReport({
    starters: () => starters('nfl'),
    onUnresolved: (league, unresolved) =>
      void reports.push([league, ...unresolved.map(({ name, why }) => `${name}: ${why}`)].join(', ')),
    onFailure: (league, error) => void reports.push(`${league} failed: ${String(error)}`),
  });
  return { reports, report };
};

/** The list, looked up in a directory that is loaded when the test says so. */
const inDirectory = (nfl: readonly string[]) => {
  const clock = createFakeClock();
  const shared = [createMemorySharedTier('l2', { clock })];
  const { cache, resources } = createDomain({ upstream: createFakeUpstream(), clock, shared });
  const starters = createStarters({ cache, resources, clock, names: { ...STARTERS, nfl } });
  return { clock, load: () => cache.read(resources.directory('nfl')), ...openReport(starters) };
};

describe('the report on the starting lists', () => {
  it('waits for a directory and then reports once who is not loaded and why', async () => {
    const { clock, load, reports, report } = inDirectory(['Nobody Atall', 'Patrick Mahomes', 'Byron Young']);
    await report('nfl');
    expect(reports).toEqual([]);
    await load();
    clock.advance(hours(1));
    await report('nfl');
    await report('nfl');
    expect(reports).toEqual(['nfl, Nobody Atall: unknown, Byron Young: ambiguous']);
    clock.advance(hours(2));
    await report('nfl');
    expect(reports).toHaveLength(1);
  });

  it('reports nothing where every name is resolved', async () => {
    const { load, reports, report } = inDirectory(['Patrick Mahomes']);
    await load();
    await report('nfl');
    expect(reports).toEqual([]);
  });

  it('reports again when another directory gives another result, not when there is none for a while', async () => {
    const donald = { name: 'Aaron Donald', why: 'retired' } as const;
    const hill = { name: 'Tyreek Hill', why: 'retired' } as const;
    const none = [donald, hill].map(({ name }) => ({ name, why: 'no-directory' }) as const);
    const found = [[donald], none, [donald], [donald, hill], []].map((unresolved) => ({ ids: [], unresolved }));
    const { reports, report } = openReport(() => Promise.resolve(found.shift() ?? { ids: [], unresolved: [donald] }));
    for (let run = 0; run < 6; run += 1) await report('nfl');
    expect(reports).toEqual([
      'nfl, Aaron Donald: retired',
      'nfl, Aaron Donald: retired, Tyreek Hill: retired',
      'nfl, Aaron Donald: retired',
    ]);
  });

  it('does not fail the run', async () => {
    const { reports, report } = openReport(() => Promise.reject(new Error('garbage')));
    await report('nfl');
    expect(reports).toEqual(['nfl failed: Error: garbage']);
  });
});
