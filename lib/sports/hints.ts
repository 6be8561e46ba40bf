import type { Player, TeamRef } from './model.ts';

/** What tells namesakes apart. Team: id, abbreviation or name; position: abbreviation. Any case. */
export interface Hints {
  readonly team?: string | undefined;
  readonly position?: string | undefined;
}

export const isHinted = ({ team, position }: Hints): boolean => team !== undefined || position !== undefined;

export const fits = (player: Player, { team, position }: Hints): boolean =>
  (team === undefined || (player.team !== null && isTeam(player.team, team.toLowerCase()))) &&
  (position === undefined || player.position?.toLowerCase() === position.toLowerCase());

const isTeam = ({ id, abbreviation, name }: TeamRef, wanted: string): boolean =>
  // `Chiefs` names the Kansas City Chiefs.
  id === wanted || abbreviation.toLowerCase() === wanted || ` ${name.toLowerCase()}`.endsWith(` ${wanted}`);
