import type { Query } from '../../cache/index.ts';
import type { Directory, NameForm } from '../names/index.ts';
import type { LiveState } from '../stats/index.ts';
import type { Career, LeagueId, Player, PlayerId, Roster, SeasonPhases, StatLine, TeamId } from '../model.ts';
import type { ResourceContext } from './context.ts';
import { directoryQuery } from './directory.ts';
import { liveQuery } from './live.ts';
import { nameHitsQuery, type NameHits } from './name-search.ts';
import { playerQuery } from './player.ts';
import { rosterQuery } from './roster.ts';
import { seasonTableQuery, type TableOf, type TablePage } from './season-table.ts';
import { seasonQuery } from './season.ts';
import { careerQuery, statLineQuery, type StatsOf } from './stats.ts';
import { teamsQuery, type TeamList } from './teams.ts';

/** Everything that is cached, as questions to the engine. */
export interface Resources {
  teams(league: LeagueId): Query<TeamList>;
  roster(league: LeagueId, team: TeamId): Query<Roster>;
  directory(league: LeagueId): Query<Directory>;
  nameHits(league: LeagueId, name: NameForm): Query<NameHits>;
  player(league: LeagueId, id: PlayerId): Query<Player>;
  statLine(of: StatsOf, season: number): Query<StatLine>;
  career(of: StatsOf): Query<Career>;
  seasonTable(of: TableOf): Query<TablePage>;
  live(league: LeagueId): Query<LiveState>;
  season(league: LeagueId): Query<SeasonPhases>;
}

export const createResources = (context: ResourceContext): Resources => ({
  teams: (league) => teamsQuery(context, league),
  roster: (league, team) => rosterQuery(context, league, team),
  directory: (league) => directoryQuery(context, league),
  nameHits: (league, name) => nameHitsQuery(context, league, name),
  player: (league, id) => playerQuery(context, league, id),
  statLine: (of, season) => statLineQuery(context, of, season),
  career: (of) => careerQuery(context, of),
  seasonTable: (of) => seasonTableQuery(context, of),
  live: (league) => liveQuery(context, league),
  season: (league) => seasonQuery(context, league),
});
export type { NameHits } from './name-search.ts';
export type { StatsOf } from './stats.ts';
export { isOfYesterday, type TableOf, type TablePage } from './season-table.ts';
export type { TeamList } from './teams.ts';
export type { ResourceContext } from './context.ts';
