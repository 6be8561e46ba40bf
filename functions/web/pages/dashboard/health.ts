import type { AdminHealthAnswer, JobRunReport, TierHealth } from '../../../../lib/http/answers/index.ts';
import { count, ms, type Figure } from './figures.ts';
import { clock, moment, span } from './times.ts';
import { TIER_NAMES } from './verdict.ts';

export type Level = 'good' | 'watch' | 'bad';

export interface TierRow {
  readonly name: string;
  readonly level: Level;
  readonly state: string;
  readonly roundTrip: Figure;
  readonly limit: Figure;
  /** What its breaker does. */
  readonly breaker: string;
  /** Purged scopes that its logs hold; null: of some league it has no log. */
  readonly purged: Figure;
}

const STATES: Readonly<Record<TierHealth['state'], readonly [Level, string]>> = {
  answered: ['good', 'Answers'],
  slow: ['watch', 'Slow'],
  'timed-out': ['bad', 'Timed out'],
  failed: ['bad', 'Does not answer'],
};

const SPENT = ['bad', 'Refuses, its plan is spent'] as const satisfies readonly [Level, string];

export const tierRows = ({ tiers }: Pick<AdminHealthAnswer, 'tiers'>): readonly TierRow[] =>
  tiers.map((tier, index) => {
    const [level, state] = tier.limitReached === true ? SPENT : STATES[tier.state];
    const isLeftAlone = !tier.available || tier.reportedDownUntil !== null;
    const logs = Object.values(tier.purgeLogs);
    return {
      name: TIER_NAMES.get(tier.name) ?? tier.name,
      level: level === 'good' && isLeftAlone ? 'watch' : level,
      state: tier.fault === undefined ? state : `${state}: ${tier.fault}`,
      roundTrip: ms(`admin.tiers.${index}.roundTripMs`, tier.roundTripMs),
      limit: ms(`admin.tiers.${index}.limitMs`, tier.limitMs),
      breaker: breakerOf(tier),
      purged: count(
        `sum(admin.tiers.${index}.purgeLogs)`,
        logs.length === 0 || logs.includes(null) ? null : logs.reduce<number>((sum, each) => sum + (each ?? 0), 0),
      ),
    };
  });

const breakerOf = ({ available, reportedDownUntil }: TierHealth): string => {
  if (reportedDownUntil !== null) return `Open until ${clock(Date.parse(reportedDownUntil))}, for all environments`;
  return available ? 'Closed' : 'Open here';
};

export interface Line {
  readonly label: string;
  readonly level: Level;
  readonly text: string;
}

/** The provider and the scheduled runs, a line each. */
export const healthLines = ({ provider, runs, now: at }: AdminHealthAnswer): readonly Line[] => {
  const now = Date.parse(at);
  const { lastSuccess, lastFailure, outages } = provider;
  const isFailing = lastFailure !== null && (lastSuccess === null || lastFailure.at > lastSuccess.at);
  return [
    {
      label: 'Last load that succeeded',
      level: 'good',
      text:
        lastSuccess === null
          ? 'None yet in this environment'
          : `${lastSuccess.source}, ${moment(Date.parse(lastSuccess.at), now)}`,
    },
    {
      label: 'Last load that failed',
      level: isFailing ? 'watch' : 'good',
      text:
        lastFailure === null
          ? 'None in this environment'
          : `${lastFailure.source}, ${moment(Date.parse(lastFailure.at), now)}: ${lastFailure.reason}`,
    },
    ...(outages === null
      ? [{ label: 'Breakers', level: 'watch', text: 'What environments know of the provider cannot be read' } as const]
      : outages.length === 0
        ? [{ label: 'Breakers', level: 'good', text: 'All closed' } as const]
        : outages.map(({ documents, since, nextProbeAt }) => ({
            label: `Breaker: ${documents}`,
            level: 'bad' as const,
            text: `Open since ${moment(Date.parse(since), now)}; one call is let through at ${clock(Date.parse(nextProbeAt))}`,
          }))),
    ...(runs === null
      ? [{ label: 'Scheduled runs', level: 'watch', text: 'They cannot be read' } as const]
      : [runLine('Last warm run', runs.warm, now), runLine('Last purge run', runs.purge, now)]),
  ];
};

const OUTCOMES = {
  complete: ['good', 'complete'],
  incomplete: ['watch', 'something was left'],
  failed: ['bad', 'failed'],
} as const satisfies Readonly<Record<JobRunReport['outcome'], readonly [Level, string]>>;

const runLine = (label: string, run: JobRunReport | null, now: number): Line => {
  if (run === null) return { label, level: 'good', text: 'None has ended yet' };
  const [level, outcome] = OUTCOMES[run.outcome];
  // What was nothing is not news.
  const some = Object.entries(run.counts).filter(([, amount]) => amount > 0);
  const counts = some.map(([name, amount]) => `${amount} ${name}`);
  const failures = Object.entries(run.failures).map(([league, why]) => `${league.toUpperCase()}: ${why}`);
  const ago = `${span(Math.max(0, now - Date.parse(run.endedAt)))} ago`;
  return { label, level, text: [`${ago}, ${outcome}`, ...counts, ...failures].join(', ') };
};
