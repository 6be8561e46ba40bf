import type { Page } from 'playwright-core';
import { textOf, type Format } from '../../functions/web/pages/dashboard/figures.ts';
import { moneyOf } from '../../functions/web/pages/dashboard/money.ts';
import type { Had } from './dashboard.ts';

/** A number as it stands on the page. */
interface Shown {
  readonly of: string;
  readonly as: Format;
  readonly text: string;
}

const FIGURES = `[...document.querySelectorAll('[data-of]')].map((each) => ({ of: each.dataset.of, as: each.dataset.as, text: each.textContent }))`;

/** Texts with digits that are no figure, no time and no sentence that is told as it came. */
const STRAY = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  const known = '[data-of], [data-told], time, code, option, .ranges, .who, .note, noscript, script, #key, .scope, #warm, #purge, .lane-name';
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    const text = textContent.replace(/p50|p99|arm64|\\/v1\\/\\S+|in the last \\d+ \\w+|(?:open for|on|at) \\d[\\w:]*/g, '');
    if (/\\d/.test(text) && !parentElement.closest(known)) found.push(textContent.trim());
  }
  return found;
})()`;

export interface Numbers {
  readonly compared: number;
  readonly faults: readonly string[];
}

/** Compares every number on the page with the answer that it says it is of. `hours`: the range that is shown. */
export const compareNumbers = async (page: Page, had: Had, hours: number): Promise<Numbers> => {
  const shown = await page.evaluate<readonly Shown[]>(FIGURES);
  const stray = await page.evaluate<readonly string[]>(STRAY);
  const faults = stray.map((text) => `a number of no answer: ${text}`);
  let compared = 0;
  for (const { of, as, text } of shown) {
    if (of === '') continue;
    compared += 1;
    const expected = textOf({ as, value: valueOf(of, had, hours) });
    if (expected !== text) faults.push(`${of}: the page says ${text}, the answer ${expected}`);
  }
  return { compared, faults };
};

/** `a.b.0.c`, `-a.b`, `a.b/c.d`, `sum(a.b)`, or what is worked out of the answers: `money.month`. */
const valueOf = (of: string, had: Had, hours: number): number | null => {
  if (of.startsWith('money.')) return moneyAt(of, had, hours);
  const [, summed] = /^sum\((.*)\)$/.exec(of) ?? [];
  if (summed !== undefined) {
    const all = Object.values(at(summed, had) as Record<string, number | null>);
    return all.length === 0 || all.includes(null) ? null : all.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  }
  if (of.startsWith('-')) return -(at(of.slice(1), had) as number);
  const [part = '', whole] = of.split('/');
  const value = at(part, had) as number | null | undefined;
  if (whole === undefined) return value ?? (value === undefined ? missing(of) : null);
  return Math.min(1, (value ?? 0) / (at(whole, had) as number));
};

/** A count that an answer leaves out is none. */
const missing = (of: string): number => (/\.(?:hits|byCause|coldStarts)\./.test(of) ? 0 : Number.NaN);

const at = (path: string, had: Had): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, member) => (value as Readonly<Record<string, unknown>> | undefined)?.[member], had);

const moneyAt = (of: string, { usage, health }: Had, hours: number): number | null => {
  if (usage === undefined) return null;
  const money = moneyOf(usage, hours, health?.tiers.includes('l2') ?? true);
  const figures = [money.questions, money.month, money.idle, ...money.items.map(({ dollars }) => dollars)];
  return figures.find((figure) => figure.of === of)?.value ?? null;
};
