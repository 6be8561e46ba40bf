import type { AthleteRecord } from '../../sports/upstream/index.ts';
import { at, playerIdAt, textAt } from './read.ts';

/** An athlete without a team: each kind of document has that in its own place. */
export type Athlete = Omit<AthleteRecord, 'teamId'>;

/** What athletes in rosters and athlete documents have in common. Undefined without an id or a name. */
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

/** The provider's own word for the status; null where it has none. */
export const statusAt = (json: unknown): string | null =>
  textAt(json, 'status', 'type') ?? textAt(json, 'status')?.toLowerCase() ?? null;

const namesOf = (json: unknown): string | null => {
  const [first, last] = [textAt(json, 'firstName'), textAt(json, 'lastName')];
  return first === null || last === null ? null : `${first} ${last}`;
};

const OFF_TEAM = new Set(['inactive', 'free-agent', 'retired', 'deceased']);
// Not active, and still on the team.
const ON_TEAM = new Set(['injured-reserve', 'practice-squad', 'suspended', 'day-to-day', 'out', 'questionable']);

/** Whether a status, and the document's `active` where it has one, mean that the athlete is on a team. */
export const isOnTeam = (status: string, active: unknown): boolean =>
  !OFF_TEAM.has(status) && (active !== false || ON_TEAM.has(status));
