export {
  PROVIDER_ID,
  isPlayerId,
  isTeamId,
  withoutLeadingZeros,
  type PlayerId,
  type TeamId,
  type LeagueId,
} from './ids.ts';
export type { SeasonType, Phase, SeasonPhases } from './season.ts';
export { listedTeam, teamRef, type TeamRef, type ListedTeam, type Team } from './team.ts';
export type { TeamStanding, TeamPage } from './team-page.ts';
export { listedPlayer, type ListedPlayer, type Player, type Roster } from './player.ts';
export type { SeasonLine, StatSubject, HeadedLine, StatLine, UnheadedLine, Career } from './stats.ts';
export type { Headline, HeadlineStat, StatCategories, StatValues } from './stat-values.ts';
export type { GameState, GameTeam, Game, Venue } from './game.ts';
export type { LoggedGame, GameLog } from './game-log.ts';
export type { AthleteProfile, Hand, Injury, PlayerProfile, TeamProfile } from './profile.ts';
