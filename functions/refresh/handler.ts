import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Query, TieredCache } from '../../lib/cache/index.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import { failureReason } from '../../lib/sports/failure-reason.ts';
import type { Prefetched, Prefetch, PredictMessage } from '../../lib/sports/prediction/index.ts';
import type { Reload } from '../../lib/sports/moves/index.ts';
import { parseKey } from '../../lib/sports/resources/parse-key.ts';
import type { Resources } from '../../lib/sports/resources/index.ts';
import { parseMessage, type Message } from './messages.ts';

export interface RefreshDeps {
  readonly cache: Pick<TieredCache, 'refresh'>;
  readonly resources: Resources;
  readonly reload: Reload;
  readonly prefetch: Prefetch;
  readonly runWithReason: <T>(cause: LoadReason, work: () => Promise<T>) => Promise<T>;
  /** Told what cannot be understood and so cannot be done: it is not tried again. */
  readonly onUnreadable: (body: string) => void;
  /** Told what failed; the message comes back until it has failed too often. */
  readonly onFailure: (what: string, error: unknown) => void;
  /** Told once a batch how many were given up for no fault of theirs. They do not come back: who needs them asks again. */
  readonly onDropped: (why: 'over-budget' | 'out-of-time', count: number) => void;
  readonly onPrefetched: (message: PredictMessage, prefetched: Prefetched) => void;
  /** A prediction failed, and is not tried again: nobody waits for it. */
  readonly onPrefetchFailed: (message: PredictMessage, error: unknown) => void;
}

/** Does a batch. `remaining` tells the milliseconds that the invocation has left. */
export type RunRefresh = (event: SQSEvent, remaining: () => number) => Promise<SQSBatchResponse>;

// The function must end before its time does, or the whole batch would come back: what a load may take, and some more.
const MARGIN = 9000;

interface Task {
  readonly id: string;
  readonly what: string;
  readonly work: () => Promise<unknown>;
}

type Outcome = 'done' | 'failed' | 'over-budget';

/** Does each message on its own: one that fails comes back alone. What has been asked for comes before predictions. */
export const createRefresh = (deps: RefreshDeps): RunRefresh => {
  const { cache, resources, reload, prefetch, runWithReason } = deps;
  const { onUnreadable, onFailure, onDropped, onPrefetched, onPrefetchFailed } = deps;

  const taskOf = (id: string, message: Exclude<Message, PredictMessage>): Task | undefined => {
    switch (message.kind) {
      case 'refresh': {
        const query = ownQuery(resources, message.key);
        const work = query && (() => runWithReason('refresh', () => cache.refresh(query, message.loadedAt)));
        return work && { id, what: message.key, work };
      }
      case 'reload': {
        const work = (): Promise<void> => runWithReason('purge', () => reload(message));
        return { id, what: `${message.namespace} after a purge`, work };
      }
    }
  };

  const attempt = async ({ what, work }: Task): Promise<Outcome> => {
    try {
      await work();
      return 'done';
    } catch (error) {
      // On a day whose calls are spent every stale key would come back, and end where broken ones are looked for.
      if (failureReason(error).reason === 'over-budget') return 'over-budget';
      onFailure(what, error);
      return 'failed';
    }
  };

  /** Answers the ids of those that are to be tried again. */
  const attemptAll = async (tasks: readonly Task[]): Promise<readonly string[]> => {
    const outcomes = await Promise.all(tasks.map(attempt));
    const refused = outcomes.filter((outcome) => outcome === 'over-budget').length;
    if (refused > 0) onDropped('over-budget', refused);
    return tasks.flatMap(({ id }, index) => (outcomes[index] === 'failed' ? [id] : []));
  };

  const predict = async (message: PredictMessage, isTimeLeft: () => boolean): Promise<void> => {
    try {
      onPrefetched(message, await runWithReason('predict', () => prefetch(message, isTimeLeft)));
    } catch (error) {
      onPrefetchFailed(message, error);
    }
  };

  const predictAll = async (messages: readonly PredictMessage[], isTimeLeft: () => boolean): Promise<void> => {
    let dropped = 0;
    for (const message of messages) {
      if (isTimeLeft()) await predict(message, isTimeLeft);
      else dropped += 1;
    }
    if (dropped > 0) onDropped('out-of-time', dropped);
  };

  return async ({ Records }, remaining) => {
    const tasks: Task[] = [];
    const predictions: PredictMessage[] = [];
    for (const { messageId, body } of Records) {
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
    await predictAll(predictions, () => remaining() > MARGIN);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
};

/** Undefined for a key that this version would not make: it belongs to another one. */
const ownQuery = (resources: Resources, key: string): Query<unknown> | undefined => {
  const query = parseKey(resources, key);
  return query?.key === key ? query : undefined;
};
