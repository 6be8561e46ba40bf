import type { Answer, Found } from '../../cache/index.ts';
import type { LeagueId, Roster, TeamId } from '../model/index.ts';
import { rosterQuery } from './roster.ts';
import type { ResourceContext } from './context.ts';

/** The cached rosters, fresh or stale, the oldest first. Nothing is loaded. */
export const cachedRosters = async (
  context: ResourceContext,
  league: LeagueId,
  teams: readonly TeamId[],
): Promise<readonly Roster[]> => {
  const answers = await context.getAllPresent(teams.map((team) => rosterQuery(context, league, team)));
  return valuesOf(answers);
};

export interface ReadRosters {
  readonly rosters: readonly Roster[];
  /** The teams whose rosters could not be read. */
  readonly missing: readonly TeamId[];
}

// Read at once. The provider's own limits still apply; this bounds how many calls wait for them.
const ROSTERS_PER_BATCH = 8;

// With more than a tenth of the rosters missing the directory would deny the players of whole teams.
const MAX_MISSING_SHARE = 0.1;

/** Every roster; fresh ones cost no call. Rejects with the first failure when more than a tenth could not be read. */
export const readRosters = async (
  context: ResourceContext,
  league: LeagueId,
  teams: readonly TeamId[],
  signal: AbortSignal,
): Promise<ReadRosters> => {
  const queries = teams.map((team) => rosterQuery(context, league, team));
  const answers: (Answer<Roster> | undefined)[] = [...(await context.getAllPresent(queries))].map(onlyFresh);
  const unread = queries.flatMap((query, index) => (answers[index] === undefined ? [{ query, index }] : []));
  const maxFailures = Math.floor(teams.length * MAX_MISSING_SHARE);
  const failures: unknown[] = [];
  for (let start = 0; start < unread.length; start += ROSTERS_PER_BATCH) {
    signal.throwIfAborted();
    const batch = unread.slice(start, start + ROSTERS_PER_BATCH);
    const read = await Promise.all(batch.map(({ query }) => context.read(query)));
    for (const [position, { index }] of batch.entries()) {
      const answer = read[position];
      answers[index] = answer;
      if (answer?.kind === 'failed') failures.push(answer.error);
    }
    // The directory cannot be made any more: the remaining calls are saved.
    if (failures.length > maxFailures) throw failures[0];
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
