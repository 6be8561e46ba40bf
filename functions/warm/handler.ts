import type { LeagueSummary, Warming } from '../../lib/sports/warming/warming.ts';

export interface WarmDeps {
  readonly warming: Pick<Warming, 'run'>;
  /** Told of each league as it ends: a run that is cut off has said how far it came. */
  readonly onLeague: (summary: LeagueSummary) => void;
}

/** What Lambda says of an invocation. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

/** Warms every league, as far as the time goes. A provider that is down is no fault of the run: the next one goes on. */
export const createWarm =
  ({ warming, onLeague }: WarmDeps) =>
  async (invocation: Invocation): Promise<void> => {
    const summaries = await warming.run({ remaining: () => invocation.getRemainingTimeInMillis(), onLeague });
    const broken = summaries.filter(({ stopped }) => stopped === 'error').map(({ league }) => league);
    if (broken.length > 0) throw new Error(`Could not be warmed: ${broken.join(', ')}`);
  };
