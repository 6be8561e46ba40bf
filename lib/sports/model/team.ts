import type { LeagueId, TeamId } from './ids.ts';
import type { TeamProfile } from './profile.ts';

export interface TeamRef {
  readonly id: TeamId;
  readonly abbreviation: string;
  /** The full name: `Kansas City Chiefs`. */
  readonly name: string;
}

/** A team as it is told apart from others. */
export interface ListedTeam extends TeamRef {
  readonly location: string;
  readonly slug: string;
  /** Where the provider has one that is neither place nor nickname: `Arizona St`. */
  readonly shortName?: string;
  /** Listed beside the league's teams and not one of them: an exhibition opponent. */
  readonly exhibition?: true;
}

export interface Team extends ListedTeam, TeamProfile {}

/** A league's teams. */
export interface TeamList {
  readonly league: LeagueId;
  /** The season the provider is in now, where it says so. */
  readonly season: number | null;
  readonly teams: readonly Team[];
}

export const teamRef = ({ id, abbreviation, name }: TeamRef): TeamRef => ({ id, abbreviation, name });

/** Without what a list of teams to choose from does not need. */
export const listedTeam = ({
  id,
  abbreviation,
  name,
  location,
  slug,
  shortName,
  exhibition,
}: ListedTeam): ListedTeam => ({
  id,
  abbreviation,
  name,
  location,
  slug,
  ...(shortName !== undefined && { shortName }),
  ...(exhibition !== undefined && { exhibition }),
});
