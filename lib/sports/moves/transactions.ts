import { ContradictedError, days, hours, seconds, type Deadline } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { doubtMoveList } from '../doubts/index.ts';
import { MOVES_PER_LIST } from '../resources/index.ts';
import type { TransactionRecord, Upstream } from '../upstream/index.ts';
import { TIMER_TOLERANCE_MS } from './schedule.ts';
import type { ReadMoveList } from './shared-list.ts';
import type { MovesState } from './state.ts';

/** What a league's transactions feed said in this run. */
export interface FeedReading extends Pick<MovesState, 'readAt' | 'unavailableSince'> {
  readonly outcome: 'not-due' | 'read' | 'unavailable';
  /** Moves that have not been purged for. */
  readonly moves: readonly TransactionRecord[];
  /** Fingerprints of everything listed. */
  readonly listed: readonly string[];
  /** Every line is new, so there may be more moves that the feed no longer lists. */
  readonly mayBeTruncated: boolean;
}

export interface FeedOptions {
  readonly upstream: Pick<Upstream, 'transactions'>;
  readonly deadline?: Deadline | undefined;
  /** Moves asked for in one call. */
  readonly limit?: number | undefined;
  /** Has the list asked for, and leaves it to those who ask for the moves. Undefined: nobody does. */
  readonly readList?: ReadMoveList | undefined;
  /** Called each time the feed could not be read. */
  readonly onFeedUnavailable?: ((league: LeagueId, error: unknown) => void) | undefined;
}

const CALL_TIMEOUT_MS = seconds(8);
// A feed that has been unavailable for this long is treated as if the league had none.
const MAX_OUTAGE_MS = hours(1) - TIMER_TOLERANCE_MS;

/** Leaves the list to nobody. */
const askOnly: ReadMoveList = (_league, ask) => ask();

/** Reads the feed. Never rejects: windows and repeats are purged for without it. */
export const createFeedReader = ({ upstream, limit = MOVES_PER_LIST, ...options }: FeedOptions) => {
  const { deadline = (ms: number) => AbortSignal.timeout(ms), onFeedUnavailable = () => undefined } = options;
  const { readList = askOnly } = options;

  return async (
    league: LeagueId,
    { readAt, seen, watchedSince, unavailableSince }: MovesState,
    { now, isFirstRun }: { readonly now: number; readonly isFirstRun: boolean },
  ): Promise<FeedReading> => {
    // The first run takes everything listed for old. Where its reading failed, only what is dated before it is old:
    // dates are days, so a move of the same day may have come after it.
    const isOld = ({ date }: TransactionRecord): boolean =>
      isFirstRun || (readAt === null && date + days(1) <= watchedSince);
    try {
      const ask = () => upstream.transactions(league, limit, { signal: deadline(CALL_TIMEOUT_MS) });
      const list = await readList(league, ask);
      const doubt = doubtMoveList(league, { brought: list.length, held: seen.length }, now);
      // Nothing is stored of it: it counts as a feed that is out, for as long as an outage may last.
      if (doubt !== undefined) throw new ContradictedError(doubt);
      const seenBefore = new Set(seen);
      const listed = fingerprintsOf(list);
      const moves = list.filter((move, index) => !seenBefore.has(listed[index] ?? '') && !isOld(move));
      // The limit alone does not tell: lines that cannot be read have been left out.
      const isAllNew = moves.length > 0 && moves.length === list.length;
      const mayBeTruncated = isAllNew && (seen.length > 0 || moves.length >= limit);
      return { outcome: 'read', moves, listed, mayBeTruncated, readAt: now, unavailableSince: null };
    } catch (error) {
      onFeedUnavailable(league, error);
      return { ...NO_MOVES, outcome: 'unavailable', readAt, unavailableSince: unavailableSince ?? now };
    }
  };
};

/** The reading of a run in which the feed is not due. */
export const notRead = ({ readAt, unavailableSince }: MovesState): FeedReading => ({
  ...NO_MOVES,
  outcome: 'not-due',
  readAt,
  unavailableSince,
});

const NO_MOVES = { moves: [], listed: [], mayBeTruncated: false } as const;

export const isOutageTooLong = ({ unavailableSince }: Pick<FeedReading, 'unavailableSince'>, now: number): boolean =>
  unavailableSince !== null && now - unavailableSince >= MAX_OUTAGE_MS;

/**
 * A short name for each move of a list, in its order. Moves have dates and no times, so only the whole line identifies
 * one. Equal lines are counted from the oldest; where the list has dropped the oldest of them, a new equal line of that
 * day is taken for one that was seen.
 */
const fingerprintsOf = (moves: readonly TransactionRecord[]): readonly string[] => {
  const counts = new Map<string, number>();
  return moves
    .toReversed()
    .map(({ date, teamId, description }) => {
      const hash = hashOf(`${date} ${teamId ?? ''} ${description}`);
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      return count === 1 ? hash : `${hash}.${count}`;
    })
    .toReversed();
};

// FNV-1a's prime and offset, and another offset for the second half.
const PRIME = 0x01000193;
const OFFSETS = [0x811c9dc5, 0x3c6ef372];

/** 64 bits: a collision among the few hundred moves that are remembered is not to be expected. */
const hashOf = (text: string): string =>
  OFFSETS.map((offset) => {
    let hash = offset;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
    return (hash >>> 0).toString(36);
  }).join('-');
