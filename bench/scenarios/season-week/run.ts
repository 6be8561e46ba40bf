import type { Bundles } from '../../../infra/local/stack/stack.ts';
import { runOnABudget } from './budget.ts';
import { compareUsage } from './usage.ts';
import { printVerdicts } from './verdict.ts';
import { answersTable, callsTable, weekVerdicts } from './week-report.ts';
import { runWeek } from './week.ts';

/** Prints a week of the season, its usage, and two days on a small budget; answers whether every promise was kept. */
export const runSeasonWeek = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const week = await runWeek(bundles);
  try {
    print(`${callsTable(week)}\n${answersTable(week)}\n`);
    const { table, verdict } = await compareUsage(week);
    print(`${table}\n`);
    const budget = await runOnABudget(bundles);
    const verdicts = [...weekVerdicts(week), verdict, budget.verdict];
    print(`${budget.table}\n${printVerdicts(verdicts)}`);
    return verdicts.every(({ met }) => met);
  } finally {
    await week.stack.close();
  }
};
