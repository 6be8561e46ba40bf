import type { Browser, Page } from 'playwright-core';
import type {
  AdminHealthAnswer,
  HealthAnswer,
  UsageAnswer,
  UsageEventsAnswer,
  UsagePopularAnswer,
} from '../../lib/http/answers/index.ts';
import { openVisit } from '../look/visit.ts';

/** The answers that the page has had last. */
export interface Had {
  usage?: UsageAnswer;
  popular?: UsagePopularAnswer;
  events?: UsageEventsAnswer;
  health?: HealthAnswer;
  admin?: AdminHealthAnswer;
}

/** The dashboard in a browser, as somebody with a key sees it. */
export interface Dashboard {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly had: Had;
  /** Clicks on Refresh, and waits until all is shown. */
  refresh(): Promise<void>;
  /** What is read first. */
  verdict(): Promise<string>;
  choose(view: { readonly range?: '1' | '24' | '168'; readonly league?: string }): Promise<void>;
  close(): Promise<void>;
}

export interface DashboardOptions {
  readonly origin: string;
  /** Typed into the page; undefined: nobody needs one, or the prompt is what is looked at. */
  readonly key?: string;
  readonly dark?: boolean;
  readonly phone?: boolean;
}

const NARROW = { width: 360, height: 780 };

const PARTS: readonly (readonly [RegExp, keyof Had])[] = [
  [/\/v1\/usage\?/, 'usage'],
  [/\/v1\/usage\/popular\?/, 'popular'],
  [/\/v1\/usage\/events\?/, 'events'],
  [/\/v1\/health$/, 'health'],
  [/\/v1\/admin\/health$/, 'admin'],
];

export const openDashboard = async (
  browser: Browser,
  { origin, key, dark = false, phone = false }: DashboardOptions,
): Promise<Dashboard> => {
  const { page, faults, close } = await openVisit(browser, { origin, dark, phone });
  page.setDefaultTimeout(60_000);
  if (phone) await page.setViewportSize(NARROW);
  const had: Had = {};
  const pending = new Set<Promise<void>>();
  page.on('response', (response) => {
    const name = PARTS.find(([pattern]) => pattern.test(response.url()))?.[1];
    if (name === undefined || !response.ok()) return;
    const reading = response.json().then((body: unknown) => void Object.assign(had, { [name]: body }));
    pending.add(reading);
    void reading.finally(() => pending.delete(reading));
  });
  const settled = async (): Promise<void> => {
    await page.locator('#refresh:not([aria-busy])').waitFor({ state: 'attached' });
    await Promise.all(pending);
  };
  await page.goto(`${origin}/dashboard`);
  if (key !== undefined) {
    await page.getByLabel('API key').fill(key);
    await page.getByRole('button', { name: 'Show the dashboard' }).click();
    await page.locator('body[data-state=shown]').waitFor();
    await settled();
  }
  return {
    page,
    faults,
    had,
    async refresh() {
      // One that is under way would be given up.
      await settled();
      await page.locator('#refresh').click();
      await settled();
    },
    verdict: async () => ((await page.locator('#verdict').textContent()) ?? '').replaceAll('\u202f', ' '),
    async choose({ range, league }) {
      if (range !== undefined) {
        // The input lies invisibly over its text.
        await page.locator(`input[name=range][value="${range}"]`).check();
        await settled();
      }
      if (league !== undefined) {
        await page.locator('#league').selectOption(league);
        await settled();
      }
    },
    close,
  };
};
