/** How a question is answered. */
export type Way = 'memory' | 'renewed' | 'shared' | 'stale' | 'load';

/** What is done: a question, a message of the refresh queue, counts written, an environment started, a run by the clock. */
export type Kind = Way | 'refresh' | 'flush' | 'start' | 'warm' | 'purge';

/** What one of a kind uses, on average. Requests to get and delete messages are Lambda's own, and not in it. */
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
 * Counted by `npm run scenarios -- operations`: ten questions for one player's season each, of warm environments (`load`,
 * `memory`, `renewed`, `shared`), or for his card a day later (`stale`), and what those left in the queue (`refresh`).
 * `warm` and `purge` are averages over a day in which nobody asks, with Redis. NOT COUNTED: the same with DynamoDB alone,
 * taken to use the table as much (leases come on top). With Redis `shared`, `stale`, `load` and `refresh` are from before
 * predictions were sent, and `refresh` from messages that found the load leased: count them again.
 */
export const COUNTED: Readonly<Record<'alone' | 'redis', Readonly<Record<Kind, Use>>>> = {
  alone: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(0, 1, 0, 0, 0),
    shared: use(0, 1.5, 2, 0, 0),
    stale: use(0, 1.5, 2, 2, 0),
    load: use(0, 3, 15.1, 1, 459),
    refresh: use(0, 0.9, 2.05, 0, 380),
    flush: use(0, 1, 1, 0, 1175),
    start: use(0, 0, 0, 0, 236),
    warm: use(0, 76.5, 27.5, 0, 3810),
    purge: use(0, 2.7, 0, 0, 0),
  },
  redis: {
    memory: use(0, 0, 0, 0, 0),
    renewed: use(1, 0, 0, 0, 0),
    shared: use(1, 0, 0, 0, 0),
    stale: use(3, 1.5, 0, 1, 0),
    load: use(9.8, 3, 12.1, 0, 458),
    refresh: use(2, 1.5, 0, 0, 0),
    flush: use(0, 1, 1, 0, 1175),
    start: use(0, 0, 0, 0, 236),
    warm: use(94.6, 76.5, 27.5, 0, 3810),
    purge: use(2.7, 2.7, 0, 0, 0),
  },
};

/** Own metrics that a function sends; counted there, too. Purging sends some when it has asked the provider, which idle it does not. */
export const METRICS = { api: 12, refresh: 12, warm: 12 } as const;
