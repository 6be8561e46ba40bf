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

const OFF_TEAM = new Set(['inactive', 'free-agent', 'retired', 'deceased']);
// Not active, yet nobody else's player.
const ON_TEAM = new Set(['injured-reserve', 'practice-squad', 'suspended', 'day-to-day', 'out', 'questionable']);

/** Whether the provider's word for a status, and its `active` where it has one, say that he plays for somebody. */
export const isOnTeam = (status: string, active: unknown): boolean =>
  !OFF_TEAM.has(status) && (active !== false || ON_TEAM.has(status));
