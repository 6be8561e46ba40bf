import type { CallerCounts, UsageCallers } from '../../http/answers/index.ts';
import type { Amounts } from '../../ledgers/counters.ts';

/** What is counted of a caller. Short: a write is billed by the size of the page. */
const STORED_AS = { questions: 'q', failed: 'f', calls: 'c' } as const;
type Counted = keyof typeof STORED_AS;

const COUNTED: ReadonlyMap<string, Counted> = new Map(
  (Object.keys(STORED_AS) as Counted[]).map((counted) => [STORED_AS[counted], counted]),
);

/** Those that are listed one by one. */
export const MAX_CALLERS = 50;

// Keys are named by operators, and their names are on every page.
const MAX_NAME_CHARS = 40;

/** The name of the amount that counts something of a caller; undefined: nobody needs a key here. */
export const callerAmount = (counted: Counted, caller: string | undefined): string =>
  caller === undefined ? STORED_AS[counted] : `${STORED_AS[counted]}.${caller.slice(0, MAX_NAME_CHARS)}`;

/** The same amount of all who are not counted by name. */
const withoutName = (name: string): string => `${name.slice(0, 1)}+`;

const nameIn = (amount: string): string | undefined => (amount.charAt(1) === '.' ? amount.slice(2) : undefined);

/**
 * The amounts with the callers of `named` by name, and where there is room with others, up to fifty, the busiest first;
 * whoever is left counts as one of the others. Adds to `named` who has been given a name.
 */
export const nameBusiest = (amounts: ReadonlyMap<string, number>, named: Set<string>, roomy: boolean): Amounts => {
  const busiest = [...amounts]
    .filter(([amount]) => amount.startsWith(`${STORED_AS.questions}.`))
    .sort(([, a], [, b]) => b - a);
  for (const [amount] of busiest) {
    if (!roomy || named.size >= MAX_CALLERS) break;
    named.add(nameIn(amount) ?? '');
  }
  const written = new Map<string, number>();
  for (const [amount, count] of amounts) {
    const name = nameIn(amount);
    const kept = name === undefined || named.has(name) ? amount : withoutName(amount);
    written.set(kept, (written.get(kept) ?? 0) + count);
  }
  return Object.fromEntries(written);
};

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
