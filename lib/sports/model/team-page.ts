import type { Game } from './game.ts';
import type { LeagueId } from './ids.ts';
import type { Team } from './team.ts';

/** How a team stood when the provider was asked: `15-2`, `1st in AFC West`. */
export interface TeamStanding {
  readonly summary: string;
  /** When it was read, ISO 8601. */
  readonly asOf: string;
}

export interface TeamPage {
  readonly league: LeagueId;
  readonly team: Team;
  /** null too where it is from before the team's last game. */
  readonly record: TeamStanding | null;
  readonly standing: TeamStanding | null;
  readonly next: Game | null;
  /** The game that the team is playing now. */
  readonly current: Game | null;
}
