import type { Seasons } from '../lookup/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, Phase, Roster, SeasonPhases, TeamId, TeamList, LiveState } from '../model/index.ts';
import type { Directory } from '../names/index.ts';
import type { SeasonTableOf, SeasonTableLoad } from '../resources/index.ts';
import type { Upstream } from '../upstream/index.ts';
import { getCached, valueOf, type CachedQuery } from './cached.ts';
import type { BudgetPressure } from './call-pacing.ts';
import { playedTeams, type PlayedTeam } from './team-documents.ts';
import { snapshotPlayers, type PlayerQueries, type PlayerSnapshotContext, type PlayersOf } from './player-snapshot.ts';

/** Everything that decides what is worth loading for a league before anybody asks. */
export interface LeagueSnapshot {
  readonly league: LeagueId;
  /** Epoch ms. */
  readonly now: number;
  /** When the next run may begin (epoch ms). What expires before then would expire unnoticed. */
  readonly nextRun: number;
  readonly phase: Phase;
  readonly season: CachedQuery<SeasonPhases>;
  readonly teams: CachedQuery<TeamList>;
  /** Undefined where the provider has no live games. */
  readonly live: CachedQuery<LiveState> | undefined;
  /** None of a league whose teams are not known yet, or are too many. */
  readonly rosters: readonly CachedQuery<Roster>[];
  /** Whether one call lists every player; else only all rosters together do. */
  readonly hasEveryPlayer: boolean;
  /** Whether the lines of those who play now are loaded with every run; else once an hour. */
  readonly followsGames: boolean;
  readonly pressure: BudgetPressure;
  /** Undefined where the league has none. */
  readonly directory: CachedQuery<Directory> | undefined;
  /** The pages of the season's table that are known to exist. Empty where there is no table. */
  readonly pages: readonly PageQuery[];
  /** The most popular first. */
  readonly players: readonly PlayerQueries[];
  /** Of the popular players' teams that have played a moment ago. */
  readonly teamDocuments: readonly PlayedTeam[];
}

/** A page of the season's table. */
export interface PageQuery extends CachedQuery<SeasonTableLoad> {
  readonly of: SeasonTableOf;
}

export interface SnapshotContext extends PlayerSnapshotContext {
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups'>;
  readonly seasons: Seasons;
}

export interface SnapshotOf extends PlayersOf, Pick<LeagueSnapshot, 'now' | 'nextRun' | 'followsGames' | 'pressure'> {
  /** Whether there is time for a page of a season's table, which takes half a minute. */
  readonly withTables: boolean;
}

// Of one group. A provider that counts wrong must not cause endless work.
const MAX_PAGES = 20;

/** Reads the tiers in a few requests; nothing is loaded. */
export const takeSnapshot = async (context: SnapshotContext, of: SnapshotOf): Promise<LeagueSnapshot> => {
  const { cache, resources, upstream, seasons } = context;
  const { league, reach, withTables, now, nextRun, followsGames, pressure } = of;
  // The first read brings the purge log, after which the others may be answered from memory.
  const [season] = await getCached(cache, [resources.season(league)]);
  const [teams] = await getCached(cache, [resources.teams(league)]);
  const [live] = upstream.can(league, 'live') ? await getCached(cache, [resources.live(league)]) : [];
  if (season === undefined || teams === undefined) throw new TypeError('A read answers every query');
  const state = await seasons.state(league);
  const players = await snapshotPlayers(context, of, state);
  const isWhole = reach === 'league' && !leagueOf(league).college;
  const rosters = await getCached(
    cache,
    isWhole ? rosterOrder(valueOf(teams), players).map((id) => resources.roster(league, id)) : [],
  );
  const [directory] = isWhole ? await getCached(cache, [resources.directory(league)]) : [];
  // In the play-offs there are two tables: the regular season's is complete, the other one grows.
  const types = state.phase === 'postseason' ? (['regular', 'postseason'] as const) : (['regular'] as const);
  const pages: PageQuery[] = [];
  if (reach === 'league' && withTables) {
    for (const type of types) pages.push(...(await tablePages(context, { league, season: state.season, type })));
  }
  const hasEveryPlayer = upstream.can(league, 'everyPlayer');
  const teamDocuments = isWhole ? await playedTeams(context, league, { players, live, now }) : [];
  const given = { league, now, nextRun, followsGames, pressure, hasEveryPlayer, phase: state.phase };
  return { ...given, season, teams, live, rosters, directory, pages, players, teamDocuments };
};

/** The teams with the most popular players first. */
const rosterOrder = (list: TeamList | undefined, players: readonly PlayerQueries[]): readonly TeamId[] => {
  const popular = new Map<TeamId, number>();
  for (const { document, stats } of players) {
    const lines = stats.flatMap(({ line }) => valueOf(line)?.teams.at(-1)?.id ?? []);
    const team = valueOf(document)?.team?.id ?? lines[0];
    if (team !== undefined) popular.set(team, (popular.get(team) ?? 0) + 1);
  }
  const listed = (list?.teams ?? []).filter(({ exhibition }) => exhibition !== true).map(({ id }) => id);
  return listed.sort((a, b) => (popular.get(b) ?? 0) - (popular.get(a) ?? 0));
};

/** The first page of each group, and the others that it counts once it is cached. */
const tablePages = async (
  { cache, resources, upstream }: SnapshotContext,
  of: Pick<SeasonTableOf, 'league' | 'season' | 'type'>,
): Promise<readonly PageQuery[]> => {
  if (!upstream.can(of.league, 'seasonTable')) return [];
  const getPages = async (pages: readonly SeasonTableOf[]): Promise<readonly PageQuery[]> => {
    const found = await getCached(
      cache,
      pages.map((page) => resources.seasonTable(page)),
    );
    return found.flatMap((each, index) => {
      const page = pages[index];
      return page === undefined ? [] : [{ ...each, of: page }];
    });
  };
  const first = await getPages(upstream.seasonTableGroups(of.league).map((group) => ({ ...of, group, page: 1 })));
  const further = first.flatMap(({ of: page, ...cached }) => {
    const count = Math.min(MAX_PAGES, valueOf(cached)?.pages ?? 1);
    return Array.from({ length: Math.max(0, count - 1) }, (_, index) => ({ ...page, page: index + 2 }));
  });
  return [...first, ...(await getPages(further))];
};
