import type { AskUpstream, LoadLimits, UpstreamAnswer } from './ask-upstream.ts';
import type { Confirm } from './confirm.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { StillLoadingError } from './failures.ts';
import type { CacheKey, HeldValue, Query } from './query.ts';
import { isConfirmable, newest } from './search.ts';
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

const NEVER = new AbortController().signal;

export const createLoads = (engine: Engine, tiers: SharedTiers): Loads => {
  const { entries, coherence, clock, deadline, loadTimeout, observe } = engine;
  // What is fresh needs neither: a cold start reads nothing for them.
  let confirming: Promise<Confirm> | undefined;
  const confirm: Confirm = async (query, cached) => {
    if (!isConfirmable(query, cached)) return undefined;
    confirming ??= import('./confirm.ts').then(({ createConfirm }) => createConfirm(engine, tiers));
    return (await confirming)(query, cached);
  };
  let asking: Promise<AskUpstream> | undefined;
  const askUpstream = async (query: Query<unknown>, within: LoadLimits, flight: string): Promise<UpstreamAnswer> => {
    const asked = waiting.get(flight) ?? new Map<CacheKey, () => HeldValue | undefined>();
    try {
      asking ??= import('./ask-upstream.ts').then(({ createAskUpstream }) => createAskUpstream(engine, tiers));
      return await (
        await asking
      )(query, within, asked);
    } finally {
      waiting.delete(flight);
    }
  };
  const flights = createSingleFlight<UpstreamAnswer>();
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

  /**
   * Waits for a load that another question began, for as long as this one waits. Undefined where that one has given it up
   * and this one has not.
   */
  const join = async (
    outcome: Promise<UpstreamAnswer>,
    until: number | undefined,
  ): Promise<UpstreamAnswer | undefined> => {
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
