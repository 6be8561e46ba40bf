import type { Answer, Clock, HeldValue, LoadedEntry, LoadResult, Query, Recalled } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import type { Upstream } from '../upstream/index.ts';

/** A player, team or name that nothing cached has told of. */
export interface UnknownSubject {
  readonly league: LeagueId;
  /** Whether a directory of the league is held: then nearly everybody who exists is known. */
  readonly hasDirectory: boolean;
}

/** What a load may ask: the provider, and the cache. */
export interface ResourceContext {
  readonly upstream: Upstream;
  readonly read: <V>(query: Query<V>) => Promise<Answer<V>>;
  /** What the tiers hold, fresh or stale, in the order of the queries; nothing is loaded. */
  readonly getAllPresent: <V>(queries: readonly Query<V>[]) => Promise<readonly (Answer<V> | undefined)[]>;
  /** What is there in the order of the queries, however old, and even where a purge hides it; nothing is loaded. */
  readonly recallAll: <V>(queries: readonly Query<V>[]) => Promise<readonly (Recalled<V> | undefined)[]>;
  /** Makes calls about somebody unknown, for whom an allowance pays. Undefined: somebody known, or a whole league. */
  readonly payFor: <T>(unknown: UnknownSubject | undefined, call: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  /** When players change teams. */
  readonly calendar: Calendar;
  /**
   * Whether people ask about players of these teams: their games are followed to the end. Rejects where that cannot be
   * read. Undefined: nobody's games are, unless a question for the games waits.
   */
  readonly isAskedAbout?: (league: LeagueId, teams: ReadonlySet<TeamId>) => Promise<boolean>;
}

/** The value, or null where it is known not to exist. Rejects with the error of a load that failed. */
export const valueOrNull = async <V>(answer: Promise<Answer<V>>): Promise<V | null> => {
  const settled = await answer;
  switch (settled.kind) {
    case 'value':
      return settled.value();
    case 'absent':
      return null;
    case 'failed':
      throw settled.error;
  }
};

/**
 * The value of those held that was loaded last. All of them are of one kind, the source's, and were decoded by its query:
 * callers say of which type.
 */
export const latestOf = (held: readonly HeldValue[]): unknown =>
  held.toSorted((a, b) => b.loadedAt - a.loadedAt)[0]?.value;

/** What a load yields, in doubt where there is any. */
export const inDoubt = (loaded: readonly LoadedEntry[], doubt: string | undefined): LoadResult =>
  doubt === undefined ? { loaded } : { loaded, doubt };

/** The cached value, fresh or stale; undefined where there is none. Nothing is loaded. */
export const valueIfPresent = async <V>(
  { getAllPresent }: Pick<ResourceContext, 'getAllPresent'>,
  query: Query<V>,
): Promise<V | undefined> => {
  const [answer] = await getAllPresent([query]);
  return answer?.kind === 'value' ? answer.value() : undefined;
};
