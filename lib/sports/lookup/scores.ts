import { withinLimit, type Deadline } from '../../async/time-limit.ts';
import { isUnderWay, minutes, type Clock } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model/index.ts';
import type { Popularity } from '../popularity/index.ts';

/** How much people ask about the players of a league, the most popular first. Empty where that cannot be read. */
export type ScoresIn = (league: LeagueId) => Promise<Scores>;

type Scores = ReadonlyMap<PlayerId, number>;

interface ScoresOptions {
  /** Undefined: nobody counts. */
  readonly popularity: Pick<Popularity, 'top'> | undefined;
  readonly clock: Clock;
  /** Default: real time. */
  readonly deadline?: Deadline;
}

// As many as are remembered for a league.
const MAX_PLAYERS = 500;
// Somebody is typing: without the scores, the names alone decide the order.
const SCORES_WITHIN_MS = 250;
const REMEMBERED_FOR_MS = minutes(1);

const NOBODY: Scores = new Map();

/** Never rejects: old scores, or none, are good enough, and are asked for again with the next question. */
export const createScores = ({ popularity, clock, deadline }: ScoresOptions): ScoresIn => {
  const remembered = new Map<LeagueId, { readonly at: number; readonly scores: Promise<Scores> }>();
  /** What was read last, however late. */
  const latest = new Map<LeagueId, Scores>();

  const read = async (league: LeagueId, { top }: Pick<Popularity, 'top'>): Promise<Scores> => {
    const popular = await top(league, MAX_PLAYERS);
    const scores = new Map(popular.map(({ id, score }) => [id, score]));
    latest.set(league, scores);
    return scores;
  };

  const ask = async (league: LeagueId): Promise<Scores> => {
    if (popularity === undefined) return NOBODY;
    const limit = { ms: SCORES_WITHIN_MS, ...(deadline && { deadline }) };
    try {
      return await withinLimit(
        limit,
        () => read(league, popularity),
        () => new Error('The scores took too long'),
      );
    } catch {
      remembered.delete(league);
      return latest.get(league) ?? NOBODY;
    }
  };

  return async (league) => {
    const known = remembered.get(league);
    if (known !== undefined && isUnderWay(known.at + REMEMBERED_FOR_MS, REMEMBERED_FOR_MS, clock.now())) {
      return known.scores;
    }
    const scores = ask(league);
    remembered.set(league, { at: clock.now(), scores });
    return scores;
  };
};
