import type {
  UsageAnswer,
  UsageBudget,
  UsageGoneField,
  UsageHour,
  UsageLeagueHour,
  UsageReport,
} from '../../http/answers/index.ts';
import type { Budget, BudgetState } from '../../ledgers/budget.ts';
import type { Amounts, Counters } from '../../ledgers/counters.ts';
import type { DocumentStore } from '../../ledgers/document-store.ts';
import { readGoneFields, type GoneField } from '../../ledgers/gone-fields.ts';
import { hourOf, isoHour, usageKey, type UsagePage } from '../../ledgers/usage-hours.ts';
import { LEAGUES } from '../../sports/leagues.ts';
import type { LeagueId } from '../../sports/model/index.ts';
import { reportCallers } from './report-callers.ts';
import { meanBytes, type MemoryGauge } from './memory.ts';
import { reportLatency } from './report-latency.ts';
import { reportSavings } from './savings.ts';
import { sumEnvironments, sumProvider, sumUsage } from './sums.ts';

export interface UsageSources extends Pick<UsageAnswer, 'caller'> {
  readonly scope: UsageAnswer['scope'];
  readonly counters: Pick<Counters, 'read'>;
  readonly budget: Pick<Budget, 'state'>;
  readonly documents: Pick<DocumentStore, 'read'>;
  readonly memory: () => MemoryGauge;
}

export interface UsageAsked {
  /** Hours since the epoch. */
  readonly hours: readonly number[];
  /** Epoch ms. */
  readonly now: number;
  readonly league?: LeagueId | undefined;
}

export const readUsage = async (
  { scope, caller, counters, budget, documents, memory }: UsageSources,
  { hours: wanted, now, league }: UsageAsked,
): Promise<UsageAnswer> => {
  const keys = PAGES.flatMap((page) => wanted.map((hour) => usageKey(hour, page)));
  const [amounts, state, gone] = await Promise.all([
    counters.read(keys),
    budget.state().catch(() => null),
    readGoneFields(documents, now).catch(() => null),
  ]);
  const { evictions, latency, ...report } = reportUsage(wanted, amounts);
  return {
    scope,
    caller,
    ...report,
    ...(league !== undefined && { leagueHours: hoursOfLeague(wanted, amounts, league) }),
    latency: reportLatency(latency),
    memory: { evictions, meanBytes: meanBytes(latency), here: memory() },
    budget: state === null ? null : reportBudget(state),
    fieldsGone: gone?.map(reportGoneField) ?? null,
  };
};

const hoursOfLeague = (
  wanted: readonly number[],
  byKey: ReadonlyMap<string, Amounts>,
  league: LeagueId,
): readonly UsageLeagueHour[] =>
  wanted.flatMap((hour) => {
    const amounts = byKey.get(usageKey(hour)) ?? {};
    return Object.keys(amounts).length === 0 ? [] : [{ hour: isoHour(hour), ...sumUsage(amounts, league) }];
  });

const PAGES: readonly UsagePage[] = ['sums', 'callers', 'latency'];

const reportGoneField = ({ documents, field, since }: GoneField): UsageGoneField => ({
  documents,
  field,
  since: new Date(since).toISOString(),
});

export const reportBudget = ({ plan: { perDay, perMinute }, resetsAt, ...state }: BudgetState): UsageBudget => ({
  ...state,
  plan: { perDay, ...(perMinute !== undefined && { perMinute }) },
  resetsAt: new Date(resetsAt).toISOString(),
});

/** The hours up to now, as numbers since the epoch. */
export const hoursUntil = (now: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => hourOf(now) - count + 1 + index);

/** The hours since midnight UTC, the present one included. */
export const hoursOfDay = (now: number): readonly number[] => hoursUntil(now, (hourOf(now) % 24) + 1);

interface Reported extends Omit<UsageReport, 'latency'> {
  readonly evictions: number;
  /** As it is stored. */
  readonly latency: Amounts;
}

const reportUsage = (wanted: readonly number[], byKey: ReadonlyMap<string, Amounts>): Reported => {
  const pages = (page: UsagePage): readonly Amounts[] => wanted.map((hour) => byKey.get(usageKey(hour, page)) ?? {});
  const sums = pages('sums');
  const all = sumOf(sums);
  const asked = LEAGUES.filter(({ id }) => Object.keys(all).some((name) => name.startsWith(`${id}.`)));
  const totals = sumUsage(all);
  const provider = sumProvider(all);
  return {
    from: isoHour(wanted.at(0) ?? 0),
    to: isoHour(wanted.at(-1) ?? 0),
    totals,
    provider,
    leagues: Object.fromEntries(asked.map(({ id }) => [id, sumUsage(all, id)])),
    hours: wanted.flatMap((hour, index) => {
      const amounts = sums[index] ?? {};
      return Object.keys(amounts).length === 0 ? [] : [reportHour(hour, amounts)];
    }),
    callers: reportCallers(sumOf(pages('callers'))),
    savings: reportSavings(totals, provider),
    environments: {
      most: mostOf(sums.map((amounts) => sumEnvironments(amounts).seen)),
      coldStarts: sumEnvironments(all).coldStarts,
    },
    evictions: all.evicted ?? 0,
    latency: sumOf(pages('latency')),
  };
};

const reportHour = (hour: number, amounts: Amounts): UsageHour => {
  const counts = sumUsage(amounts);
  const provider = sumProvider(amounts);
  const { original, careful } = reportSavings(counts, provider);
  return {
    hour: isoHour(hour),
    ...counts,
    provider,
    saved: { original: original.saved, careful: careful.saved },
    environments: sumEnvironments(amounts).seen.api ?? 0,
  };
};

/** Sums by name of several hours. */
export const sumOf = (hourly: readonly Amounts[]): Amounts => {
  const sums = new Map<string, number>();
  for (const each of hourly) {
    for (const [name, amount] of Object.entries(each)) sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return Object.fromEntries(sums);
};

const mostOf = (hourly: readonly Amounts[]): Amounts => {
  const most = new Map<string, number>();
  for (const each of hourly) {
    for (const [name, amount] of Object.entries(each)) most.set(name, Math.max(most.get(name) ?? 0, amount));
  }
  return Object.fromEntries(most);
};
