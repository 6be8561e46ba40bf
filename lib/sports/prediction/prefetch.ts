import type { Answer, Clock, Query, TieredCache } from '../../cache/index.ts';
import { failureReason } from '../failure-reason.ts';
import type { LeagueId, StatLine } from '../model.ts';
import type { Resources, SeasonTableOf } from '../resources/index.ts';
import type { Upstream } from '../upstream.ts';
import { gatherFacts, type FactsOptions } from './neighbours.ts';
import type { PredictMessage } from './message.ts';
import { planPrediction } from './plan.ts';

/** What became of a prediction. */
export interface Prefetched {
  readonly planned: number;
  readonly held: number;
  readonly loaded: number;
  /** Why it ended early: the budget, the provider, or the time. */
  readonly stopped?: unknown;
}

/** Loads what is likely to be asked next. Never rejects for a load that failed: nobody waits for it. */
export type Prefetch = (message: PredictMessage, isTimeLeft: () => boolean) => Promise<Prefetched>;

export interface PrefetchOptions extends FactsOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'refresh'>;
  readonly resources: Pick<Resources, 'directory' | 'player' | 'roster' | 'seasonTable' | 'statLine'>;
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups'>;
  /** The season meant when none is named. */
  readonly currentSeason: (league: LeagueId) => Promise<number>;
  readonly clock: Clock;
}

export const createPrefetch =
  (options: PrefetchOptions): Prefetch =>
  async ({ namespace: league, player, season: asked, type }, isTimeLeft) => {
    const { cache, resources, currentSeason, clock } = options;
    const season = asked ?? (await currentSeason(league));
    const facts = await gatherFacts(options, league, player, season);
    const plan = facts === undefined ? [] : planPrediction(facts);
    const queries = plan.map(({ id, name, season: of }) => resources.statLine({ league, id, name, type }, of));
    const answers = await cache.getAllPresent(queries);
    const now = clock.now();
    const tabled = plan.some(({ season: of }) => of === season) && (await isTabled(options, { league, season, type }));
    const missing = queries.flatMap((query, index) => {
      // The table has told of everybody but those who changed teams: a call would nearly always tell of nothing.
      if (tabled && answers[index] === undefined && plan[index]?.season === season) return [];
      return missingOf(query, answers[index], now) ?? [];
    });
    const done = await loadAll(cache, missing, isTimeLeft);
    return { planned: queries.length, held: queries.length - missing.length, ...done };
  };

/** Whether all pages of the season's table have been read. */
const isTabled = async (
  { cache, resources, upstream }: PrefetchOptions,
  { league, season, type }: Pick<SeasonTableOf, 'league' | 'season' | 'type'>,
): Promise<boolean> => {
  if (!upstream.can(league, 'seasonTable')) return false;
  const groups = upstream.seasonTableGroups(league);
  const pageOf = (group: string, page: number) => resources.seasonTable({ league, season, type, group, page });
  const first = await cache.getAllPresent(groups.map((group) => pageOf(group, 1)));
  const further = first.flatMap((answer, index) => {
    const group = groups[index];
    if (answer?.kind !== 'value' || group === undefined) return [];
    return Array.from({ length: answer.value().pages - 1 }, (_, page) => pageOf(group, page + 2));
  });
  return [...first, ...(await cache.getAllPresent(further))].every((answer) => answer?.kind === 'value');
};

interface Missing {
  readonly query: Query<StatLine>;
  /** When what is held was loaded (epoch ms), however old it is. */
  readonly loadedAt: number;
}

/** Undefined for what answers at once already: fresh, or stale and refreshed behind the answer. */
const missingOf = (query: Query<StatLine>, answer: Answer<StatLine> | undefined, now: number): Missing | undefined => {
  if (answer === undefined || answer.kind === 'failed') return { query, loadedAt: Number.NEGATIVE_INFINITY };
  const { freshUntil, loadedAt } = answer.entry;
  return now < freshUntil + query.policy.staleWhileRevalidate ? undefined : { query, loadedAt };
};

// At once. Whoever asks now comes first at the provider.
const LANES = 2;
// One player's document may be broken; more of them are a provider that is.
const MOST_FAILURES = 3;

const loadAll = async (
  cache: Pick<TieredCache, 'refresh'>,
  missing: readonly Missing[],
  isTimeLeft: () => boolean,
): Promise<Pick<Prefetched, 'loaded' | 'stopped'>> => {
  const waiting = [...missing];
  const state: { loaded: number; failures: number; stopped?: unknown } = { loaded: 0, failures: 0 };
  const lane = async (): Promise<void> => {
    while (state.stopped === undefined) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (!isTimeLeft()) {
        state.stopped = OUT_OF_TIME;
        return;
      }
      try {
        if ((await cache.refresh(next.query, next.loadedAt)) === 'loaded') state.loaded += 1;
      } catch (error) {
        state.failures += 1;
        if (isOverBudget(error) || state.failures >= MOST_FAILURES) state.stopped = error;
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const { loaded, stopped } = state;
  return stopped === undefined ? { loaded } : { loaded, stopped };
};

const OUT_OF_TIME = new Error('No time left for what nobody has asked for yet');

const isOverBudget = (error: unknown): boolean => failureReason(error).reason === 'over-budget';
