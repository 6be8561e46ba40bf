import type { Clock } from '../../lib/cache/index.ts';
import type { JobRun } from '../../lib/ledgers/job-runs.ts';
import type { LeagueId, LeagueSummary } from '../../lib/sports/model/index.ts';
import type { StartersFound, UnresolvedStarter } from '../../lib/sports/popularity/index.ts';
import type { Warming } from '../../lib/sports/warming/index.ts';

export interface WarmDeps {
  readonly warming: Pick<Warming, 'run'>;
  /** Called as each league ends, so that a run that is cut off has logged how far it came. */
  readonly onLeague: (summary: LeagueSummary) => void;
  readonly reportStarters: ReportStarters;
  /** Remembers the run for operators. Must not reject. */
  readonly record: (run: JobRun) => Promise<void>;
  readonly clock: Clock;
}

/** The part of Lambda's context that is used. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

/** Warms every league, as far as the time goes. Rejects at the end when a league broke; the next run retries. */
export const createWarm =
  ({ warming, onLeague, reportStarters, record, clock }: WarmDeps) =>
  async (invocation: Invocation): Promise<void> => {
    const startedAt = clock.now();
    const summaries = await warming.run({ remaining: () => invocation.getRemainingTimeInMillis(), onLeague });
    await record({ startedAt, endedAt: clock.now(), ...reportOf(summaries) });
    // After the run, which has loaded the directories that were not cached.
    await Promise.all(summaries.map(({ league }) => reportStarters(league)));
    const broken = summaries.filter(({ stopped }) => stopped === 'error').map(({ league }) => league);
    if (broken.length > 0) throw new Error(`Could not be warmed: ${broken.join(', ')}`);
  };

const COUNTED = ['planned', 'loaded', 'kept', 'fresh', 'elsewhere', 'failed', 'left'] as const;

const reportOf = (summaries: readonly LeagueSummary[]): Omit<JobRun, 'startedAt' | 'endedAt'> => {
  const sum = (name: (typeof COUNTED)[number]): number => summaries.reduce((total, each) => total + each[name], 0);
  const counts = Object.fromEntries(COUNTED.map((name) => [name, sum(name)]));
  const failures = Object.fromEntries(summaries.flatMap(({ league, stopped }) => (stopped ? [[league, stopped]] : [])));
  const isBroken = summaries.some(({ stopped }) => stopped === 'error');
  const isWhole = summaries.every(({ stopped, failed, left }) => stopped === undefined && failed + left === 0);
  return { outcome: isBroken ? 'failed' : isWhole ? 'complete' : 'incomplete', counts, failures };
};

export interface StartersReportOptions {
  readonly starters: (league: LeagueId) => Promise<StartersFound>;
  /** Called with the names of a league's starting list that are not loaded, and why. */
  readonly onUnresolved: (league: LeagueId, unresolved: readonly UnresolvedStarter[]) => void;
  readonly onFailure: (league: LeagueId, error: unknown) => void;
}

/** Never rejects: a starting list that cannot be looked up must not fail the run. */
export type ReportStarters = (league: LeagueId) => Promise<void>;

/** Reports the unresolved names of a starting list once, and again when another directory gives another result. */
export const createStartersReport = ({ starters, onUnresolved, onFailure }: StartersReportOptions): ReportStarters => {
  const reported = new Map<LeagueId, string>();
  return async (league) => {
    try {
      const { unresolved } = await starters(league);
      // Without a directory no name has been looked up yet.
      if (unresolved.some(({ why }) => why === 'no-directory')) return;
      const report = JSON.stringify(unresolved);
      if (reported.get(league) === report) return;
      reported.set(league, report);
      if (unresolved.length > 0) onUnresolved(league, unresolved);
    } catch (error) {
      onFailure(league, error);
    }
  };
};
