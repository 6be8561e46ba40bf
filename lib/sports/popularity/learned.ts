import { minutes, type Clock } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model.ts';
import type { StoredDocument, DocumentStore } from '../../ledgers/document-store.ts';
import { byScore, countIn, fade, lastSettled, noScores, readScores, writeScores, type Scores } from './scores.ts';
import type { Popularity, PopularPlayer } from './popularity.ts';
import type { Amounts, Counters } from '../../ledgers/counters.ts';
import { askedPrefix, hourOf, usageKey } from '../../ledgers/usage-hours.ts';

/** Popularity that learns from the questions of all environments. */
export interface LearnedPopularity extends Popularity {
  /**
   * Counts in the hours that are over and have not been; answers how many. Each is counted once, whoever does it.
   * Rejects when the counters or the document store cannot be reached.
   */
  merge(league: LeagueId): Promise<number>;
}

export interface PopularityOptions {
  readonly documents: DocumentStore;
  readonly counters: Pick<Counters, 'read'>;
  readonly clock: Clock;
  /** Who is taken to be popular before anybody has asked, the most popular first. */
  readonly starters: (league: LeagueId) => Promise<readonly PlayerId[]>;
}

// As many hours as the counters keep.
const MOST_HOURS = 168;
// A starter is worth this many questions, until there are real ones.
const PRIOR = 5;
// This many real questions, and a starter is worth half of it.
const PRIOR_FADES_AT = 50;
// What changes by the hour need not be read with every question.
const REMEMBERED = minutes(5);

export const createPopularity = ({ documents, counters, clock, starters }: PopularityOptions): LearnedPopularity => {
  const remembered = new Map<LeagueId, { readonly at: number; readonly scores: Scores }>();

  const known = async (league: LeagueId): Promise<Scores> => {
    const memory = remembered.get(league);
    if (memory !== undefined && clock.now() - memory.at < REMEMBERED) return memory.scores;
    let scores = memory?.scores;
    try {
      scores = scoresIn(await documents.read(pageOf(league))) ?? scores;
    } catch {
      // An old table of popularity is as good a guess as any; the next look is after a while.
    }
    const found = scores ?? noScores(hourOf(clock.now()));
    remembered.set(league, { at: clock.now(), scores: found });
    return found;
  };

  return {
    async top(league, most) {
      const [{ through, byPlayer }, first] = await Promise.all([known(league), starters(league)]);
      const passed = hourOf(clock.now()) - through;
      const asked = new Map([...byPlayer].map(([id, score]) => [id, fade(score, passed)]));
      const real = [...asked.values()].reduce((sum, score) => sum + score, 0);
      const scores = new Map(asked);
      const prior = PRIOR * (PRIOR_FADES_AT / (PRIOR_FADES_AT + real));
      first.forEach((id, rank) => {
        // In their order, and none of them worth less than half of the first.
        scores.set(id, (scores.get(id) ?? 0) + prior * (1 - rank / (2 * first.length)));
      });
      return [...scores]
        .sort(byScore)
        .slice(0, most)
        .map(([id, score]): PopularPlayer => ({ id: id as PlayerId, score, asked: asked.get(id) ?? 0 }));
    },
    async merge(league) {
      const until = lastSettled(clock.now());
      const note = await documents.read(pageOf(league));
      const scores = scoresIn(note) ?? noScores(until - MOST_HOURS);
      const through = Math.max(scores.through, until - MOST_HOURS);
      if (through >= until) return 0;
      const hours = Array.from({ length: until - through }, (_, index) => through + 1 + index);
      const pages = await counters.read(hours.map(usageKey));
      const asked = (hour: number): Amounts => askedIn(league, pages.get(usageKey(hour)) ?? {});
      const next = countIn(scores, until, asked);
      // Somebody else has counted them in: then they must not be counted again.
      if (!(await documents.compareAndSet(pageOf(league), writeScores(next), note))) return 0;
      remembered.set(league, { at: clock.now(), scores: next });
      return hours.length;
    },
  };
};

const pageOf = (league: LeagueId): string => `popularity:${league}`;

const scoresIn = (note: StoredDocument | undefined): Scores | undefined =>
  note === undefined ? undefined : readScores(note.text);

const askedIn = (league: LeagueId, page: Amounts): Amounts => {
  const prefix = askedPrefix(league);
  return Object.fromEntries(
    Object.entries(page).flatMap(([name, asked]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), asked]] : [],
    ),
  );
};
