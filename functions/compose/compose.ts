import { setTimeout as pause } from 'node:timers/promises';
import { decodeTime, ulid } from 'ulid';
import { lazy } from '../../lib/async/lazy.ts';
import { currentWaitLimit, runWithWaitLimit } from '../../lib/async/wait-limit.ts';
import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  days,
  hours,
  minutes,
  type Observer,
  type Stamp,
  type TieredCache,
} from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import type { Budget } from '../../lib/ledgers/budget.ts';
import { currentPayer, runWithPayer } from '../../lib/ledgers/payer.ts';
import { createCalendar, type Calendar } from '../../lib/sports/calendar/index.ts';
import { failureReason, type Upstream } from '../../lib/sports/upstream/index.ts';
import type { LeagueId } from '../../lib/sports/model/index.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import { coherenceWindowAt } from '../../lib/sports/resources/policies.ts';
import type { LearnedPopularity } from '../../lib/sports/popularity/index.ts';
import { createResources, type ResourceContext, type Resources } from '../../lib/sports/resources/index.ts';
import { createLoadOutcomes, type LoadOutcomes } from '../../lib/telemetry/load-outcomes.ts';
import { currentTrace, noteSpent } from '../../lib/telemetry/trace.ts';
import type { Usage } from '../../lib/telemetry/usage/usage.ts';
import { createLazyDynamoDbClient, type LazyDynamoDbClient } from '../../lib/tiers/dynamodb/lazy.ts';
import type { GuardedTier } from '../../lib/tiers/guards/breaker.ts';
import { createSqsRefreshQueue, type RefreshQueue } from '../../lib/queue/sqs-refresh-queue.ts';
import { createHedging } from './hedging.ts';
import { composeLedgers, type ComposedLedgers } from './ledgers.ts';
import { composePopularity } from './popularity.ts';
import { composeProvider } from './provider.ts';
import { composeTiers } from './tiers.ts';
import { currentReason } from '../../lib/ledgers/load-reason.ts';

// Shares of the function's memory, and of no more than the api function is deployed with: 64 MB of entries are thousands
// of stat lines, and 32 MB of decoded ones every league's directory with its index and a thousand careers.
const MAX_MEMORY_SIZE = 512;
const ENTRIES_SHARE = 1 / 8;
const DECODED_SHARE = 1 / 16;

// No entry lives longer than one of a finished season: 30 days fresh, and 30 more while the provider is out.
const MAX_ENTRY_LIFE_MS = days(61);

export interface Composition {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly upstream: Upstream;
  readonly calendar: Calendar;
  readonly ledgers: ComposedLedgers;
  readonly budget: Budget;
  readonly usage: Usage;
  readonly popularity: LearnedPopularity;
  readonly documents: DocumentStore;
  /** Those behind memory, nearest first, each behind its guards. */
  readonly sharedTiers: readonly GuardedTier[];
  /** Redis did not answer a moment ago: for some seconds the table is asked beside it and not after it. */
  readonly expectSilence: () => void;
  readonly dynamoDb: LazyDynamoDbClient;
  readonly loadOutcomes: LoadOutcomes;
  /** Undefined: stale entries are loaded again by the function that served them, and nothing is prefetched. */
  readonly refreshQueue: RefreshQueue | undefined;
  /** Takes over work that an answer does not wait for; `drain` finishes it. */
  readonly defer: (work: Promise<unknown>) => void;
  /** Finishes deferred work, then flushes the counts when that is due. For the end of each invocation. */
  readonly drain: () => Promise<void>;
}

export interface ComposeOptions {
  /** What the function is called in logs and metrics. */
  readonly service: string;
  /** Its name in this deployment. */
  readonly functionName?: string | undefined;
  /** Milliseconds from one flush of the counts to the next; 0 for a function that no client waits for. */
  readonly flushEvery: number;
  /** A flush or the metrics failed; the counts of a failed flush are kept for the next. */
  readonly onFlushFailure: (error: unknown) => void;
  /**
   * Milliseconds that entries may stay in memory, as long as they are fresh and not purged. Default: half an hour. For
   * longer where nobody is answered with them.
   */
  readonly entriesStay?: number;
  /** The client of tier and ledgers. Default: one with the time limits of a deployment. */
  readonly dynamoDb?: LazyDynamoDbClient;
}

// Of the time that a read of the table may take: 400 ms of the default 500.
const ATTEMPT_SHARE = 0.8;

const NOTHING_LEFT = Promise.resolve();

/**
 * Builds everything a function needs. Clients are constructed in `functions/compose/` only.
 * @example compose(readConfig(environment), logEvents(log), { service: SERVICE.warm, flushEvery: 0, onFlushFailure })
 */
export const compose = (config: Config, log: Observer, options: ComposeOptions): Composition => {
  const {
    service,
    functionName,
    flushEvery,
    onFlushFailure: onFailure,
    entriesStay = minutes(30),
    dynamoDb = createLazyDynamoDbClient({ requestTimeout: config.tableTimeout * ATTEMPT_SHARE }),
  } = options;
  const background = createBackground();
  const clock = Date;
  const memoryBytes = Math.min(config.memorySize, MAX_MEMORY_SIZE) * 1024 * 1024;
  const maxBytes = memoryBytes * ENTRIES_SHARE;
  const ledgers = composeLedgers(config, {
    dynamoDb,
    clock,
    flushEvery,
    service,
    functionName,
    memory: () => ({ bytes: memory.bytes, entries: memory.size, maxBytes }),
    onFailure,
  });
  const { budget, usage, flush, documents, counters } = ledgers;
  const loadOutcomes = createLoadOutcomes(clock);
  const observe: Observer = (event) => {
    log(event);
    usage.observe(event);
    loadOutcomes.observe(event);
    if (event.kind === 'loaded' || event.kind === 'load-failed') noteSpent('provider', event.elapsed);
  };
  const { refreshQueueUrl: queueUrl } = config;
  const refreshQueue = queueUrl === undefined ? undefined : createSqsRefreshQueue({ queueUrl });
  const shared = composeTiers(config, { dynamoDb, observe, onCommands: (count) => usage.redisCommands(count) });
  const [nearest] = shared;
  const hedging = createHedging(config.redisTimeout, clock);
  const calendar = createCalendar({ overrides: config.windows });
  const memory = createMemoryTier({
    maxBytes,
    cap: entriesStay,
    // While the nearest tier is out, entries stay in memory for longer, which spares the far tier.
    outage: { cap: Math.max(entriesStay, hours(2)), isOn: () => nearest?.available() === false },
    onEvict: (key) => observe({ kind: 'evict', key }),
  });
  const cache = createTieredCache({
    memory,
    shared,
    bodies: httpBodies,
    maxDecodedBytes: memoryBytes * DECODED_SHARE,
    defer: (work) => background.defer(work),
    pause: (ms) => pause(ms),
    newStamp: () => ulid(),
    isOutlived: (stamp) => timeOf(stamp) < Date.now() - MAX_ENTRY_LIFE_MS,
    random: () => Math.random(),
    refresher: refreshQueue && {
      refresh: (requests) => {
        // What a question leaves to the queue is still asked by its caller, and of its trace.
        const { caller } = currentPayer();
        const trace = currentTrace()?.traceId;
        const of = { ...(caller && { caller }), ...(trace !== undefined && { trace }) };
        return refreshQueue.send(requests.map((each) => ({ ...each, ...of })));
      },
    },
    coherenceWindow: (league, from) => coherenceWindowAt(calendar, league as LeagueId, from, config.coherenceWindow),
    // Nobody waits for what the other functions find.
    promotes: flushEvery > 0,
    hedgeAfter: hedging.after,
    waitLimit: currentWaitLimit,
    runWithWaitLimit,
    isBilled: config.upstream.kind === 'rapidapi',
    describe: failureReason,
    // Entries store a reason only where it is not the usual one.
    loadReason: () => (currentReason() === 'ask' ? undefined : currentReason()),
    observe,
    // Questions are counted by their answers.
    observesHits: false,
  });
  const upstream = composeProvider(config, {
    admit: ledgers.admit,
    budget,
    documents,
    waitLimit: currentWaitLimit,
    defer: (work) => background.defer(work),
    observe,
  });
  const context: ResourceContext = {
    upstream,
    read: (query) => cache.read(query),
    getAllPresent: (queries) => cache.getAllPresent(queries),
    recallAll: (queries) => cache.recallAll(queries),
    async payFor(unknown, call) {
      if (unknown === undefined) return call();
      const { unknownAllowance } = await import('../../lib/ledgers/unknown-allowance.ts');
      return runWithPayer({ allowance: unknownAllowance(config.budget, unknown) }, call);
    },
    clock,
    calendar,
    isAskedAbout: async (league, teams) => (await askedAbout())(league, teams),
  };
  const resources = createResources(context);
  const popularity = composePopularity({ cache, resources, documents, counters, clock });
  let isAnnounced = false;
  const announceOnce = async (): Promise<void> => {
    if (isAnnounced) return;
    await ledgers.announce();
    isAnnounced = true;
  };
  const askedAbout = lazy(async () => {
    const { createAskedAbout } = await import('../../lib/sports/popularity/asked-about.ts');
    return createAskedAbout({ popularity, cache, resources });
  });
  const drainAll = async (): Promise<void> => {
    await Promise.all([background.drain(), announceOnce().catch(onFailure)]);
    await flush.whenDue();
  };
  // After most answers from memory there is nothing to do.
  const drain = (): Promise<void> => (isAnnounced && background.isIdle && !flush.isDue() ? NOTHING_LEFT : drainAll());
  const defer = (work: Promise<unknown>): void => background.defer(work);
  return {
    cache,
    resources,
    upstream,
    calendar,
    ledgers,
    budget,
    usage,
    popularity,
    documents,
    sharedTiers: shared,
    expectSilence: hedging.expectSilence,
    dynamoDb,
    loadOutcomes,
    refreshQueue,
    defer,
    drain,
  };
};

/** Epoch ms; Infinity for a stamp that is no ULID, whose age cannot be told: it is never outlived. */
const timeOf = (stamp: Stamp): number => {
  try {
    return decodeTime(stamp);
  } catch {
    return Infinity;
  }
};
