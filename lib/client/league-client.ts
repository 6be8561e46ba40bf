import type {
  AutocompleteAnswer,
  CareerAnswer,
  CompareAnswer,
  GlossaryAnswer,
  LeadersAnswer,
  LineAnswer,
  MovesAnswer,
  SearchAnswer,
} from '../http/answers/index.ts';
import type { Card, GameLog, LeagueId, LiveState, Player, Roster, TeamList, TeamPage } from '../sports/model/index.ts';
import type { CallOptions } from './options.ts';
import type {
  AutocompleteOptions,
  BatchOptions,
  CardOptions,
  CareerOptions,
  CompareOptions,
  GamesOptions,
  LeadersOptions,
  LineOptions,
  MovesOptions,
  PlayerOptions,
  SearchOptions,
  StatsOptions,
} from './questions.ts';
import type { LeadersResult, PlayerResult, Result, SearchResult, StatsResult, TeamResult } from './results.ts';

/** A player by id, slug or name. */
export type PlayerText = string | number;

/** The questions about one league. None of them throws for what people type. */
export interface LeagueClient {
  readonly id: LeagueId;
  /**
   * A player's numbers: of one season, or without `season` of every season and the career. Questions of one season that
   * are asked in the same tick share one request.
   */
  stats(player: PlayerText, options: LineOptions): Promise<StatsResult<LineAnswer>>;
  stats(player: PlayerText, options?: CareerOptions): Promise<StatsResult<CareerAnswer>>;
  stats(player: PlayerText, options: StatsOptions): Promise<StatsResult<LineAnswer | CareerAnswer>>;
  /** The lines of one season of many players, in the order of `players`. A hundred of them are one request. */
  statsBatch(players: readonly PlayerText[], options?: BatchOptions): Promise<readonly StatsResult<LineAnswer>[]>;
  player(player: PlayerText, options?: PlayerOptions): Promise<PlayerResult<Player>>;
  /** What a bot shows of a player; `missing` says which of its parts could not be had. */
  card(player: PlayerText, options?: CardOptions): Promise<PlayerResult<Card>>;
  /** A player's games of a season one by one, the latest first. */
  games(player: PlayerText, options?: GamesOptions): Promise<StatsResult<GameLog>>;
  /** Two to ten players side by side. For one without a line the answer says why. */
  compare(players: readonly PlayerText[], options?: CompareOptions): Promise<Result<CompareAnswer>>;
  /** Who leads in a stat: `passing.passingYards`. */
  leaders(stat: string, options?: LeadersOptions): Promise<LeadersResult<LeadersAnswer>>;
  /** The players whom a name may mean. */
  search(name: string, options?: SearchOptions): Promise<SearchResult<SearchAnswer>>;
  /** Players by what has been typed of their names. */
  autocomplete(q: string, options?: AutocompleteOptions): Promise<Result<AutocompleteAnswer>>;
  teams(options?: CallOptions): Promise<Result<TeamList>>;
  /** A team by any spelling: how it stands, its next game, and the one it is playing now. */
  team(team: PlayerText, options?: CallOptions): Promise<TeamResult<TeamPage>>;
  roster(team: PlayerText, options?: CallOptions): Promise<TeamResult<Roster>>;
  /** The games of the day (football: week). */
  live(options?: CallOptions): Promise<Result<LiveState>>;
  /** Who changed teams, the newest first. */
  moves(options?: MovesOptions): Promise<TeamResult<MovesAnswer>>;
  /** The label, the unit and the better direction of every stat. */
  glossary(options?: CallOptions): Promise<Result<GlossaryAnswer>>;
}
