import type { Query } from '../../cache/index.ts';
import type {
  Career,
  GameLog,
  LeagueId,
  Player,
  PlayerId,
  Roster,
  SeasonPhases,
  StatLine,
  TeamId,
  LiveState,
  PopularityScores,
  TeamList,
} from '../model/index.ts';
import type { Directory, NameForm } from '../names/index.ts';
import type { LeaderPage } from '../stats/index.ts';
import type { ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { gameLogQuery } from './game-log.ts';
import { leaderPageQuery } from './leader-pages.ts';
import { liveQuery } from './live.ts';
import { moveListQuery, type AskForMoves, type MoveList } from './move-list.ts';
import { nameSearchQuery, type NameSearch } from './name-search.ts';
import { popularityQuery } from './popularity.ts';
import { playerQuery } from './player.ts';
import { rosterQuery } from './roster.ts';
import { seasonTableQuery } from './season-table.ts';
import { seasonQuery } from './season.ts';
import { careerQuery, statLineQuery } from './stats.ts';
import type { GameLogOf, StatsOf } from './stats-keys.ts';
import type { SeasonTableLoad, SeasonTableOf } from './season-table-page.ts';
import { teamDocumentQuery } from './team-document.ts';
import type { TeamDocument } from './team-document-stored.ts';
import { teamsQuery } from './teams.ts';

/** Everything that is cached, as queries for the engine. Making a query costs nothing and asks nobody. */
export interface Resources {
  teams(league: LeagueId): Query<TeamList>;
  roster(league: LeagueId, team: TeamId): Query<Roster>;
  /** Every player of a league. Its load fails with `unsupported` for colleges. */
  directory(league: LeagueId): Query<Directory>;
  nameSearch(league: LeagueId, name: NameForm): Query<NameSearch>;
  player(league: LeagueId, id: PlayerId): Query<Player>;
  statLine(of: StatsOf, season: number): Query<StatLine>;
  career(of: StatsOf): Query<Career>;
  gameLog(of: GameLogOf): Query<GameLog>;
  /** How a team stands, and its next game. */
  teamDocument(league: LeagueId, team: TeamId): Query<TeamDocument>;
  /** Loading it fills the stat line of every player on the page. */
  seasonTable(of: SeasonTableOf): Query<SeasonTableLoad>;
  /** The same page by columns, which that load fills as well. It is looked up and never loaded. */
  leaderPage(of: SeasonTableOf): Query<LeaderPage>;
  live(league: LeagueId): Query<LiveState>;
  season(league: LeagueId): Query<SeasonPhases>;
  /** The league's latest moves; `ask` has them asked for by somebody whom no question's load holds up. */
  moveList(league: LeagueId, ask?: AskForMoves): Query<MoveList>;
  /** A copy of the scores of the league's players: looked up, and loaded by whoever has new `scores`. */
  popularity(league: LeagueId, scores?: PopularityScores): Query<PopularityScores>;
}

/**
 * Keys, policies, scopes and loads of everything that is cached. A load rejects with `UpstreamError` when the provider
 * could not say, and fills nothing when the provider said that there is no such thing.
 *
 * @example
 * const resources = createResources({ upstream, clock, calendar, read, getAllPresent }); // both the cache's
 * const answer = await cache.read(resources.player('nba', '1966' as PlayerId));
 * if (answer.kind === 'value') answer.value().team?.abbreviation; // 'LAL'
 */
export const createResources = (context: ResourceContext): Resources => ({
  teams: (league) => teamsQuery(context, league),
  roster: (league, team) => rosterQuery(context, league, team),
  directory: (league) => directoryQuery(context, league),
  nameSearch: (league, name) => nameSearchQuery(context, league, name),
  player: (league, id) => playerQuery(context, league, id),
  statLine: (of, season) => statLineQuery(context, of, season),
  career: (of) => careerQuery(context, of),
  gameLog: (of) => gameLogQuery(context, of),
  teamDocument: (league, team) => teamDocumentQuery(context, league, team),
  seasonTable: (of) => seasonTableQuery(context, of),
  leaderPage: (of) => leaderPageQuery(context, of),
  live: (league) => liveQuery(context, league),
  season: (league) => seasonQuery(context, league),
  moveList: (league, ask) => moveListQuery(context, league, ask),
  popularity: (league, scores) => popularityQuery(league, scores),
});
