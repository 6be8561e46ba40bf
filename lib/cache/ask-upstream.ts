import type { Contradictions } from './contradictions.ts';
import type { Engine } from './engine.ts';
import type { LoadedUnder } from './entries.ts';
import type { Entry } from './entry.ts';
import { StillLoadingError } from './failures.ts';
import type { CacheKey, HeldValue, LoadResult, Query } from './query.ts';
import { leaseOfQuery } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import { before } from './time.ts';

export interface LoadLimits {
  /** The most it may take, in milliseconds. */
  readonly limit: number;
  /** Until when (epoch ms) the result is waited for: the load is given up then, and has not failed. */
  readonly until?: number | undefined;
}

/** What the upstream said, as entries. They are in memory, and on their way to the shared tiers. */
export interface UpstreamAnswer extends Pick<LoadResult, 'failure' | 'absentFor' | 'only'> {
  readonly loaded: ReadonlyMap<CacheKey, Entry>;
  readonly under: LoadedUnder;
}

/** One load of a query's source. `asked`: the keys that somebody waits for, and what is held under them; it may grow. */
export type AskUpstream = (
  query: Query<unknown>,
  limits: LoadLimits,
  asked: ReadonlyMap<CacheKey, () => HeldValue | undefined>,
) => Promise<UpstreamAnswer>;

export const createAskUpstream = (engine: Engine, tiers: SharedTiers): AskUpstream => {
  const { entries, coherence, failures, loadTime, clock, deadline, loadReason, observe } = engine;
  let judges: Promise<Contradictions> | undefined;
  const contradictions = (): Promise<Contradictions> =>
    (judges ??= import('./contradictions.ts').then(({ createContradictions }) => createContradictions(engine, tiers)));

  return async (query, { limit, until = Number.POSITIVE_INFINITY }, asked) => {
    const { namespace, source } = query;
    const held = (): readonly HeldValue[] => [...asked.values()].flatMap((valueOf) => valueOf() ?? []);
    const started = clock.now();
    const reason = loadReason();
    // Before the upstream is asked: what is purged from now on, this load may have missed.
    const log = coherence.log(namespace);
    const lease = leaseOfQuery(engine, query);
    const recordFailure = (error: unknown): void => {
      observe({ kind: 'load-failed', source: source.key, elapsed: clock.now() - started, error });
      const failure = failures.record(lease, error);
      if (failure !== undefined) tiers.leaveFailure(namespace, lease, failure);
    };
    observe({ kind: 'load', source: source.key });
    const remaining = until - started;
    const signal = deadline(Math.max(0, Math.min(limit, remaining)));
    try {
      const answered = await before(signal, source.load({ signal, held }));
      const result: LoadResult = 'loaded' in answered ? answered : { loaded: answered };
      const { loaded: present, absent = [], only, failure, absentFor, doubt, isDisproved } = result;
      const contradicted =
        doubt === undefined
          ? undefined
          : await (await contradictions()).judge(query, { doubt, isDisproved, held: held() });
      if (contradicted !== undefined) throw contradicted;
      const now = clock.now();
      const under: LoadedUnder = { now, loadDuration: Math.max(0, now - started), loadReason: reason, log };
      const loaded = new Map([
        ...absent.map(({ key, policy, scopes: of }) => [key, entries.absent(policy, of, under)] as const),
        ...present.map((each) => [each.key, entries.present(each, under)] as const),
      ]);
      observe({ kind: 'loaded', source: source.key, filled: present.length, elapsed: now - started });
      loadTime.learn(now - started);
      if (failure === undefined) failures.forget(lease);
      else recordFailure(failure);
      const unchanged = new Set(
        present.filter((each) => each.isHeld === true && !asked.has(each.key)).map(({ key }) => key),
      );
      const written = new Map([...loaded].filter(([key]) => !unchanged.has(key)));
      if (written.size > 0) tiers.fill(namespace, written, new Set(asked.keys()));
      return {
        loaded,
        under,
        ...(failure !== undefined && { failure }),
        ...(absentFor !== undefined && { absentFor }),
        ...(only !== undefined && { only }),
      };
    } catch (error) {
      if (signal.aborted && remaining < limit) throw new StillLoadingError();
      // A load that this one needs: it goes on as well.
      if (error instanceof StillLoadingError) throw error;
      recordFailure(error);
      throw error;
    }
  };
};
