import { ACCESS_LINE, GIGABYTES, MILLISECONDS, PLATFORM_LINES } from './assumed.ts';
import { COUNTED, type Kind, type Use, type Way } from './counted.ts';
import type { Deployment } from './counts.ts';
import { ITEMS, PRICES, type Counts, type Item } from './prices.ts';

/** What was counted of some hours: questions by how they were answered, and cold starts. */
export type Operations = Readonly<Record<Exclude<Way, 'renewed'> | 'start', number>>;

const GB = 1_000_000_000;

/**
 * What counted questions have used, with what each of them is known to use. Not what goes on without questions (schedules,
 * alarms, secrets, metrics, storage), renewals of the purge log, writes of counts, traces, and the provider's own bill.
 */
export const windowCounts = (operations: Operations, { redis }: Deployment): Counts => {
  const { start, ...ways } = operations;
  const asked = Object.entries(ways) as readonly [keyof typeof ways, number][];
  const questions = asked.reduce((sum, [, count]) => sum + count, 0);
  const uses = COUNTED[redis ? 'redis' : 'alone'];
  const messages = asked.reduce((sum, [way, count]) => sum + count * uses[way].queueRequests, 0);
  const times: readonly (readonly [Kind, number])[] = [...asked, ['refresh', messages], ['start', start]];
  const sum = (of: (kind: Kind) => number): number => times.reduce((all, [kind, count]) => all + count * of(kind), 0);
  const used = (item: keyof Use): number => sum((kind) => uses[kind][item]);
  const invocations = questions + messages;
  return {
    apiRequests: questions,
    lambdaRequests: invocations,
    lambdaTime: sum((kind) => (MILLISECONDS[kind] / 1000) * GIGABYTES.api),
    redisCommands: used('redisCommands'),
    tableReads: used('reads'),
    tableWrites: used('writes'),
    // Lambda gets each message and deletes it.
    queueRequests: used('queueRequests') + 2 * messages,
    logs: (used('logBytes') + questions * ACCESS_LINE + invocations * PLATFORM_LINES) / GB,
  };
};

/** At list prices: what is free every month is not taken off, because these are hours and no month. */
export const listDollars = (counts: Counts): readonly { readonly item: Item; readonly dollars: number }[] =>
  ITEMS.flatMap((item) => {
    const count = counts[item] ?? 0;
    return count === 0 ? [] : [{ item, dollars: count * PRICES[item].dollars }];
  });
