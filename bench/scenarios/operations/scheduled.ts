import { added, each, NOTHING, type Counted, type Operations } from './bills.ts';
import type { Metered } from './meter.ts';

/** Runs what the clock makes due until a moment; answers what the runs of each function used, each on average. */
export const countRuns = async (metered: Metered, until: number, when: string): Promise<readonly Counted[]> => {
  const { stack, clock, measure } = metered;
  const all = new Map<string, { readonly used: Operations; readonly runs: number; readonly failed: number }>();
  while (stack.schedules.next() <= until) {
    clock.set(stack.schedules.next());
    for (const { rule, run } of stack.schedules.due()) {
      const before = all.get(rule) ?? { used: NOTHING, runs: 0, failed: 0 };
      let failed = before.failed;
      const used = await measure(async () => {
        const { result } = await run();
        if (result.kind !== 'response') failed += 1;
        return { invocations: 1, milliseconds: 'duration' in result ? result.duration : 0 };
      });
      all.set(rule, { used: added(before.used, used), runs: before.runs + 1, failed });
    }
    // What a purge has loaded again is not its own.
    await stack.workOffQueue();
  }
  clock.set(until);
  return [...all].map(([rule, { used, runs, failed }]) => ({
    kind: `${rule}, ${when}`,
    of: runs,
    one: each(used, runs),
    astray: failed,
  }));
};
