import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { PurgeIncompleteError, type Clock, type Query, type Scope, type TieredCache } from '../../lib/cache/index.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import { runWithPayer } from '../../lib/ledgers/payer.ts';
import { runWithTrace, traceOfPart } from '../../lib/telemetry/trace.ts';
import { failureReason } from '../../lib/sports/upstream/index.ts';
import type { Prefetched, Prefetch, PredictMessage } from '../../lib/sports/prediction/index.ts';
import type { Reload } from '../../lib/sports/moves/index.ts';
import { parseKey } from '../../lib/sports/resources/parse-key.ts';
import type { Resources } from '../../lib/sports/resources/index.ts';
import { parseMessage, type Message } from './messages.ts';

// Retrying every stale key on an exhausted budget would fill the dead-letter queue with healthy messages. An answer that
// cannot be true is no better in a minute. Whoever meets the key next has it loaded again.
const DROPPED = ['over-budget', 'ledger-unavailable', 'provider-unavailable', 'contradicted'] as const;
type Dropped = (typeof DROPPED)[number];

export interface RefreshDeps {
  readonly cache: Pick<TieredCache, 'refresh' | 'purge'>;
  readonly resources: Resources;
  readonly reload: Reload;
  readonly prefetch: Prefetch;
  readonly runWithReason: <T>(reason: LoadReason, work: () => Promise<T>) => Promise<T>;
  /** A message that this version cannot read. It is not retried. */
  readonly onUnreadable: (body: string) => void;
  /** A refresh or reload failed. Its message is retried until it has failed too often. */
  readonly onFailure: (what: string, error: unknown) => void;
  /** Called once a batch with the number of messages given up through no fault of theirs. They are not retried. */
  readonly onDropped: (why: Dropped | 'out-of-time', count: number) => void;
  readonly onPrefetched: (message: PredictMessage, counts: Prefetched) => void;
  /** Called as a batch ends. */
  readonly onBatch: (batch: EndedBatch) => void;
  readonly clock: Clock;
  /** A prefetch failed. It is not retried: nobody waits for it. */
  readonly onPrefetchFailed: (message: PredictMessage, error: unknown) => void;
}

/** How many messages of a batch could be read, and how many of those are retried. */
export interface EndedBatch {
  readonly messages: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** Runs a batch. `remaining` answers the milliseconds that the invocation has left. */
export type RunRefresh = (event: SQSEvent | null, remaining: () => number) => Promise<SQSBatchResponse>;

// A function that is cut off gets its whole batch again: no prefetch begins that could outlast it. A load takes 8 s.
const PREFETCH_MARGIN_MS = 9000;

interface Task {
  readonly id: string;
  readonly what: string;
  /** The trace of the question that left it to the queue. */
  readonly trace?: string | undefined;
  readonly work: () => Promise<unknown>;
}

type Outcome = 'done' | 'failed' | Dropped;

/**
 * Runs each message on its own, so that one that fails is retried alone. Refreshes and reloads go before predictions.
 * @example await createRefresh(deps)(event, () => context.getRemainingTimeInMillis())
 */
export const createRefresh = (deps: RefreshDeps): RunRefresh => {
  const { cache, resources, reload, prefetch, runWithReason } = deps;
  const { onUnreadable, onFailure, onDropped, onPrefetched, onPrefetchFailed, onBatch, clock } = deps;

  const taskOf = (id: string, message: Exclude<Message, PredictMessage>): Task | undefined => {
    switch (message.kind) {
      case 'refresh': {
        const query = ownQuery(resources, message.key);
        const work =
          query &&
          (() =>
            runWithReason('refresh', () =>
              runWithPayer({ caller: message.caller }, () =>
                cache.refresh(query, message.loadedAt, { leaseUntil: message.leaseUntil }),
              ),
            ));
        return work && { id, what: message.key, trace: message.trace, work };
      }
      case 'reload': {
        const work = (): Promise<void> => runWithReason('purge', () => reload(message));
        return { id, what: `${message.namespace} after a purge`, work };
      }
      case 'purge': {
        const { namespace, scopes } = message;
        return {
          id,
          what: `purge of ${namespace} ${scopes.join(', ')}`,
          work: () => purgeSomewhere(namespace, scopes),
        };
      }
    }
  };

  /** Rejects when no tier took it. What one has taken the purge function brings to the others. */
  const purgeSomewhere = async (namespace: string, scopes: readonly Scope[]): Promise<void> => {
    try {
      await cache.purge(namespace, scopes);
    } catch (error) {
      if (!(error instanceof PurgeIncompleteError) || error.taken.length === 0) throw error;
    }
  };

  const attempt = async ({ what, work }: Task): Promise<Outcome> => {
    try {
      await work();
      return 'done';
    } catch (error) {
      const { reason } = failureReason(error);
      const dropped = DROPPED.find((why) => why === reason);
      if (dropped !== undefined) return dropped;
      onFailure(what, error);
      return 'failed';
    }
  };

  /** Answers the ids of the messages to retry. */
  const attemptAll = async (tasks: readonly Task[]): Promise<readonly string[]> => {
    const outcomes = await Promise.all(
      tasks.map((task) => runWithTrace(traceOfPart({ traceId: task.trace, requestId: task.id }), () => attempt(task))),
    );
    for (const why of DROPPED) {
      const dropped = outcomes.filter((outcome) => outcome === why).length;
      if (dropped > 0) onDropped(why, dropped);
    }
    return tasks.flatMap(({ id }, index) => (outcomes[index] === 'failed' ? [id] : []));
  };

  const prefetchOne = async (message: PredictMessage, isTimeLeft: () => boolean): Promise<void> => {
    try {
      onPrefetched(message, await runWithReason('predict', () => prefetch(message, isTimeLeft)));
    } catch (error) {
      onPrefetchFailed(message, error);
    }
  };

  const prefetchAll = async (messages: readonly PredictMessage[], isTimeLeft: () => boolean): Promise<void> => {
    let dropped = 0;
    for (const message of messages) {
      if (isTimeLeft()) await prefetchOne(message, isTimeLeft);
      else dropped += 1;
    }
    if (dropped > 0) onDropped('out-of-time', dropped);
  };

  return async (event, remaining) => {
    const began = clock.now();
    const tasks: Task[] = [];
    const predictions: PredictMessage[] = [];
    for (const record of recordsIn(event)) {
      const { messageId, body } = fieldsOf(record);
      if (messageId === undefined || body === undefined) {
        onUnreadable(textOf(record));
        continue;
      }
      const message = parseMessage(body);
      if (message?.kind === 'predict') {
        predictions.push(message);
        continue;
      }
      const task = message && taskOf(messageId, message);
      if (task === undefined) onUnreadable(body.slice(0, 200));
      else tasks.push(task);
    }
    const failed = await attemptAll(tasks);
    await prefetchAll(predictions, () => remaining() > PREFETCH_MARGIN_MS);
    onBatch({
      messages: tasks.length + predictions.length,
      failed: failed.length,
      elapsed: Math.max(0, clock.now() - began),
    });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

/** What is no record is unreadable, and is not retried: an event that throws is sent again for ever. */
const recordsIn = (event: unknown): readonly unknown[] => {
  const { Records } = (event ?? {}) as { readonly Records?: unknown };
  return Array.isArray(Records) ? (Records as readonly unknown[]) : [event];
};

const fieldsOf = (record: unknown): { readonly messageId?: string; readonly body?: string } => {
  const { messageId, body } = (record ?? {}) as Partial<Record<'messageId' | 'body', unknown>>;
  return typeof messageId === 'string' && typeof body === 'string' ? { messageId, body } : {};
};

const textOf = (record: unknown): string => JSON.stringify(record ?? null).slice(0, 200);

/** Undefined for a key that this version would not make: another version sent it. */
const ownQuery = (resources: Resources, key: string): Query<unknown> | undefined => {
  const query = parseKey(resources, key);
  return query?.key === key ? query : undefined;
};
