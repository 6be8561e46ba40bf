import type { Bundles } from '../../../infra/local/stack/stack.ts';
import { dayOf } from '../stepper.ts';
import { tableOf } from '../table.ts';
import { questionsOf } from './questions.ts';
import { HOUR, openSeason, SEASON } from './season.ts';
import { createTally, OUTCOMES, type Tally } from './tally.ts';
import type { Verdict } from './verdict.ts';

// RapidAPI's free plan.
const CALLS_A_DAY = 100;
// A Sunday of games, and the day after.
const FROM = Date.UTC(2026, 10, 8);
const DAYS = 2;
const QUESTIONS = 1500;

export interface BudgetResult {
  readonly table: string;
  readonly verdict: Verdict;
}

/** What becomes of questions when the provider may be asked a hundred times a day. */
export const runOnABudget = async (bundles: Bundles): Promise<BudgetResult> => {
  const { stack, stepper, players } = await openSeason(bundles, { from: FROM, dailyBudget: CALLS_A_DAY });
  try {
    const { seed, environments, season } = SEASON;
    const days = new Map<string, Tally>();
    const questions = questionsOf({ seed, count: QUESTIONS, from: FROM, days: DAYS, environments, players, season });
    for (const { at, path, kind, environment } of questions) {
      await stepper.to(at);
      const day = dayOf(at);
      const tally = days.get(day) ?? createTally();
      days.set(day, tally);
      tally.add(kind, await stepper.ask(path, { environment }));
    }
    await stepper.to(FROM + DAYS * 24 * HOUR - 1000);
    const spent = new Map(
      [...stepper.calls()].map(([day, calls]) => [day, Object.values(calls).reduce((sum, each) => sum + each, 0)]),
    );
    const rows = [...days].map(([day, tally]) => [day, spent.get(day), tally.total(), ...outcomesOf(tally)]);
    const head = [`${CALLS_A_DAY} calls a day`, 'calls', 'questions', 'fresh', 'stale', 'waited', '503', 'other'];
    return {
      table: tableOf(head, rows),
      verdict: {
        promise: `provider calls a day on a budget of ${CALLS_A_DAY}, counted at the provider`,
        measured: [...spent.values()].join(' and '),
        met: [...spent.values()].every((calls) => calls <= CALLS_A_DAY),
      },
    };
  } finally {
    await stack.close();
  }
};

const outcomesOf = (tally: Tally): readonly number[] => {
  const counts = tally.counts();
  const { stale, miss, collapsed, unavailable, other } = counts;
  const rest = stale + miss + collapsed + unavailable + other;
  const fresh = OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0) - rest;
  return [fresh, stale, miss + collapsed, unavailable, other];
};
