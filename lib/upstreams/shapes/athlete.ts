import type { AthleteRecord } from '../../sports/upstream.ts';
import { at, playerIdAt, textAt } from './read.ts';

/** An athlete without his team, which every document tells in a way of its own. */
export type Athlete = Omit<AthleteRecord, 'teamId'>;

/** What a roster's athlete and an athlete document have alike. Undefined without an id or a name. */
export const readAthlete = (json: unknown): Athlete | undefined => {
  const id = playerIdAt(json, 'id');
  const name = textAt(json, 'displayName') ?? textAt(json, 'fullName') ?? namesOf(json);
  if (id === null || name === null) return undefined;
  return {
    id,
    name,
    // An object, plain text, or a link only.
    position: textAt(json, 'position', 'abbreviation') ?? textAt(json, 'position'),
    jersey: textAt(json, 'jersey'),
    status: statusAt(json) ?? (at(json, 'active') === false ? 'inactive' : 'active'),
  };
};

/** The provider's own word, where it has one. */
export const statusAt = (json: unknown): string | null =>
  textAt(json, 'status', 'type') ?? textAt(json, 'status')?.toLowerCase() ?? null;

const namesOf = (json: unknown): string | null => {
  const [first, last] = [textAt(json, 'firstName'), textAt(json, 'lastName')];
  return first === null || last === null ? null : `${first} ${last}`;
};
