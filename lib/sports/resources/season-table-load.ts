import type { HeldValue, LoadResult, Query } from '../../cache/index.ts';
import type { TeamRef, LiveState } from '../model/index.ts';
import type { UpstreamCall } from '../upstream/index.ts';
import { doubtTablePage } from '../doubts/index.ts';
import { hasPlayedSince } from '../games/index.ts';
import { currentPolicy } from '../stats/index.ts';
import { byTeams } from './by-teams.ts';
import { inDoubt, valueIfPresent, type ResourceContext } from './context.ts';
import { leaderEntry } from './leader-fill.ts';
import { liveQuery } from './live.ts';
import {
  FILLED_SHAPES,
  isFillReadable,
  isWholeLoadDue,
  type SeasonTableLoad,
  type SeasonTableOf,
} from './season-table-page.ts';
import { seasonTableLines } from './table-lines.ts';

export interface PageQuestion {
  readonly of: SeasonTableOf;
  readonly query: Query<SeasonTableLoad>;
  readonly isFinished: boolean;
}

/** Asks the provider for a page, and fills the stat lines on it. */
export const loadSeasonTable = async (
  context: ResourceContext,
  { of, query, isFinished }: PageQuestion,
  call: UpstreamCall & { readonly held: () => readonly HeldValue[] },
): Promise<LoadResult> => {
  const { clock, upstream } = context;
  const { league, season, type, group, page } = of;
  const { key, scopes, policy } = query;
  const table = await upstream.seasonTable(league, { season, type, group, page }, call);
  const live = await valueIfPresent(context, liveQuery(context, league));
  const loadedAt = clock.now();
  const partial = isFinished ? undefined : await partialLoad(context, { query, live, now: loadedAt });
  const lines = await seasonTableLines(context, of, { table, live, shouldFill: partial?.shouldFill });
  const leaders = await leaderEntry(context, of, table);
  const value: SeasonTableLoad = {
    pages: table.pages,
    filled: lines.length,
    wholeAt: partial?.wholeAt ?? loadedAt,
    shapes: FILLED_SHAPES,
  };
  const own = isFinished ? policy : { ...policy, freshFor: currentPolicy(live, 'any', loadedAt).freshFor };
  const doubt = doubtTablePage(page, { brought: table.athletes.length, held: heldAthletes(call.held()) });
  const witness = String(table.athletes.length);
  return inDoubt([...lines, leaders, { key, value, policy: own, scopes, witness }], doubt);
};

/** How many athletes were on the page when it was last loaded. */
const heldAthletes = (held: readonly HeldValue[]): number | undefined => {
  const witness = held.find((each) => each.witness !== undefined)?.witness;
  return witness === undefined ? undefined : Number(witness);
};

interface PartialLoad extends Pick<SeasonTableLoad, 'wholeAt'> {
  /** By a player's teams of that season. */
  readonly shouldFill: (teams: readonly TeamRef[]) => boolean;
}

interface PageState {
  readonly query: Query<SeasonTableLoad>;
  readonly live: LiveState | undefined;
  readonly now: number;
}

/**
 * The lines of players whose team may have played since the page was last loaded: a game changes the lines of two
 * teams, and each filled line is written to every tier. Undefined where every line is to be filled.
 */
const partialLoad = async (
  { getAllPresent }: ResourceContext,
  { query, live, now }: PageState,
): Promise<PartialLoad | undefined> => {
  const [before] = await getAllPresent([query]);
  if (before?.kind !== 'value' || live === undefined) return undefined;
  const page = before.value();
  if (isWholeLoadDue(page, now) || !isFillReadable(page)) return undefined;
  const since = before.entry.loadedAt;
  const mayHavePlayed = byTeams((ids) => ids.size === 0 || hasPlayedSince(live, ids, { since, now }) !== false);
  return { wholeAt: page.wholeAt, shouldFill: (teams) => mayHavePlayed(teams.map(({ id }) => id)) };
};
