import {
  cacheKey,
  days,
  hours,
  minutes,
  seconds,
  type CachedValue,
  type HeldValue,
  type Policy,
  type Query,
} from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { TeamRef } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { isFinished } from '../calendar/index.ts';
import { hasPlayedSince, type LiveState } from '../games/index.ts';
import { FINISHED_STATS, currentPolicy, MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import { inDoubt, valueIfPresent, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';
import type { SeasonTableOf } from './table-lines.ts';
import { policyUnlessPlayed } from './confirm.ts';

/** That a page has been loaded, and how many there are. What was on it is in the stat lines it filled. */
export interface SeasonTableLoad {
  /** Pages of the group. */
  readonly pages: number;
  /** Stat lines that the page filled. */
  readonly filled: number;
  /** Epoch ms of the last load that filled every line on the page; later ones filled those of teams that had played. */
  readonly wholeAt: number;
}

const SEASON_TABLE: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: 0,
  staleIfError: days(2),
  absentFor: minutes(10),
};

/** Loading it fills the stat lines of everybody on the page: one call instead of one for each player. */
export const seasonTableQuery = (context: ResourceContext, of: SeasonTableOf): Query<SeasonTableLoad> => {
  const { league, season, type, group, page } = of;
  const suffix = type === 'regular' ? '' : `:${type}`;
  const key = cacheKey(`${league}:table:${season}:${group}:${page}${suffix}`);
  const scopes = [SCOPE.all, SCOPE.stats];
  const { clock, upstream } = context;
  const now = clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  const policy: Policy = finished ? { ...SEASON_TABLE, freshFor: FINISHED_STATS.freshFor } : SEASON_TABLE;
  const query: Query<SeasonTableLoad> = {
    key,
    namespace: league,
    policy,
    scopes,
    source: {
      key,
      // A page is megabytes, and no request waits for it.
      timeLimit: seconds(30),
      async load(call) {
        const table = await upstream.seasonTable(league, { season, type, group, page }, call);
        const live = await valueIfPresent(context, liveQuery(context, league));
        const loadedAt = clock.now();
        const partial = finished ? undefined : await partialLoad(context, { query, live, now: loadedAt });
        const { shouldFill } = partial ?? {};
        // Only a load needs the rules of a page: no question waits for one.
        const { seasonTableLines } = await import('./table-lines.ts');
        const lines = await seasonTableLines(context, of, { table, live, shouldFill });
        const value = { pages: table.pages, filled: lines.length, wholeAt: partial?.wholeAt ?? loadedAt };
        const own = finished ? policy : { ...policy, freshFor: currentPolicy(live, 'any', loadedAt).freshFor };
        const { doubtTablePage } = await import('../doubts/index.ts');
        const doubt = doubtTablePage(page, { brought: table.athletes.length, held: heldAthletes(call.held()) });
        const witness = String(table.athletes.length);
        return inDoubt([...lines, { key, value, policy: own, scopes, witness }], doubt);
      },
    },
    decode: (json) => json as SeasonTableLoad,
    ...(!finished && {
      confirm: async ({ value, loadedAt }: CachedValue<SeasonTableLoad>) => {
        const untilWholeLoad = value.wholeAt + MAX_CONFIRMED_AGE_MS.page - clock.now();
        const confirmed = await policyUnlessPlayed(context, league, { teams: 'any', loadedAt });
        // Not `<= 0`: a page of an older version has no `wholeAt`, and NaN confirms nothing.
        if (confirmed === undefined || !(untilWholeLoad > 0)) return undefined;
        const freshFor = Math.min(confirmed.freshFor, untilWholeLoad);
        return { key, value, loadedAt, policy: { ...policy, freshFor }, scopes };
      },
    }),
  };
  return query;
};

/** How many athletes were on the page when it was last loaded. */
const heldAthletes = (held: readonly HeldValue[]): number | undefined => {
  const witness = held.find((each) => each.witness !== undefined)?.witness;
  return witness === undefined ? undefined : Number(witness);
};

/** Whether the lines of its last whole load are about to reach the age at which they are no longer confirmed. */
export const isWholeLoadDue = ({ wholeAt }: SeasonTableLoad, now: number): boolean =>
  !(now - wholeAt < MAX_CONFIRMED_AGE_MS.page);

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
  if (isWholeLoadDue(page, now)) return undefined;
  const since = before.entry.loadedAt;
  const played = (teams: readonly TeamRef[]): boolean | undefined =>
    hasPlayedSince(live, new Set(teams.map(({ id }) => id)), { since, now });
  return { wholeAt: page.wholeAt, shouldFill: (teams) => teams.length === 0 || played(teams) !== false };
};
