import type { UsageAnswer, UsagePopularAnswer } from '../../lib/http/answers/index.ts';
import type { Picture } from '../look/pages.ts';
import { findingsOn, isGrave, lineOf } from '../look/visit.ts';
import type { Dashboard } from './dashboard.ts';
import { compareCounts } from './independent.ts';
import { compareNumbers } from './numbers.ts';
import type { Stage } from './stage.ts';

export interface Looked {
  /** Numbers that were compared, over all views. */
  readonly compared: number;
  readonly faults: readonly string[];
}

const VIEWS = [
  { range: '24', league: '' },
  { range: '24', league: 'nfl' },
  { range: '1', league: '' },
  { range: '168', league: '' },
] as const;

/** One visitor's page in each of its views: its numbers, its width, its keyboard and what axe says. */
export const lookAtPage = async (
  dashboard: Dashboard,
  stage: Stage,
  name: string,
  picture: Picture,
): Promise<Looked> => {
  const { page, had } = dashboard;
  const found: string[] = [];
  let all = 0;
  for (const { range, league } of VIEWS) {
    await dashboard.choose({ range, league });
    const { compared, faults } = await compareNumbers(page, had, Number(range));
    all += compared;
    found.push(...faults.map((fault) => `${range} h ${league}: ${fault}`));
    if (range === '1') await picture(`${name}-hour`, page);
  }
  await dashboard.choose({ range: '24' });
  const usage = await stage.read<UsageAnswer>('/v1/usage?hours=24', stage.keys.operator);
  const popular = await stage.read<UsagePopularAnswer>('/v1/usage/popular?hours=24&limit=40', stage.keys.operator);
  const providerCalls = stage.stack.upstream?.calls().total ?? Number.NaN;
  found.push(...compareCounts(usage, popular, { tally: stage.tallies.read(), providerCalls }));
  if (JSON.stringify(had.usage?.totals) !== JSON.stringify(usage.totals)) found.push('the page has had other totals');

  if (await page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth')) {
    found.push('the page is wider than its window');
  }
  found.push(...(await readByKeyboard(dashboard)));
  await picture(name, page);
  await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
  found.push(...(await findingsOn(page)).filter(isGrave).map(lineOf));
  await picture(`${name}-open`, page);
  return { compared: all, faults: [...found, ...dashboard.faults] };
};

/** The last hour of the chart, told to who cannot see it. */
const readByKeyboard = async ({ page, had }: Dashboard): Promise<readonly string[]> => {
  await page.locator('#outcomes').focus();
  await page.keyboard.press('End');
  const told = (await page.locator('#outcomes-readout').textContent()) ?? '';
  const last = had.usage?.hours.at(-1);
  const isTold = Object.values(last?.questions.hits ?? {}).every(
    (count) => count === 0 || told.includes(String(count)),
  );
  return isTold && /\d\d:00/.test(told) ? [] : [`the keyboard reads of the last hour: ${told}`];
};
