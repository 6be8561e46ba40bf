import type { Confirm } from './confirm.ts';
import type { Contradictions } from './contradictions.ts';
import type { Engine } from './engine.ts';
import type { LoadedUnder } from './entries.ts';
import type { Entry } from './entry.ts';
import { StillLoadingError } from './failures.ts';
import type { CacheKey, HeldValue, LoadResult, Query } from './query.ts';
import { isConfirmable, leaseOfQuery, newest } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import { createSingleFlight } from './single-flight.ts';
import { before } from './time.ts';

export interface Loaded {
  readonly entry: Entry;
  readonly collapsed: boolean;
  /** The upstream was not asked: the cached value is still true. */
  readonly confirmed: boolean;
}

export interface LoadOptions {
  /** The most it may take, in milliseconds. */
  readonly limit?: number;
  /** What is cached under the key, too old to serve. */
  readonly previous?: Entry | undefined;
  /** It has been tried to confirm that, in vain. */
  readonly isUnconfirmed?: boolean;
  /** Until when (epoch ms) the result is waited for: the load is given up then, and has not failed. */
  readonly until?: number | undefined;
  /** What is still there under the key and may not be served: what is loaded is weighed against it as well. */
  readonly hidden?: Entry | undefined;
}

export interface Loads {
  /** What is cached, made fresh again without asking the upstream; undefined where it has to be asked. */
  readonly confirm: Confirm;
  /** Asks the upstream, unless the cached value is confirmed. Rejects when the upstream could not say. */
  load(query: Query<unknown>, options?: LoadOptions): Promise<Loaded>;
  /** Whether this process is asking already, knowing of the same purges. */
  isUnderWay(query: Query<unknown>): boolean;
}

interface Outcome extends Pick<LoadResult, 'failure' | 'absentFor' | 'only'> {
  readonly loaded: ReadonlyMap<CacheKey, Entry>;
  readonly under: LoadedUnder;
}

const NEVER = new AbortController().signal;

export const createLoads = (engine: Engine, tiers: SharedTiers): Loads => {
  const { entries, coherence, failures, loadTime, clock, deadline, loadTimeout, loadReason, observe } = engine;
  // What is fresh needs neither: a cold start reads nothing for them.
  let confirming: Promise<Confirm> | undefined;
  const confirm: Confirm = async (query, cached) => {
    if (!isConfirmable(query, cached)) return undefined;
    confirming ??= import('./confirm.ts').then(({ createConfirm }) => createConfirm(engine, tiers));
    return (await confirming)(query, cached);
  };
  let judges: Promise<Contradictions> | undefined;
  const contradictions = (): Promise<Contradictions> =>
    (judges ??= import('./contradictions.ts').then(({ createContradictions }) => createContradictions(engine, tiers)));
  const flights = createSingleFlight<Outcome>();
  /** Who waits for a flight, by flight: the keys that are asked for, and what is held under them. */
  const waiting = new Map<string, Map<CacheKey, () => HeldValue | undefined>>();

  // A caller that asks after a purge must not be given a load that began before it.
  const flightOf = ({ namespace, source }: Query<unknown>): string => `${source.key} ${coherence.version(namespace)}`;

  const heldValue = (query: Query<unknown>, entry: Entry | undefined): HeldValue | undefined => {
    if (entry?.body == null) return undefined;
    try {
      const { loadedAt, witness } = entry;
      const value = entries.valueOf(entry, query);
      return { key: query.key, value, loadedAt, ...(witness !== undefined && { witness }) };
    } catch {
      // Another version wrote it: nothing can be weighed against it.
      return undefined;
    }
  };

  const askUpstream = async (
    query: Query<unknown>,
    { limit, until = Number.POSITIVE_INFINITY }: { readonly limit: number; readonly until?: number | undefined },
    flight: string,
  ): Promise<Outcome> => {
    const { namespace, source } = query;
    const asked = waiting.get(flight) ?? new Map<CacheKey, () => HeldValue | undefined>();
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
    } finally {
      waiting.delete(flight);
    }
  };

  /**
   * Waits for a load that another question began, for as long as this one waits. Undefined where that one has given it up
   * and this one has not.
   */
  const join = async (outcome: Promise<Outcome>, until: number | undefined): Promise<Outcome | undefined> => {
    const signal = until === undefined ? NEVER : deadline(Math.max(0, until - clock.now()));
    try {
      return await before(signal, outcome);
    } catch (error) {
      if (signal.aborted) throw new StillLoadingError();
      if (error instanceof StillLoadingError && until === undefined) return undefined;
      throw error;
    }
  };

  const load: Loads['load'] = async (query, options = {}) => {
    const { limit = query.source.timeLimit ?? loadTimeout, until, previous, hidden, isUnconfirmed } = options;
    const confirmed = isUnconfirmed === true ? undefined : await confirm(query, previous);
    if (confirmed !== undefined) return { entry: confirmed, collapsed: false, confirmed: true };
    const flight = flightOf(query);
    const held = newest(newest(previous, hidden), engine.memory.recall(query.key));
    if (!flights.isUnderWay(flight)) waiting.set(flight, new Map());
    waiting.get(flight)?.set(query.key, () => heldValue(query, held));
    const { outcome, collapsed } = flights.run(flight, () => askUpstream(query, { limit, until }, flight));
    if (collapsed) observe({ kind: 'collapsed', key: query.key });
    const ended = await (collapsed ? join(outcome, until) : outcome);
    if (ended === undefined) return load(query, options);
    const { loaded, under, failure, absentFor, only = query.key } = ended;
    if (only !== query.key) return load(query, options);
    const entry = loaded.get(query.key);
    if (entry !== undefined) return { entry, collapsed, confirmed: false };
    if (failure !== undefined) throw failure;
    // The load succeeded and did not speak of this key: the upstream knows of no such thing.
    const { policy } = query;
    const believed = { ...policy, absentFor: Math.min(policy.absentFor, absentFor ?? policy.absentFor) };
    const absent = entries.absent(believed, query.scopes, under);
    observe({ kind: 'absent', key: query.key });
    tiers.fill(query.namespace, new Map([[query.key, absent]]));
    return { entry: absent, collapsed, confirmed: false };
  };

  return { confirm, load, isUnderWay: (query) => flights.isUnderWay(flightOf(query)) };
};
