import type { AthleteRecord } from '../../sports/upstream.ts';
import { at, playerIdAt, textAt } from './read.ts';

/** What a roster's athlete and an athlete document have alike. Undefined without an id or a name. */
export const readAthlete = (json: unknown): Omit<AthleteRecord, 'teamId'> | undefined => {
  const id = playerIdAt(json, 'id');
  const name = textAt(json, 'displayName') ?? textAt(json, 'fullName');
  if (id === null || name === null) return undefined;
  return {
    id,
    name,
    // Some documents give the position as a link only.
    position: textAt(json, 'position', 'abbreviation'),
    jersey: textAt(json, 'jersey'),
    status: textAt(json, 'status', 'type') ?? (at(json, 'active') === false ? 'inactive' : 'active'),
  };
};
