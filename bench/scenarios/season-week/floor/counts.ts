/** Requests of one kind, and the bytes of an average one: what was sent, and what came back. */
export interface Counted {
  readonly requests: number;
  readonly sent: number;
  readonly answered: number;
}

// The week alone, without the two days on a budget beside it, as counted at its servers.
export const WEEK = {
  /** Eight of the API, two behind the queue, and one each of those that schedules invoke. */
  environments: 11,
  /** Questions, and what was invoked without one. */
  questions: 6018,
  others: 3392,
  /** By address at the simulated provider. */
  provider: {
    '/apis/common/v3/sports/football/nfl/statistics/byathlete?isqualified=false&seasontype=2&season=2026&limit=1000&page=1': 761,
    '/apis/site/v2/sports/football/nfl/teams/12/roster': 3573,
    '/v2/sports/football/nfl/athletes?limit=10000': 110,
    '/apis/common/v3/sports/football/nfl/athletes/3139477/stats': 929,
    '/apis/site/v2/sports/football/nfl/scoreboard': 532,
    '/apis/site/v2/sports/football/nfl/transactions?limit=100': 306,
  },
  redis: {
    reads: { requests: 32_171, sent: 870, answered: 4900 },
    writes: { requests: 28_096, sent: 2900, answered: 200 },
  },
  table: {
    BatchGetItem: { requests: 26_699, sent: 760, answered: 6600 },
    BatchWriteItem: { requests: 24_877, sent: 8900, answered: 280 },
    UpdateItem: { requests: 25_893, sent: 540, answered: 390 },
    PutItem: { requests: 3670, sent: 850, answered: 260 },
  },
} as const;
