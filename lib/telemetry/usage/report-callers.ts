import type { CallerCounts, UsageCallers } from '../../http/answers/index.ts';
import type { Amounts } from '../../ledgers/counters.ts';
import { MAX_CALLERS, nameIn, withoutName } from './busiest-callers.ts';
import { CALLER_STORED_AS as STORED_AS, type CallerCount } from './callers.ts';

const COUNTED: ReadonlyMap<string, CallerCount> = new Map(
  (Object.keys(STORED_AS) as CallerCount[]).map((counted) => [STORED_AS[counted], counted]),
);

export const reportCallers = (amounts: Amounts): UsageCallers => {
  const byName = new Map<string | null, Mutable>();
  const others = noCounts();
  for (const [amount, count] of Object.entries(amounts)) {
    const counted = COUNTED.get(amount.charAt(0));
    if (counted === undefined) continue;
    if (amount === withoutName(amount)) others[counted] += count;
    else {
      const name = nameIn(amount) ?? null;
      const counts = byName.get(name) ?? noCounts();
      counts[counted] += count;
      byName.set(name, counts);
    }
  }
  const busiest = [...byName].sort(([, a], [, b]) => b.questions - a.questions);
  for (const [, counts] of busiest.slice(MAX_CALLERS)) addTo(others, counts);
  return { busiest: busiest.slice(0, MAX_CALLERS).map(([name, counts]) => ({ name, ...counts })), others };
};

type Mutable = { -readonly [Member in keyof CallerCounts]: CallerCounts[Member] };

const noCounts = (): Mutable => ({ questions: 0, failed: 0, calls: 0 });

const addTo = (sum: Mutable, { questions, failed, calls }: CallerCounts): void => {
  sum.questions += questions;
  sum.failed += failed;
  sum.calls += calls;
};
