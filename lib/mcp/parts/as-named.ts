import type { Hints } from '../../client/index.ts';
import type { Person } from './person.ts';

interface Named extends Hints {
  readonly player: string;
}

/** The player to ask about: whom the person has chosen, else as named. An id means one player, and takes no hints. */
export const asNamed = (
  { player, team, position }: Named,
  person: Person,
): { readonly player: string; readonly hinted: Hints } => {
  const chosen = person.chosen('player');
  if (chosen !== undefined) return { player: chosen, hinted: {} };
  return { player, hinted: { ...(team !== undefined && { team }), ...(position !== undefined && { position }) } };
};
