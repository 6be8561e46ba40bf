import type { Browser, Page } from 'playwright-core';
import { findingsOn, isGrave, lineOf, openVisit, type Finding, type VisitOptions } from './visit.ts';

/** Called with what there is to see, and the name of it. */
export type Picture = (name: string, page: Page) => Promise<void>;

export interface LookOptions {
  readonly browser: Browser;
  readonly origin: string;
  readonly picture?: Picture;
}

export interface Looked {
  /** What went wrong, one line each. */
  readonly faults: readonly string[];
  /** What axe finds that is neither serious nor critical. */
  readonly minor: readonly string[];
}

const noPicture: Picture = () => Promise.resolve();

/** The start page as one visitor sees it, and whether its Copy button and its status work. */
export const lookAtStart = async (
  { browser, origin, picture = noPicture }: LookOptions,
  how: Pick<VisitOptions, 'dark' | 'phone'> = {},
): Promise<Looked> => {
  const { page, faults, close } = await openVisit(browser, { origin, ...how });
  try {
    await page.goto(`${origin}/`);
    await page.locator('.status.up').waitFor();
    await picture(`start-${how.dark === true ? 'dark' : 'light'}-${how.phone === true ? 'phone' : 'desktop'}`, page);
    const own: string[] = [];
    if (await isWiderThanItsWindow(page)) own.push('the page is wider than its window');
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    if (!copied.startsWith(`curl '${origin}/v1/`)) own.push(`what is copied is ${copied}`);
    return judged([...faults, ...own], await findingsOn(page));
  } finally {
    await close();
  }
};

/** The requests that the start page shows to be copied: their addresses. */
export const shownRequests = async ({ browser, origin }: LookOptions): Promise<readonly string[]> => {
  // As it is without a script.
  const { page, close } = await openVisit(browser, { origin, scripts: false });
  try {
    await page.goto(`${origin}/`);
    const samples = await page.locator('pre').allTextContents();
    return samples.flatMap((text) => /curl '([^']+)'/.exec(text)?.[1] ?? []);
  } finally {
    await close();
  }
};

/** The reference: whole, one operation open, and a request sent from it; with a key where one is needed. */
export const lookAtDocs = async (
  { browser, origin, picture = noPicture }: LookOptions,
  key: string | undefined,
): Promise<Looked> => {
  const { page, faults, close } = await openVisit(browser, { origin });
  const findings: Finding[] = [];
  try {
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock').first().waitFor();
    await picture('docs', page);
    findings.push(...(await findingsOn(page)));
    if (key !== undefined) {
      await page.locator('.auth-wrapper .authorize').click();
      await page.locator('.auth-container input').first().fill(key);
      await picture('docs-authorize', page);
      findings.push(...(await findingsOn(page)));
      await page.locator('.auth-btn-wrapper .authorize').first().click();
      await page.locator('.close-modal').click();
    }
    const operation = page.locator('.opblock').filter({ has: page.getByText('/v1/{league}/teams', { exact: true }) });
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await picture('docs-operation', page);
    await operation.getByRole('button', { name: 'Execute' }).click();
    const status = operation.locator('.live-responses-table .response-col_status').last();
    await status.waitFor();
    const answered = (await status.textContent()) ?? '';
    await picture('docs-answer', page);
    findings.push(...(await findingsOn(page)));
    const own = answered.startsWith('200') ? [] : [`the request of the page was answered ${answered}`];
    if (!new URL(page.url()).hash.startsWith('#/')) own.push('an open operation has no address of its own');
    return judged([...faults, ...own], findings);
  } finally {
    await close();
  }
};

// As texts: the browser's types are not known here.
const isWiderThanItsWindow = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

const judged = (faults: readonly string[], findings: readonly Finding[]): Looked => ({
  faults: [...faults, ...unique(findings.filter(isGrave))],
  minor: unique(findings.filter((finding) => !isGrave(finding))),
});

const unique = (findings: readonly Finding[]): readonly string[] => [...new Set(findings.map(lineOf))];
