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
export const COUNTED_ON = '2026-11-30';

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
 * thirty hours without questions, in which every league is warmed once and rests. A flush is counted in
 * `test/telemetry/usage/write-units.test.ts`.
 */
export const COUNTED: Readonly<Record<'alone' | 'redis', Readonly<Record<Kind, Use>>>> = {
  alone: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(0, 1, 0, 0, 0),
    shared: use(0, 1.5, 0, 0, 0),
    stale: use(0, 7.65, 4.1, 1, 647),
    load: use(0, 12.6, 11.3, 1, 914),
    refresh: use(0, 9.3, 7.4, 0, 738),
    flush: use(0, 1, 2, 0, 1176),
    start: use(0, 0, 0, 0, 236),
    warm: use(0, 19.9, 22.6, 0, 682),
    purge: use(0, 2.7, 1, 0, 374),
  },
  redis: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(1, 0, 0, 0, 0),
    shared: use(1, 0, 0, 0, 0),
    stale: use(5.3, 7.5, 2.1, 1, 652),
    load: use(13.3, 12.6, 8.3, 1, 919),
    refresh: use(8.9, 8.5, 6.5, 0, 758),
    flush: use(0, 1, 2, 0, 1176),
    start: use(0, 0, 0, 0, 236),
    warm: use(20.7, 19.6, 21.9, 0, 679),
    purge: use(9.3, 9.4, 1.1, 0, 408),
  },
};

/** Own metrics that a function sends, counted there too, and the one of all functions. Of what did not happen none is sent. */
export const METRICS = { api: 10, refresh: 5, warm: 6, redis: 1 } as const;

/** Hours from one run that loads something to the next, while nobody asks. */
export const REST_HOURS = 30;
