import { hours, type Clock, type TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Scores } from './scores.ts';

/**
 * Copies of the scores in the tiers, where a new environment finds them with the directory: the client of the document
 * store takes longer to load than the answer.
 */
export interface ScoreCopies {
  /** Undefined where there is no copy. */
  read(league: LeagueId): Promise<Scores | undefined>;
  /** `isChanged`: whether there are new questions in the scores. A copy of the same scores is good for long. */
  write(league: LeagueId, scores: Scores, isChanged: boolean): Promise<void>;
}

export interface ScoreCopiesOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'refresh'>;
  readonly resources: Pick<Resources, 'popularity'>;
  readonly clock: Clock;
}

// Long before the tiers forget it.
const RENEWED_AFTER_MS = hours(12);

/**
 * @example
 * const copies = createScoreCopies({ cache, resources, clock });
 * await copies.write('nfl', scores, true);
 */
export const createScoreCopies = ({ cache, resources, clock }: ScoreCopiesOptions): ScoreCopies => {
  const presentIn = async (league: LeagueId) => {
    const [copy] = await cache.getAllPresent([resources.popularity(league)]);
    return copy?.kind === 'value' ? copy : undefined;
  };
  return {
    async read(league) {
      const copy = (await presentIn(league))?.value();
      return copy && { through: copy.through, byPlayer: new Map(copy.scores) };
    },
    async write(league, { through, byPlayer }, isChanged) {
      const now = clock.now();
      const known = isChanged ? undefined : await presentIn(league);
      if (known !== undefined && now < known.entry.loadedAt + RENEWED_AFTER_MS) return;
      const scores = [...byPlayer].map(([id, score]) => [id as PlayerId, Number(score.toPrecision(6))] as const);
      await cache.refresh(resources.popularity(league, { through, scores }), now);
    },
  };
};
