import type { LeagueSummary, Warming } from '../../lib/sports/warming/index.ts';
import type { ReportStarters } from './starters-report.ts';

export interface WarmDeps {
  readonly warming: Pick<Warming, 'run'>;
  /** Told of each league as it ends: a run that is cut off has said how far it came. */
  readonly onLeague: (summary: LeagueSummary) => void;
  readonly reportStarters: ReportStarters;
}

/** What Lambda says of an invocation. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

/** Warms every league, as far as the time goes. A provider that is down is no fault of the run: the next one goes on. */
export const createWarm =
  ({ warming, onLeague, reportStarters }: WarmDeps) =>
  async (invocation: Invocation): Promise<void> => {
    const summaries = await warming.run({ remaining: () => invocation.getRemainingTimeInMillis(), onLeague });
    // Behind the run, which has loaded the directories that were not held.
    await Promise.all(summaries.map(({ league }) => reportStarters(league)));
    const broken = summaries.filter(({ stopped }) => stopped === 'error').map(({ league }) => league);
    if (broken.length > 0) throw new Error(`Could not be warmed: ${broken.join(', ')}`);
  };
