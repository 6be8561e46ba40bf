import type { LoadResult, Query, Recalled } from '../../cache/index.ts';
import { currentSeason } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import type { Career } from '../model/index.ts';
import type { ResourceContext } from './context.ts';
import { evidenceOfPlayer, standingOfPlayer, type Standing } from './known.ts';
import type { StatsLoad } from './stats-lines.ts';
import { unnamedQuery, usableTable, type StoredTable, type UnnamedTable } from './unnamed-stats.ts';

/** What the tiers have that decides how stats are loaded. */
export interface RecalledStats {
  /** The whole answer: the career that is cached has no such season. */
  readonly absent?: LoadResult;
  /** What an earlier load brought and could not make lines of. */
  readonly unnamed?: UnnamedTable | undefined;
  /** Undefined for a player whom a name was resolved to. */
  readonly standing?: Standing;
}

// A season this far back is asked for one by one: most players have no line of it, and their careers say so.
const USUAL_SEASONS = 2;

/** One look into the tiers. None for a resolved name and a season that most players have a line of. */
export const recallStats = async (context: ResourceContext, load: StatsLoad): Promise<RecalledStats> => {
  const { of, career, asked } = load;
  const { clock, recallAll } = context;
  const now = clock.now();
  const isByName = of.name !== undefined;
  if (isByName && (asked === undefined || asked.season > currentSeason(leagueOf(of.league), now) - USUAL_SEASONS)) {
    return {};
  }
  const unnamed = unnamedQuery(load);
  const evidence = isByName ? [] : evidenceOfPlayer(context, of.league, of.id);
  const queries = new Map<string, Query<unknown>>(
    [unnamed, ...(career === undefined ? [] : [career]), ...evidence].map((query) => [query.key, query]),
  );
  const answers = await recallAll([...queries.values()]);
  load.call.signal.throwIfAborted();
  const recalled = new Map([...queries.keys()].map((key, index) => [key, answers[index]]));
  const absent = withoutLine(load, recalled.get(career?.key ?? ''), now);
  if (absent !== undefined) return { absent };
  if (isByName) return {};
  const isKnown = [...recalled.values()].some((each) => each !== undefined && each.value !== null);
  return {
    // What each was decoded to by the query of its key.
    unnamed: usableTable(recalled.get(unnamed.key) as Recalled<StoredTable> | undefined, now),
    standing: isKnown ? { unknown: undefined } : await standingOfPlayer(context, of, load.call),
  };
};

/** That there is no line, for as long as the provider is believed who sent a career without it. */
const withoutLine = (
  { asked }: StatsLoad,
  career: Recalled<unknown> | undefined,
  now: number,
): LoadResult | undefined => {
  if (asked === undefined || career === undefined || career.isHidden) return undefined;
  const { missing, seasons } = (career.value as Career | null) ?? { seasons: [] };
  const absentFor = career.loadedAt + asked.query.policy.absentFor - now;
  if (missing !== undefined || seasons.some(({ season }) => season === asked.season) || absentFor <= 0)
    return undefined;
  return { loaded: [], absentFor, only: asked.query.key };
};
