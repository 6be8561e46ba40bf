import type { Player, TeamRef } from '../model.ts';
import { nameForm } from './name-form.ts';

/** What tells namesakes apart, in any case. */
export interface Hints {
  /** An id, an abbreviation, or the name or a part of it. */
  readonly team?: string | undefined;
  /** An abbreviation. */
  readonly position?: string | undefined;
}

export const isHinted = ({ team, position }: Hints): boolean => team !== undefined || position !== undefined;

export const matchesHints = (player: Player, { team, position }: Hints): boolean =>
  (team === undefined || (player.team !== null && isTeam(player.team, team))) &&
  (position === undefined || player.position?.toLowerCase() === position.toLowerCase());

const isTeam = ({ id, abbreviation, name }: TeamRef, wanted: string): boolean => {
  if (id === wanted || abbreviation.toLowerCase() === wanted.toLowerCase()) return true;
  const words = nameForm(wanted).base;
  const full = nameForm(name).base;
  // `Chiefs`, `Kansas City` and `kansas-city-chiefs` all name the Kansas City Chiefs.
  return words !== '' && (` ${full}`.endsWith(` ${words}`) || `${full} `.startsWith(`${words} `));
};
