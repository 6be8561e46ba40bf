import { mapConcurrent } from '../../async/map-concurrent.ts';
import type { Answer, Clock, Query, TieredCache } from '../../cache/index.ts';
import { failureReason, isBudgetRefusal, type Upstream } from '../upstream/index.ts';
import type { LeagueId, StatLine } from '../model/index.ts';
import type { Resources, SeasonTableOf } from '../resources/index.ts';
import { findNeighbours, type NeighboursOptions } from './neighbours.ts';
import { planPrediction } from './plan.ts';
import type { PredictMessage } from './predictor.ts';

/** What became of a prediction. */
export interface Prefetched {
  readonly planned: number;
  /** Cached already, or not to be found at the provider. */
  readonly held: number;
  readonly loaded: number;
  /** Why it ended early: the budget, the provider, or the time. */
  readonly stopped?: unknown;
}

/** Loads what is likely to be asked for next. Never rejects for a load that failed: no answer waits for it. */
export type Prefetch = (message: PredictMessage, isTimeLeft: () => boolean) => Promise<Prefetched>;

export interface PrefetchOptions extends NeighboursOptions {
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
    const neighbourhood = await findNeighbours(options, league, player, season);
    const plan = neighbourhood === undefined ? [] : planPrediction(neighbourhood);
    const queries = plan.map(({ id, name, season: of }) => resources.statLine({ league, id, name, type }, of));
    const answers = await cache.getAllPresent(queries);
    const now = clock.now();
    const isLacking = plan.some(({ season: of }, index) => of === season && answers[index] === undefined);
    const hasTable = isLacking && (await isTableCached(options, { league, season, type }));
    const missing = queries.flatMap((query, index) => {
      // The table brought everybody's line except for players who changed teams: for those it lacks there is hardly one.
      if (hasTable && answers[index] === undefined && plan[index]?.season === season) return [];
      return missingOf(query, answers[index], now) ?? [];
    });
    const done = await loadAll(cache, missing, isTimeLeft);
    return { planned: queries.length, held: queries.length - missing.length, ...done };
  };

/** Whether every page of the season's table is cached. */
const isTableCached = async (
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
  /** When the cached entry was loaded (epoch ms), however old it is; -Infinity: there is none. */
  readonly loadedAt: number;
}

/** Undefined for a line that is answered at once: fresh, or stale and refreshed after the answer. */
const missingOf = (query: Query<StatLine>, answer: Answer<StatLine> | undefined, now: number): Missing | undefined => {
  if (answer === undefined || answer.kind === 'failed') return { query, loadedAt: Number.NEGATIVE_INFINITY };
  const { freshUntil, loadedAt } = answer.entry;
  return now < freshUntil + query.policy.staleWhileRevalidate ? undefined : { query, loadedAt };
};

// Few: questions come first at the provider.
const MAX_CONCURRENT_LOADS = 2;
// A single failure may be a broken document. This many mean that the provider is not well.
const MAX_FAILURES = 3;

const loadAll = async (
  cache: Pick<TieredCache, 'refresh'>,
  missing: readonly Missing[],
  isTimeLeft: () => boolean,
): Promise<Pick<Prefetched, 'loaded' | 'stopped'>> => {
  const state: { loaded: number; failures: number; stopped?: unknown } = { loaded: 0, failures: 0 };
  await mapConcurrent(missing, MAX_CONCURRENT_LOADS, async ({ query, loadedAt }) => {
    if (state.stopped !== undefined) return;
    if (!isTimeLeft()) {
      state.stopped = OUT_OF_TIME;
      return;
    }
    try {
      if ((await cache.refresh(query, loadedAt)) === 'loaded') state.loaded += 1;
    } catch (error) {
      state.failures += 1;
      if (isOverBudget(error) || state.failures >= MAX_FAILURES) state.stopped = error;
    }
  });
  const { loaded, stopped } = state;
  return stopped === undefined ? { loaded } : { loaded, stopped };
};

const OUT_OF_TIME = new Error('No time left for speculative loads');

const isOverBudget = (error: unknown): boolean => isBudgetRefusal(failureReason(error).reason);
