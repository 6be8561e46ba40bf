import type { Amounts } from '../../lib/ledgers/counters.ts';
import type { UsagePage } from '../../lib/ledgers/usage-hours.ts';
import { createUsagePages } from '../../lib/telemetry/usage/pages.ts';
import { createUsage, type Usage } from '../../lib/telemetry/usage/usage.ts';
import { createFakeClock } from './fake-clock.ts';

/** The counts of an environment of the api function. */
export const openUsage = (clock = createFakeClock()): Usage => createUsage(clock);

/** Takes what would be written to a page, without what environments write of themselves. */
export const countsOf = (usage: Usage, page: UsagePage = 'sums'): Amounts => {
  const pages = createUsagePages({ role: 'api', memoryBytes: () => 0 });
  const amounts = pages.amountsOf(page, 1, usage.take(page), 0);
  return Object.fromEntries(Object.entries(amounts).filter(([name]) => !/^(?:env|start|kbs?)\b/.test(name)));
};
