const ENDPOINTS = ['teams', 'roster', 'search', 'athlete', 'stats', 'other'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export interface CallReport {
  readonly total: number;
  readonly byEndpoint: Readonly<Record<Endpoint, number>>;
  /** Calls that a knob kept from their document; "there is no such thing" is an answer. */
  readonly failed: number;
  /** When counting began, ISO 8601. */
  readonly since: string;
}

export interface CallCounter {
  count(endpoint: Endpoint): void;
  fail(): void;
  report(): CallReport;
  reset(): void;
}

export const createCallCounter = (clock: { now(): number }): CallCounter => {
  const none = (): Record<Endpoint, number> => ({ teams: 0, roster: 0, search: 0, athlete: 0, stats: 0, other: 0 });
  let byEndpoint = none();
  let failed = 0;
  let since = clock.now();
  return {
    count: (endpoint) => {
      byEndpoint[endpoint] += 1;
    },
    fail: () => {
      failed += 1;
    },
    report: () => ({
      total: ENDPOINTS.reduce((sum, endpoint) => sum + byEndpoint[endpoint], 0),
      byEndpoint: { ...byEndpoint },
      failed,
      since: new Date(since).toISOString(),
    }),
    reset: () => {
      byEndpoint = none();
      failed = 0;
      since = clock.now();
    },
  };
};
