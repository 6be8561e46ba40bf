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
 * `memory`, `renewed`, `shared`, and an hour later `stale`), and the messages that the stale ones left in the queue, to
 * refresh and to predict, ten at a time (`refresh`). `warm` and `purge` are averages over thirty hours without questions, in
 * which every league is warmed once and rests. A flush is counted in `test/telemetry/usage/write-units.test.ts`.
 */
export const COUNTED: Readonly<Record<'alone' | 'redis', Readonly<Record<Kind, Use>>>> = {
  alone: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(0, 1, 0, 0, 0),
    shared: use(0, 1.5, 0, 0, 0),
    stale: use(0, 1.5, 2, 2, 370),
    load: use(0, 12.6, 10.3, 1, 913),
    refresh: use(0, 1.7, 0.95, 0, 206),
    flush: use(0, 1, 2, 0, 1176),
    start: use(0, 0, 0, 0, 236),
    warm: use(0, 19.6, 22.6, 0, 679),
    purge: use(0, 2.7, 1, 0, 374),
  },
  redis: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(1, 0, 0, 0, 0),
    shared: use(1, 0, 0, 0, 0),
    stale: use(3, 1.5, 0, 2, 376),
    load: use(9.4, 12.6, 8.2, 1, 921),
    refresh: use(0.9, 1.55, 0.95, 0, 207),
    flush: use(0, 1, 2, 0, 1176),
    start: use(0, 0, 0, 0, 236),
    warm: use(3.5, 19.4, 21.8, 0, 680),
    purge: use(9.3, 9.4, 1.1, 0, 409),
  },
};

/** Own metrics that a function sends, counted there too, and the one of all functions. Of what did not happen none is sent. */
export const METRICS = { api: 10, refresh: 5, warm: 6, redis: 1 } as const;

/** Hours from one run that loads something to the next, while nobody asks. */
export const REST_HOURS = 30;
