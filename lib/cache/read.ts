import type { Answer } from './answer.ts';
import type { Answers } from './answer-policy.ts';
import type { Engine } from './engine.ts';
import { freshnessOf, type Entry } from './entry.ts';
import { LoadBackedOffError, StillLoadingError } from './failures.ts';
import type { HandOver } from './hand-over.ts';
import type { LeaseWait } from './lease-wait.ts';
import type { Loaded, Loads } from './load.ts';
import type { Query } from './query.ts';
import { createAskMany, UNSETTLED, type Outcome, type Settle } from './questions.ts';
import {
  NOT_FOUND,
  inMemory,
  leaseOfQuery,
  newest,
  newestFound,
  wantedOf,
  type FoundEntry,
  type SearchResult,
} from './search.ts';
import { ReadyAnswer } from './ready-answer.ts';
import type { SharedTiers } from './shared-tiers.ts';
import type { LoadFailure } from './tier.ts';

/** The way of a question, from top to bottom: memory, who is asking already, the shared tiers, waiting, loading. */
export interface Reader {
  /** A fresh answer from memory, if the purge log has been read within the window. */
  readonly readFresh: (query: Query<unknown>, now?: number) => Answer<unknown> | undefined;
  readonly read: (query: Query<unknown>) => Promise<Answer<unknown>>;
  readonly readMany: (queries: readonly Query<unknown>[]) => Promise<readonly Answer<unknown>[]>;
}

export interface ReaderParts {
  readonly tiers: SharedTiers;
  readonly answers: Answers;
  readonly leaseWait: LeaseWait;
  readonly loads: Loads;
  readonly handOver: HandOver;
}

interface Wait {
  /** Epoch ms; undefined: as long as it takes. */
  readonly until: number | undefined;
  /** The limit is ours: the caller has not asked for one. */
  readonly isOurs: boolean;
}

/** What is held of a key that has to be loaded. */
interface Held {
  readonly wait: Wait;
  /** What may be served while the load fails. */
  readonly found: FoundEntry | undefined;
  /** What may not be served at all. */
  readonly hidden: Entry | undefined;
  /** It has been tried to confirm what was found, in vain. */
  readonly isUnconfirmed?: boolean;
}

export const createReader = (engine: Engine, { tiers, answers, leaseWait, loads, handOver }: ReaderParts): Reader => {
  const { memory, coherence, clock, observe, failures, defer, waitLimit, isBilled, loadTime } = engine;
  const { refresher, maxStaleWait, runWithWaitLimit, leaseTtl } = engine;

  const readFresh: Reader['readFresh'] = (query, now = clock.now()) => {
    const log = coherence.current(query.namespace, now);
    const held = log === undefined ? undefined : memory.getFresh(query.key, log, now);
    return held === undefined ? undefined : answers.hitInMemory(query, held, now);
  };

  /** Memory has it fresh, but the purge log is older than the window: only the log has been read. */
  const renewed = (query: Query<unknown>, now: number): Outcome => {
    // No tier could say whether it was purged: an outage does not take away what memory holds.
    if (coherence.current(query.namespace, now) === undefined) coherence.extendWindow(query.namespace);
    const entry = coherence.current(query.namespace, clock.now()) && inMemory(engine, query);
    return answers.ifFresh(query, entry && { entry, tier: memory.name }) ?? search(query);
  };

  const search = async (query: Query<unknown>): Promise<Answer<unknown>> => {
    observe({ kind: 'miss', tier: memory.name, key: query.key });
    const results = await tiers.find(query.namespace, [wantedOf(query, { intent: 'read' })]);
    return found(query, results.get(query.key) ?? NOT_FOUND, clock.now());
  };

  // Nothing is awaited for what is found: of most questions that are asked of the tiers that is all.
  const found: Settle['found'] = (query, result, now, last) => {
    const best = newestFound(engine, query, result.found, now);
    const served = answers.ifFresh(query, best, now) ?? answers.whileRevalidating(query, best, result.lease);
    if (served !== undefined) return served;
    const failure = failures.recent(leaseOfQuery(engine, query)) ?? result.failure;
    if (failure !== undefined) return backOff(query, best, failure);
    const held = { found: best, hidden: newest(last, result.hidden), wait: waitOf(best) };
    if (result.lease === 'unasked') return confirmOrLoad(query, held);
    return loadUnlessElsewhere(query, held, result.lease);
  };

  /** What is sure to be loaded needs the lease on its load; what may still be true is looked into first, without one. */
  const confirmOrLoad = async (query: Query<unknown>, held: Held): Promise<Answer<unknown>> => {
    const entry = await loads.confirm(query, held.found?.entry);
    if (entry !== undefined) return answers.loaded(query, { entry, collapsed: false, confirmed: true }, held.found);
    const lease = await tiers.lease(query.namespace, leaseOfQuery(engine, query), leaseTtl());
    return loadUnlessElsewhere(query, { ...held, isUnconfirmed: true }, lease);
  };

  const loadUnlessElsewhere = (
    query: Query<unknown>,
    held: Held,
    lease: SearchResult['lease'],
  ): Promise<Answer<unknown>> => {
    // This process itself may hold the lease: then its load is joined, not waited for from afar.
    const isElsewhere = lease === 'lost' && !loads.isUnderWay(query);
    return isElsewhere ? waitForHolder(query, held) : load(query, held);
  };

  /**
   * Until when (epoch ms) the answer is waited for: as the caller says, or for as long as a person would where something
   * stale can be served. Without a refresher nobody would go on with the load, so it is waited for.
   */
  const waitOf = (found: FoundEntry | undefined): Wait => {
    const asked = waitLimit();
    const now = clock.now();
    const isStale = found !== undefined && freshnessOf(found.entry, now) === 'stale';
    if (refresher === undefined || !isStale) return { until: asked, isOurs: false };
    const ours = now + maxStaleWait;
    return asked !== undefined && asked <= ours ? { until: asked, isOurs: false } : { until: ours, isOurs: true };
  };

  /** Another environment is loading it: what it finds is served here as well. */
  const waitForHolder = async (query: Query<unknown>, held: Held, isHandedOver = false): Promise<Answer<unknown>> => {
    const { until } = held.wait;
    for await (const result of leaseWait.rechecks(
      query,
      until === undefined ? until : { until, isPatient: isHandedOver },
    )) {
      const fresh = answers.ifFresh(query, newestFound(engine, query, result.found));
      if (fresh !== undefined) return fresh;
      if (result.failure !== undefined) return backOff(query, held.found, result.failure);
    }
    const isOver = isHandedOver || (until !== undefined && clock.now() >= until);
    return isOver ? answers.staleIfError(query, held.found, new StillLoadingError()) : load(query, held);
  };

  const load = async (query: Query<unknown>, held: Held): Promise<Answer<unknown>> => {
    const { found, hidden, wait, isUnconfirmed = false } = held;
    const { until, isOurs } = wait;
    const isLong = until !== undefined && loadTime.expected > until - clock.now();
    if (until !== undefined && !isOurs && (isBilled || isLong)) {
      defer(handOver(query, found?.entry));
      return waitForHolder(query, held, true);
    }
    try {
      // Nobody has asked us to wait for what is not to be expected.
      if (isOurs && isLong) throw new StillLoadingError();
      const loading = (): Promise<Loaded> =>
        loads.load(query, { previous: found?.entry, hidden, until, isUnconfirmed });
      const loaded = await (isOurs && until !== undefined ? runWithWaitLimit(until, loading) : loading());
      return answers.loaded(query, loaded, found);
    } catch (error) {
      if (!(error instanceof StillLoadingError)) return answers.staleIfError(query, found, error);
      defer(handOver(query, found?.entry));
      return isOurs ? answers.staleIfError(query, found, error) : waitForHolder(query, held, true);
    }
  };

  const backOff = (query: Query<unknown>, found: FoundEntry | undefined, failure: LoadFailure): Answer<unknown> => {
    const { reason, retryAt } = failure;
    observe({ kind: 'backed-off', source: query.source.key, reason });
    return answers.staleIfError(query, found, new LoadBackedOffError(reason, retryAt - clock.now()));
  };

  const askMany = createAskMany(engine, tiers, { found, renewed });
  return {
    readFresh,
    // No async function: its promise would be most of what a hit costs.
    read(query) {
      const fresh = readFresh(query);
      if (fresh === undefined) return askMany([query]).then(first);
      return fresh instanceof ReadyAnswer ? fresh.promise() : Promise.resolve(fresh);
    },
    readMany(queries) {
      const now = clock.now();
      const fresh = queries.map((query) => readFresh(query, now));
      const open = queries.filter((_, index) => fresh[index] === undefined);
      // All of them from memory: there is nothing to wait for.
      if (open.length === 0) return Promise.resolve(fresh as Answer<unknown>[]);
      return askMany(open).then((others) => {
        let at = -1;
        return fresh.map((answer) => answer ?? others[(at += 1)] ?? UNSETTLED);
      });
    },
  };
};

const first = ([answer]: readonly Answer<unknown>[]): Answer<unknown> => answer ?? UNSETTLED;
