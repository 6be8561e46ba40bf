import type { AdminHealthAnswer } from '../../lib/http/answers/index.ts';
import { fault, notChecked, ok, warning, type Finding } from './finding.ts';

type Budget = NonNullable<AdminHealthAnswer['budget']>;
type Runs = NonNullable<AdminHealthAnswer['runs']>;
type Run = NonNullable<Runs['warm']>;

const NEARLY_SPENT = 0.8;

export const checkBudget = (budget: Budget | null): Finding => {
  if (budget === null) {
    return fault('budget', 'What is spent cannot be read', 'DynamoDB keeps it: docs/runbook.md, Tier failed for l3');
  }
  const { spent, plan, resetsAt } = budget;
  const says = `${spent.day} of ${plan.perDay} calls are spent today`;
  const advice = 'statline usage says by what; docs/runbook.md, The budget is nearly spent';
  if (spent.day >= plan.perDay) return fault('budget', `${says}: nothing is loaded until ${resetsAt}`, advice);
  if (plan.perMinute !== undefined && spent.minute >= plan.perMinute) {
    return warning('budget', `${says}, and all ${plan.perMinute} of this minute`, 'They come back within a minute');
  }
  return spent.day >= plan.perDay * NEARLY_SPENT ? warning('budget', says, advice) : ok('budget', says);
};

// Of three runs two are missing.
const OVERDUE_MS = { warm: 15 * 60_000, purge: 30 * 60_000 } as const;

/** `now` is the function's: epoch ms. */
export const checkRuns = (runs: Runs | null, now: number): readonly Finding[] =>
  runs === null
    ? [fault('runs', 'The last runs cannot be read', 'DynamoDB keeps them: docs/runbook.md, Tier failed for l3')]
    : (['warm', 'purge'] as const).map((job) => checkRun(job, runs[job], now));

const RUNBOOK = 'See docs/runbook.md, A scheduled function fails';

const checkRun = (job: keyof Runs, run: Run | null, now: number): Finding => {
  if (run === null) {
    return notChecked(job, 'No run has ended yet', 'Wait ten minutes after a deployment; --schedules off has none');
  }
  const { endedAt, outcome, counts, failures } = run;
  const minutes = Math.floor((now - Date.parse(endedAt)) / 60_000);
  const counted = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  const says = `The last run ended ${minutes} min ago, ${outcome} (${counted.join(', ')})`;
  const reasons = Object.entries(failures).map(([league, reason]) => `${league}: ${reason}`);
  if (outcome === 'failed') return fault(job, `${says}; ${reasons.join('; ')}`, RUNBOOK);
  if (now - Date.parse(endedAt) > OVERDUE_MS[job]) return warning(job, `${says}, and none since`, RUNBOOK);
  return outcome === 'incomplete'
    ? warning(job, `${says}; ${reasons.join('; ')}`, 'The next run takes up what was left')
    : ok(job, says);
};
