export const ENDPOINTS = [
  'teams',
  'roster',
  'search',
  'athlete',
  'stats',
  'gameLog',
  'team',
  'scoreboard',
  'season',
  'transactions',
  'seasonTable',
  'everyPlayer',
  'other',
] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export interface CallReport {
  readonly total: number;
  readonly byEndpoint: Readonly<Record<Endpoint, number>>;
  /** Calls that a knob made fail. A 404 is an answer, not a failure. */
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
  let counts = new Map<Endpoint, number>();
  let failed = 0;
  let since = clock.now();
  const countOf = (endpoint: Endpoint): number => counts.get(endpoint) ?? 0;
  return {
    count: (endpoint) => {
      counts.set(endpoint, countOf(endpoint) + 1);
    },
    fail: () => {
      failed += 1;
    },
    report: () => ({
      total: ENDPOINTS.reduce((sum, endpoint) => sum + countOf(endpoint), 0),
      byEndpoint: {
        teams: countOf('teams'),
        roster: countOf('roster'),
        search: countOf('search'),
        athlete: countOf('athlete'),
        stats: countOf('stats'),
        gameLog: countOf('gameLog'),
        team: countOf('team'),
        scoreboard: countOf('scoreboard'),
        season: countOf('season'),
        transactions: countOf('transactions'),
        seasonTable: countOf('seasonTable'),
        everyPlayer: countOf('everyPlayer'),
        other: countOf('other'),
      },
      failed,
      since: new Date(since).toISOString(),
    }),
    reset: () => {
      counts = new Map();
      failed = 0;
      since = clock.now();
    },
  };
};
