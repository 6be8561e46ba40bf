/** How a question is answered. */
export type Way = 'memory' | 'renewed' | 'shared' | 'stale' | 'load';

/** A billed activity: a question, a message of the refresh queue, a write of counts, a cold start, a scheduled run. */
export type Kind = Way | 'refresh' | 'flush' | 'start' | 'warm' | 'purge';

/** The average use of one activity, without Lambda's own requests to receive and delete messages. */
export interface Use {
  readonly redisCommands: number;
  /** DynamoDB's units. */
  readonly reads: number;
  readonly writes: number;
  /** Sent. */
  readonly queueRequests: number;
  readonly logBytes: number;
}

/** When the figures below were counted. */
export const COUNTED_ON = '2026-11-22';

const use = (redisCommands: number, reads: number, writes: number, queueRequests: number, logBytes: number): Use => ({
  redisCommands,
  reads,
  writes,
  queueRequests,
  logBytes,
});

/**
 * Counted by `npm run scenarios -- operations`: ten questions for one player's career each, of warm environments (`load`,
 * `memory`, `renewed`, `shared`), or for the player's card a day later (`stale`: the dearest of what is not fresh), and
 * the messages that those left in the queue, stale keys and predictions (`refresh`). `warm` and `purge` are averages over
 * a day without questions, and one write more: the record of the run, which came later.
 */
export const COUNTED: Readonly<Record<'alone' | 'redis', Readonly<Record<Kind, Use>>>> = {
  alone: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(0, 1, 0, 0, 0),
    shared: use(0, 1.5, 2, 0, 0),
    stale: use(0, 7.15, 4, 1, 226),
    load: use(0, 3, 14, 1, 457),
    refresh: use(0, 12.9, 14.9, 0, 600),
    flush: use(0, 1, 2, 0, 1176),
    start: use(0, 0, 0, 0, 236),
    warm: use(0, 312.2, 84.3, 0, 3912),
    purge: use(0, 2.7, 1, 0, 0),
  },
  redis: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(1, 0, 0, 0, 0),
    shared: use(2, 0, 0, 0, 0),
    stale: use(5.1, 7, 2, 1, 226),
    load: use(10.8, 3, 11, 1, 457),
    refresh: use(12.9, 11.9, 14.2, 0, 600),
    flush: use(0, 1, 2, 0, 1176),
    start: use(0, 0, 0, 0, 236),
    warm: use(131.4, 119.2, 73, 0, 3916),
    purge: use(9.3, 9.3, 1, 0, 0),
  },
};

/** Own metrics that a function sends, counted there too. An idle purge run asks no provider and sends none of its own. */
export const METRICS = { api: 12, refresh: 12, warm: 12, redis: 1 } as const;
