export type Endpoint = 'teams' | 'roster' | 'player' | 'stats' | 'other';

export interface CallReport {
  readonly total: number;
  readonly byEndpoint: Readonly<Record<Endpoint, number>>;
  /** Calls that were refused: without the key, or over the quota. */
  readonly refused: number;
  /** When counting began, ISO 8601. */
  readonly since: string;
}

interface CallCounter {
  count(endpoint: Endpoint): void;
  refuse(): void;
  report(): CallReport;
  reset(): void;
}

export const createCallCounter = (clock: { now(): number }): CallCounter => {
  const none = (): Record<Endpoint, number> => ({ teams: 0, roster: 0, player: 0, stats: 0, other: 0 });
  let byEndpoint = none();
  let refused = 0;
  let since = clock.now();
  return {
    count: (endpoint) => {
      byEndpoint[endpoint] += 1;
    },
    refuse: () => {
      refused += 1;
    },
    report: () => ({
      total: Object.values(byEndpoint).reduce((sum, calls) => sum + calls, 0),
      byEndpoint: { ...byEndpoint },
      refused,
      since: new Date(since).toISOString(),
    }),
    reset: () => {
      byEndpoint = none();
      refused = 0;
      since = clock.now();
    },
  };
};
