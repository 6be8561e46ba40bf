import type { Browser } from 'playwright-core';
import { findingsOn, isGrave, lineOf } from '../look/visit.ts';
import type { Picture } from '../look/pages.ts';
import { openDashboard, type Dashboard } from './dashboard.ts';
import type { Stage } from './stage.ts';

export interface StatesOptions {
  readonly browser: Browser;
  readonly stage: Stage;
  readonly picture: Picture;
}

/** What is shown where there is nothing to show, or nobody is let in: a line for each fault. */
export const lookAtStates = async ({ browser, stage, picture }: StatesOptions): Promise<readonly string[]> => {
  const origin = stage.stack.url;
  const found: string[] = [];
  const expectText = async (name: string, { page }: Dashboard, ...patterns: readonly RegExp[]): Promise<void> => {
    const text = (await page.locator('main').innerText()).replaceAll('\u202f', ' ');
    found.push(
      ...patterns.filter((each) => !each.test(text)).map((each) => `${name}: it does not say ${String(each)}`),
    );
    const grave = (await findingsOn(page)).filter(isGrave).map(lineOf);
    found.push(...grave.map((line) => `${name}: ${line}`));
    await picture(name, page);
  };

  // Nobody has said who they are: nothing is asked, so nothing is refused.
  const prompt = await openDashboard(browser, { origin });
  await prompt.page.locator('#key').waitFor();
  await expectText('key', prompt, /An API key is needed here/);
  found.push(...prompt.faults.map((fault) => `key: ${fault}`));
  await prompt.page.getByLabel('API key').fill('no-key-of-this-deployment');
  await prompt.page.getByRole('button', { name: 'Show the dashboard' }).click();
  await prompt.page.getByText('That key is not valid here').waitFor();
  if (prompt.page.url() !== `${origin}/dashboard`) found.push(`a key is in the address: ${prompt.page.url()}`);
  await expectText('key-wrong', prompt, /That key is not valid here/);
  await prompt.close();

  const reader = await openDashboard(browser, { origin, key: stage.keys.newcomer });
  await expectText('reader', reader, /Your key is a reader's\. It does not see/, /need an admin's key/);
  found.push(...reader.faults.map((fault) => `reader: ${fault}`));
  const kept = await reader.page.evaluate<string>(
    'JSON.stringify([Object.keys(localStorage), document.cookie, Object.keys(sessionStorage)])',
  );
  if (kept !== '[[],"",["statline-key"]]') found.push(`the key is kept in ${kept}`);

  // The table does not answer: what was shown stays, and is said to be older.
  await reader.page.route('**/v1/usage?*', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'usage-unavailable', detail: 'The usage counters cannot be read now' }),
    }),
  );
  await reader.refresh();
  await expectText('error-503', reader, /The counters cannot be read\./, /What is shown below is older/);
  await reader.page.unroute('**/v1/usage?*');
  await reader.page.context().setOffline(true);
  await reader.refresh();
  await expectText('offline', reader, /Offline\./);
  await reader.page.context().setOffline(false);
  await reader.close();

  // The next hour, in which nobody has asked yet.
  stage.clock.set((Math.floor(stage.clock.now() / 3_600_000) + 1) * 3_600_000 + 1000);
  const empty = await openDashboard(browser, { origin, key: stage.keys.operator });
  await empty.choose({ range: '1' });
  await expectText('empty', empty, /Nobody has asked in this hour/, /Nobody has asked in this range/);
  found.push(...empty.faults.map((fault) => `empty: ${fault}`));
  await empty.close();
  return found;
};
