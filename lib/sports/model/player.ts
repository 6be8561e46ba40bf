import type { LeagueId, PlayerId } from './ids.ts';
import type { PlayerProfile, TeamProfile } from './profile.ts';
import type { TeamRef } from './team.ts';

/** A player as lists of several players show them: candidates, suggestions, hits of a search. */
export interface ListedPlayer {
  readonly id: PlayerId;
  readonly name: string;
  readonly league: LeagueId;
  /** null: on no team now. */
  readonly team: TeamRef | null;
  /** The provider's abbreviation: `QB`, `SF`. */
  readonly position: string | null;
  readonly jersey: string | null;
  /** The provider's word: `active`, `inactive`, `free-agent`, `practice-squad`, … */
  readonly status: string;
}

export interface Player extends ListedPlayer, PlayerProfile {}

/** Without what a list of players does not need. */
export const listedPlayer = ({ id, name, league, team, position, jersey, status }: ListedPlayer): ListedPlayer => ({
  id,
  name,
  league,
  team,
  position,
  jersey,
  status,
});

export interface Roster {
  readonly league: LeagueId;
  readonly team: TeamRef & TeamProfile;
  /** The season year the provider gives the roster; it stays on the finished season until rollover. */
  readonly season: number;
  readonly players: readonly Player[];
}
