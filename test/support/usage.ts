import type { Amounts } from '../../lib/ledgers/counters.ts';
import type { UsagePage } from '../../lib/ledgers/usage-hours.ts';
import { createUsage, type Usage } from '../../lib/telemetry/usage/usage.ts';
import { createFakeClock } from './fake-clock.ts';

/** The counts of an environment of the api function. */
export const openUsage = (clock = createFakeClock()): Usage =>
  createUsage({ clock, role: 'api', memoryBytes: () => 0 });

/** Takes the counts of a page, without those of environments. */
export const countsOf = (usage: Usage, page: UsagePage = 'sums'): Amounts =>
  Object.fromEntries(Object.entries(usage.take(page, 1)).filter(([name]) => !/^(?:env|start|kbs?)\b/.test(name)));
