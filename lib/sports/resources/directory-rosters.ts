import type { Answer, Found } from '../../cache/index.ts';
import type { LeagueId, Roster, TeamId } from '../model.ts';
import { rosterQuery } from './roster.ts';
import type { ResourceContext } from './context.ts';

/** The rosters that the tiers hold, fresh or stale. Asks nobody else. */
export const heldRosters = async (
  context: ResourceContext,
  league: LeagueId,
  teams: readonly TeamId[],
): Promise<readonly Roster[]> => {
  const answers = await context.getAllPresent(teams.map((team) => rosterQuery(context, league, team)));
  return valuesOf(answers);
};

export interface ReadRosters {
  readonly rosters: readonly Roster[];
  /** The teams whose rosters nobody could tell. */
  readonly missing: readonly TeamId[];
}

// Read at once. The provider's own limits hold behind this; it bounds what waits for them.
const BATCH = 8;

// A tenth of a league may be missing: more would be a directory that denies whole teams.
const MISSING_AT_MOST = 0.1;

/** Every roster; the fresh ones cost nothing. Rejects with what went wrong first when too many could not be told. */
export const readRosters = async (
  context: ResourceContext,
  league: LeagueId,
  teams: readonly TeamId[],
  signal: AbortSignal,
): Promise<ReadRosters> => {
  const queries = teams.map((team) => rosterQuery(context, league, team));
  const answers: (Answer<Roster> | undefined)[] = [...(await context.getAllPresent(queries))].map(onlyFresh);
  const unread = queries.flatMap((query, index) => (answers[index] === undefined ? [{ query, index }] : []));
  const bearable = Math.floor(teams.length * MISSING_AT_MOST);
  const failures: unknown[] = [];
  for (let start = 0; start < unread.length; start += BATCH) {
    signal.throwIfAborted();
    const batch = unread.slice(start, start + BATCH);
    const read = await Promise.all(batch.map(({ query }) => context.read(query)));
    for (const [position, { index }] of batch.entries()) {
      const answer = read[position];
      answers[index] = answer;
      if (answer?.kind === 'failed') failures.push(answer.error);
    }
    // The rest would be spent on a directory that cannot be made.
    if (failures.length > bearable) throw failures[0];
  }
  return { rosters: valuesOf(answers), missing: teams.filter((_team, index) => answers[index]?.kind === 'failed') };
};

const onlyFresh = (answer: Answer<Roster> | undefined): Answer<Roster> | undefined => {
  if (answer === undefined || answer.kind === 'failed') return undefined;
  return answer.served.by === 'upstream' || answer.served.state === 'fresh' ? answer : undefined;
};

/** Oldest first. */
const valuesOf = (answers: readonly (Answer<Roster> | undefined)[]): readonly Roster[] =>
  answers
    .filter((answer): answer is Found<Roster> => answer?.kind === 'value')
    .sort((a, b) => a.entry.loadedAt - b.entry.loadedAt)
    .map((answer) => answer.value());
