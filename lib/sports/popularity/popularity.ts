import { isUnderWay, minutes, type Clock } from '../../cache/index.ts';
import type { Counters } from '../../ledgers/counters.ts';
import type { DocumentStore, StoredDocument } from '../../ledgers/document-store.ts';
import { askedIn, askedKeys, isAskedIn } from '../../ledgers/asked-hours.ts';
import { hourOf } from '../../ledgers/usage-hours.ts';
import type { LeagueId, PlayerId } from '../model/index.ts';
import type { ScoreCopies } from './score-copies.ts';
import { byScore, countIn, fade, lastSettled, noScores, readScores, writeScores, type Scores } from './scores.ts';

export interface PopularPlayer {
  readonly id: PlayerId;
  /** Questions, older ones counted for less, plus a head start for the players of the starting list. */
  readonly score: number;
  /** The part of the score that comes from questions. */
  readonly asked: number;
}

/** Which players people ask about. */
export interface Popularity {
  /** At most `limit` players, the most popular first. */
  top(league: LeagueId, limit: number): Promise<readonly PopularPlayer[]>;
}

/** Popularity that learns from the questions of all environments. */
export interface LearnedPopularity extends Popularity {
  /**
   * Counts in the hours that are over and not counted in yet; resolves to how many. Each hour is counted in once,
   * however many environments merge. Rejects when the counters or the document store cannot be reached.
   */
  merge(league: LeagueId): Promise<number>;
  /**
   * The last hour (since the epoch) in which anything was asked about the league, of those that are counted in; undefined
   * for a league that nobody has asked about. Rejects as `merge` does.
   */
  lastAsked(league: LeagueId): Promise<number | undefined>;
}

export interface PopularityOptions {
  readonly documents: DocumentStore;
  readonly counters: Pick<Counters, 'read'>;
  /** Copies of the scores that are read before the document store. Undefined: there are none. */
  readonly copies?: ScoreCopies;
  readonly clock: Clock;
  /** The players taken to be popular before anyone has asked, the most popular first. */
  readonly starters: (league: LeagueId) => Promise<readonly PlayerId[]>;
}

// The counters keep eight days; a week leaves a margin.
const MAX_HOURS_BACK = 168;
// The score of the first starter, in questions, while there are no real ones.
const STARTER_SCORE = 5;
// With this many real questions, starters have half of their score left.
const STARTER_HALVES_AT = 50;
// Scores change by the hour: not every question has to read them.
const REMEMBERED_FOR_MS = minutes(5);

/**
 * @example
 * const popularity = createPopularity({ documents, counters, clock, starters: async () => [] });
 * await popularity.merge('nfl');
 * const [mostPopular] = await popularity.top('nfl', 50);
 */
export const createPopularity = ({
  documents,
  counters,
  copies,
  clock,
  starters,
}: PopularityOptions): LearnedPopularity => {
  const remembered = new Map<LeagueId, { readonly at: number; readonly scores: Scores }>();
  /** As they stand in the document store. */
  const merged = new Map<LeagueId, Scores>();

  const currentScores = async (league: LeagueId): Promise<Scores> => {
    const memory = remembered.get(league);
    const isRecent = isUnderWay((memory?.at ?? 0) + REMEMBERED_FOR_MS, REMEMBERED_FOR_MS, clock.now());
    if (memory !== undefined && isRecent) return memory.scores;
    let stored = memory?.scores;
    try {
      stored = (await copies?.read(league)) ?? scoresIn(await documents.read(documentName(league))) ?? stored;
    } catch {
      // Old scores are good enough; the document is read again once they are no longer remembered.
    }
    const scores = stored ?? noScores(hourOf(clock.now()));
    remembered.set(league, { at: clock.now(), scores });
    return scores;
  };

  return {
    async top(league, limit) {
      const [{ through, byPlayer }, first] = await Promise.all([currentScores(league), starters(league)]);
      const hoursSince = hourOf(clock.now()) - through;
      const asked = new Map([...byPlayer].map(([id, score]) => [id, fade(score, hoursSince)]));
      const questions = [...asked.values()].reduce((sum, score) => sum + score, 0);
      const scores = new Map(asked);
      const starterScore = STARTER_SCORE * (STARTER_HALVES_AT / (STARTER_HALVES_AT + questions));
      first.forEach((id, rank) => {
        // In the order of the list; the last starter has just over half the score of the first.
        scores.set(id, (scores.get(id) ?? 0) + starterScore * (1 - rank / (2 * first.length)));
      });
      return [...scores]
        .sort(byScore)
        .slice(0, limit)
        .map(([id, score]): PopularPlayer => ({ id: id as PlayerId, score, asked: asked.get(id) ?? 0 }));
    },
    async merge(league) {
      const until = lastSettled(clock.now());
      if ((merged.get(league)?.through ?? -Infinity) >= until) return 0;
      const document = await documents.read(documentName(league));
      const scores = scoresIn(document) ?? noScores(until - MAX_HOURS_BACK);
      const through = Math.max(scores.through, until - MAX_HOURS_BACK);
      merged.set(league, scores);
      if (through >= until) return 0;
      const hours = Array.from({ length: until - through }, (_, index) => through + 1 + index);
      const pages = await counters.read(hours.flatMap(askedKeys));
      const players = (hour: number): ReadonlyMap<string, number> => askedIn(league, hour, pages);
      const next = countIn(scores, until, { players, isAsked: (hour) => isAskedIn(league, hour, pages) });
      // False: another environment has counted these hours in. They must not be counted twice.
      if (!(await documents.compareAndSet(documentName(league), writeScores(next), document))) return 0;
      merged.set(league, next);
      remembered.set(league, { at: clock.now(), scores: next });
      const isChanged = hours.some((hour) => players(hour).size > 0);
      await copies?.write(league, next, isChanged);
      return hours.length;
    },
    async lastAsked(league) {
      const known = merged.get(league) ?? scoresIn(await documents.read(documentName(league)));
      return known?.lastAsked;
    },
  };
};

const documentName = (league: LeagueId): string => `popularity:${league}`;

const scoresIn = (document: StoredDocument | undefined): Scores | undefined =>
  document === undefined ? undefined : readScores(document.text);
