import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { QUIET_FLAGS } from '../browser.ts';

export interface Visit {
  readonly page: Page;
  /** What a visitor should not have met: console errors, refused policies, failed and foreign requests. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

export interface VisitOptions {
  readonly origin: string;
  readonly dark?: boolean;
  readonly phone?: boolean;
  readonly scripts?: boolean;
}

/** Each browser has a new profile, which goes with it. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...QUIET_FLAGS], timeout: 60_000 });

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** A visitor with an empty cache, of whom nothing is hidden. */
export const openVisit = async (
  browser: Browser,
  { origin, dark = false, phone = false, scripts = true }: VisitOptions,
): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: phone ? PHONE : DESKTOP,
    deviceScaleFactor: phone ? 2 : 1,
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    // So that a Copy button can be tried.
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', ({ message }) => faults.push(`uncaught: ${message}`));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.method()} ${request.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      faults.push(`foreign: ${request.method()} ${url}`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
};

export interface Finding {
  readonly rule: string;
  readonly impact: 'minor' | 'moderate' | 'serious' | 'critical' | 'unknown';
  /** What axe says of it, and the first places of it. */
  readonly says: string;
  readonly places: readonly string[];
}

/** What axe finds fault with on the page as it stands. */
export const findingsOn = async (page: Page): Promise<readonly Finding[]> => {
  // Evaluated by the browser's tools: the page's policy lets no script in.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: loaded } = globalThis as unknown as { readonly axe: typeof axe };
    return (await loaded.run()).violations;
  });
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? 'unknown',
    says: help,
    places: nodes.map(({ target }) => target.join(' ')),
  }));
};

export const isGrave = ({ impact }: Finding): boolean => impact === 'serious' || impact === 'critical';

export const lineOf = ({ impact, rule, says, places }: Finding): string =>
  `${impact} ${rule}: ${says} (${places.length}: ${places.slice(0, 3).join('; ')})`;
