export {
  PROVIDER_ID,
  isPlayerId,
  isTeamId,
  withoutLeadingZeros,
  type PlayerId,
  type TeamId,
  type LeagueId,
  type Sport,
} from './ids.ts';
export type { SeasonType, Phase, SeasonPhases } from './season.ts';
export { listedTeam, teamRef, type TeamRef, type ListedTeam, type Team, type TeamList } from './team.ts';
export type { TeamStanding, TeamPage } from './team-page.ts';
export { listedPlayer, type ListedPlayer, type Player, type Roster } from './player.ts';
export type { SeasonLine, StatSubject, HeadedLine, StatLine, UnheadedLine, Career } from './stats.ts';
export type { Headline, HeadlineStat, StatCategories, StatValues } from './stat-values.ts';
export type { GameState, GameTeam, Game, Venue } from './game.ts';
export type { LoggedGame, GameLog } from './game-log.ts';
export type { AthleteProfile, Hand, Injury, PlayerProfile, TeamProfile } from './profile.ts';
export type { FollowedDay, LiveState, TrackedGame } from './live.ts';
export type { Direction, GlossaryEntry, StatUnit } from './glossary.ts';
export type { ComparedCategories, ComparedStat, Leader } from './ranking.ts';
export type { Knows, MatchKind, SearchedIn, Suggestion } from './name-match.ts';
export type { Move, MovedPlayer, MoveKind } from './move.ts';
export type {
  Card,
  CardGame,
  CardGap,
  CardPart,
  CardScore,
  CurrentGame,
  LastGame,
  MissingCardPart,
  NextGame,
  PartSource,
} from './card.ts';
export type { Certainty, Pace, WindowKind } from './window.ts';
export type { PopularityScores } from './popularity.ts';
export type { LeagueSummary } from './warming.ts';
