import type { Answer } from './answer.ts';
import type { Answers } from './answer-policy.ts';
import { createBatch, type Batch } from './batch.ts';
import type { Engine } from './engine.ts';
import { freshnessOf, type Entry } from './entry.ts';
import { LoadBackedOffError, StillLoadingError } from './failures.ts';
import type { HandOver } from './hand-over.ts';
import type { LeaseWait } from './lease-wait.ts';
import type { Loaded, Loads } from './load.ts';
import type { Query } from './query.ts';
import { inMemory, leaseOfQuery, newest, newestFound, wantedOf, type FoundEntry, type SearchResult } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';
import { createSingleFlight } from './single-flight.ts';
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
  const flights = createSingleFlight<Answer<unknown>>();

  const readFresh: Reader['readFresh'] = (query, now = clock.now()) => {
    const log = coherence.current(query.namespace, now);
    const held = log === undefined ? undefined : memory.getFresh(query.key, log, now);
    return held === undefined ? undefined : answers.hitInMemory(query, held, now);
  };

  // The flight is up before the first tier is asked: a thousand callers of one key cost one search, not a thousand.
  // Its name has the log's version: whoever asks after a purge does not join those who asked before.
  const ask = (query: Query<unknown>, batch: Batch): Promise<Answer<unknown>> => {
    // Before it is looked for: what has expired leaves memory then.
    const last = memory.recall(query.key);
    // The question's one use, however it is answered. What is not in memory yet comes in unused.
    memory.get(query.key);
    const flight = flights.run(`${query.key} ${coherence.version(query.namespace)}`, () => {
      const near = inMemory(engine, query);
      const isFresh = near !== undefined && clock.now() < near.freshUntil;
      return isFresh ? renewAndRead(query, batch) : search(query, batch, last);
    });
    if (!flight.collapsed) return flight.outcome;
    observe({ kind: 'collapsed', key: query.key });
    return flight.outcome.then(asCollapsed);
  };

  /** Memory has it fresh, but the purge log is older than the window: only the log has to be read. */
  const renewAndRead = async (query: Query<unknown>, batch: Batch): Promise<Answer<unknown>> => {
    await batch.renew(query.namespace);
    // No tier could say whether it was purged: an outage does not take away what memory holds.
    if (coherence.current(query.namespace, clock.now()) === undefined) coherence.extendWindow(query.namespace);
    const entry = coherence.current(query.namespace, clock.now()) && inMemory(engine, query);
    const found = entry && { entry, tier: memory.name };
    return answers.ifFresh(query, found) ?? alone((another) => search(query, another));
  };

  const search = async (query: Query<unknown>, batch: Batch, last?: Entry): Promise<Answer<unknown>> => {
    observe({ kind: 'miss', tier: memory.name, key: query.key });
    const result = await batch.find(query.namespace, wantedOf(engine, query, { intent: 'read' }));
    const found = newestFound(engine, query, result.found);
    const served = answers.ifFresh(query, found) ?? answers.whileRevalidating(query, found, result.lease);
    if (served !== undefined) return served;
    const failure = failures.recent(leaseOfQuery(engine, query)) ?? result.failure;
    if (failure !== undefined) return backOff(query, found, failure);
    const held = { found, hidden: newest(last, result.hidden), wait: waitOf(found) };
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

  /** Asks with a batch that is dispatched at once. */
  const alone = <T>(start: (batch: Batch) => T): T => {
    const batch = createBatch(tiers);
    const started = start(batch);
    batch.dispatch();
    return started;
  };

  return {
    readFresh,
    // No async function: its promise would be most of what a hit costs.
    read(query) {
      const fresh = readFresh(query);
      return fresh === undefined ? alone((batch) => ask(query, batch)) : Promise.resolve(fresh);
    },
    readMany(queries) {
      const now = clock.now();
      const answers: (Answer<unknown> | Promise<Answer<unknown>>)[] = [];
      let batch: Batch | undefined;
      for (const query of queries) {
        answers.push(readFresh(query, now) ?? ask(query, (batch ??= createBatch(tiers))));
      }
      // All of them from memory: there is nothing to wait for.
      if (batch === undefined) return Promise.resolve(answers as Answer<unknown>[]);
      batch.dispatch();
      return Promise.all(answers.map((each) => Promise.resolve(each)));
    },
  };
};

const asCollapsed = (answer: Answer<unknown>): Answer<unknown> => {
  if (answer.kind === 'failed' || answer.served.by !== 'upstream') return answer;
  const { entry } = answer;
  const served = { by: 'upstream', collapsed: true } as const;
  return answer.kind === 'absent'
    ? { kind: 'absent', entry, served }
    : { kind: 'value', entry, served, value: () => answer.value() };
};
