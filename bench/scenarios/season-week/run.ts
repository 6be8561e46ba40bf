import { allStarted } from '../../../infra/local/stack/parts.ts';
import type { Bundles } from '../../../infra/local/stack/stack.ts';
import { runOnABudget } from './budget.ts';
import { compareUsage } from './usage.ts';
import { printVerdicts, type Verdict } from './verdict.ts';
import { answersTable, callsTable, weekVerdicts } from './week-report.ts';
import { GAME_DAYS, WEEK, type WeekPlan } from './plan.ts';
import { runWeek } from './week.ts';

type Print = (text: string) => void;

/** Prints a week of the season, its usage, and two days on a small budget; answers whether every promise was kept. */
export const runSeasonWeek = async (bundles: Bundles, print: Print): Promise<boolean> => {
  // Side by side: each does one thing after the other, in a stack of its own, and leaves the second core to the other.
  const [week, budget] = await allStarted([runAndPrint(bundles, print, WEEK), runOnABudget(bundles)]);
  const verdicts = [...week, budget.verdict];
  print(`${budget.table}\n${printVerdicts(verdicts)}`);
  return verdicts.every(({ met }) => met);
};

/** The same of its two days with the most games, and without a budget. */
export const runGameDays = async (bundles: Bundles, print: Print): Promise<boolean> => {
  const verdicts = await runAndPrint(bundles, print, GAME_DAYS);
  print(printVerdicts(verdicts));
  return verdicts.every(({ met }) => met);
};

// From the turn to the end of Monday's game the warmer runs 20 times.
const FOLLOW_CALLS = { least: 15, most: 40 };

const runAndPrint = async (bundles: Bundles, print: Print, plan: WeekPlan): Promise<readonly Verdict[]> => {
  const began = Date.now();
  // Minutes pass until there is a table.
  const week = await runWeek(bundles, plan, (day) => {
    print(`${day}, ${Math.round((Date.now() - began) / 1000)} s after the start\n`);
  });
  try {
    print(`${callsTable(week)}\n${answersTable(week)}\n`);
    const { table, verdict, byCause } = await compareUsage(week);
    print(`${table}\n`);
    const { follow = 0 } = byCause;
    const { least, most } = FOLLOW_CALLS;
    const followed = {
      promise: `provider calls for a game that left the list before it was over, ${least} to ${most}`,
      measured: String(follow),
      met: follow >= least && follow <= most,
    };
    return [...weekVerdicts(week), verdict, followed];
  } finally {
    await week.stack.close();
  }
};
