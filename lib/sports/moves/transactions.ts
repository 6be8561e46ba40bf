import { days, hours, seconds, type Deadline } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';
import type { Upstream } from '../upstream.ts';
import type { MovesNote } from './state.ts';
import { newsIn, type News } from './plan.ts';
import { SLACK } from './slack.ts';

/** What a reading of a league's list of moves came to. */
export interface Heard extends Pick<MovesNote, 'readAt' | 'unheardSince'> {
  readonly news: News;
  /** `failed`: the provider could not say. */
  readonly outcome: 'not asked' | 'read' | 'failed';
}

export interface ListeningOptions {
  readonly upstream: Pick<Upstream, 'transactions'>;
  readonly deadline?: Deadline | undefined;
  /** Moves read at once. */
  readonly limit?: number | undefined;
  /** Told each time that a list could not be read. */
  readonly onUnheard?: ((league: LeagueId, error: unknown) => void) | undefined;
}

const CALL_TIMEOUT = seconds(8);
// A list that has not answered for so long is not waited for any more.
const LONGEST_SILENCE = hours(1) - SLACK;

/** Reads the list of moves. A list that cannot be read is no reason to do nothing else: it never rejects. */
export const createListening = ({ upstream, limit = 100, ...options }: ListeningOptions) => {
  const { deadline = (ms: number) => AbortSignal.timeout(ms), onUnheard = () => undefined } = options;

  return async (
    league: LeagueId,
    { readAt, seen, since, unheardSince }: MovesNote,
    { now, isFirst }: { readonly now: number; readonly isFirst: boolean },
  ): Promise<Heard> => {
    // What is listed when somebody begins to watch was there before; later only what was dated before. Dates are days:
    // a move of the very day may have come after.
    const isOld = (date: number): boolean => isFirst || (readAt === null && date + days(1) <= since);
    try {
      const list = await upstream.transactions(league, limit, { signal: deadline(CALL_TIMEOUT) });
      const news = newsIn(list, seen, { limit, isOld: ({ date }) => isOld(date) });
      return { outcome: 'read', news, readAt: now, unheardSince: null };
    } catch (error) {
      onUnheard(league, error);
      return { outcome: 'failed', news: NO_NEWS, readAt, unheardSince: unheardSince ?? now };
    }
  };
};

/** Where nobody was asked. */
export const unasked = ({ readAt, unheardSince }: MovesNote): Heard => ({
  outcome: 'not asked',
  news: NO_NEWS,
  readAt,
  unheardSince,
});

/** Whether a list has been silent for so long that the league is as one whose moves nobody tells. */
export const isSilent = ({ unheardSince }: Pick<MovesNote, 'unheardSince'>, now: number): boolean =>
  unheardSince !== null && now - unheardSince >= LONGEST_SILENCE;

const NO_NEWS: News = { listed: [], moves: [], isFull: false };
