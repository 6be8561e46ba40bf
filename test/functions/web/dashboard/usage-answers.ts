import { LEAGUES } from '../../../../lib/sports/leagues.ts';
import type { UsageAnswer, UsageEventsAnswer } from '../../../../lib/http/answers/index.ts';
import { reportLatency } from '../../../../lib/telemetry/usage/report-latency.ts';
import { reportSavings } from '../../../../lib/telemetry/usage/savings.ts';
import { sumProvider, sumUsage } from '../../../../lib/telemetry/usage/sums.ts';

type Amounts = Readonly<Record<string, number>>;

/** An answer of `/v1/usage`, made of stored amounts by hour, as the function makes it. */
export const usageOf = (
  hours: Readonly<Record<string, Amounts>>,
  more: Partial<UsageAnswer> & { readonly latencyAmounts?: Amounts } = {},
): UsageAnswer => {
  const { latencyAmounts = {}, ...rest } = more;
  const all = new Map<string, number>();
  for (const amounts of Object.values(hours)) {
    for (const [name, amount] of Object.entries(amounts)) all.set(name, (all.get(name) ?? 0) + amount);
  }
  const sums = Object.fromEntries(all);
  const totals = sumUsage(sums);
  const provider = sumProvider(sums);
  const leagues = LEAGUES.filter(({ id }) => Object.keys(sums).some((name) => name.startsWith(`${id}.`)));
  return {
    scope: 'table',
    caller: { name: null, role: 'admin' },
    from: '2026-11-22T18',
    to: '2026-11-22T20',
    totals,
    provider,
    leagues: Object.fromEntries(leagues.map(({ id }) => [id, sumUsage(sums, id)])),
    hours: Object.entries(hours).map(([hour, amounts]) => ({
      hour,
      ...sumUsage(amounts),
      provider: sumProvider(amounts),
      saved: { original: 0, careful: 0 },
      environments: 1,
    })),
    callers: { busiest: [], others: { questions: 0, failed: 0, calls: 0 } },
    latency: reportLatency(latencyAmounts),
    savings: reportSavings(totals, provider),
    environments: { most: { api: 1 }, coldStarts: { api: 1 } },
    memory: { evictions: 0, meanBytes: null, here: { bytes: 0, entries: 0, maxBytes: 1 } },
    budget: {
      provider: 'espn',
      plan: { perDay: 1000 },
      spent: { day: 20, minute: 0 },
      allowances: { unknown: 0, unknownByKey: {}, keys: {}, speculative: 0 },
      foresightStopsAt: 800,
      resetsAt: '2026-11-23T00:00:00.000Z',
    },
    fieldsGone: [],
    ...rest,
  };
};

export const eventsOf = (more: Partial<UsageEventsAnswer> = {}): UsageEventsAnswer => ({
  scope: 'table',
  from: '2026-11-22T18:00:00.000Z',
  now: '2026-11-22T20:30:00.000Z',
  events: [],
  dropped: 0,
  windows: [],
  ...more,
});
