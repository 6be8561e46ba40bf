import type { AttributeValue, UpdateItemInput } from '@aws-sdk/client-dynamodb';
import {
  countedName,
  isWindowOfNow,
  MAX_WINDOWS_AHEAD,
  windowOf,
  type Charge,
  type Count,
  type CountWindow,
  type Standing,
} from '../../ledgers/quota-ledger.ts';
import type { Item } from './calls.ts';

/** Where each window has its counts, by name, and which hour or minute they are of. A day's are of the item's day. */
const COUNTS: Readonly<Record<CountWindow, string>> = { day: 'dayCounts', hour: 'hourCounts', minute: 'minuteCounts' };
const COUNTED: Readonly<Record<CountWindow, string>> = {
  day: 'dayCounted',
  hour: 'hourCounted',
  minute: 'minuteCounted',
};
const NOTE = 'note:';

export const noteAttribute = (name: string): string => NOTE + name;

const numberIn = (value: AttributeValue | undefined): number => Number(value?.N ?? 0);

export const standingIn = (item: Item, now: number): Standing => ({
  spent: {
    day: numberIn(item.calls),
    minute: isWindowOfNow('minute', numberIn(item.minute), windowOf('minute', now)) ? numberIn(item.minuteCalls) : 0,
  },
  counts: { day: countsIn(item, 'day', now), hour: countsIn(item, 'hour', now), minute: countsIn(item, 'minute', now) },
  notes: new Map(
    Object.entries(item).flatMap(([name, { S }]) =>
      name.startsWith(NOTE) && S !== undefined ? [[name.slice(NOTE.length), S]] : [],
    ),
  ),
});

const isCounted = (item: Item, window: CountWindow, now: number): boolean =>
  isWindowOfNow(window, Number(item[COUNTED[window]]?.N ?? NaN), windowOf(window, now));

const countsIn = (item: Item, window: CountWindow, now: number): ReadonlyMap<string, number> =>
  isCounted(item, window, now)
    ? new Map(Object.entries(item[COUNTS[window]]?.M ?? {}).map(([name, value]) => [name, numberIn(value)]))
    : new Map();

/** Whether the minute of now has begun in the item. */
export const isMinuteBegun = (item: Item, now: number): boolean =>
  isWindowOfNow('minute', Number(item.minute?.N ?? NaN), windowOf('minute', now));

export type Expressions = Pick<
  UpdateItemInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Names and values of an update, each under a placeholder, and its clauses. */
const createUpdate = () => {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  const sets: string[] = [];
  const adds: string[] = [];
  const conditions: string[] = [];
  const place = (value: AttributeValue): string => {
    const placeholder = `:${Object.keys(values).length}`;
    values[placeholder] = value;
    return placeholder;
  };
  return {
    sets,
    adds,
    conditions,
    name: (attribute: string): string => {
      const found = Object.keys(names).find((placeholder) => names[placeholder] === attribute);
      if (found !== undefined) return found;
      const placeholder = `#${Object.keys(names).length}`;
      names[placeholder] = attribute;
      return placeholder;
    },
    value: place,
    number: (value: number): string => place({ N: String(value) }),
    expressions: (): Expressions => ({
      UpdateExpression: `SET ${sets.join(', ')}${adds.length === 0 ? '' : ` ADD ${adds.join(', ')}`}`,
      ...(conditions.length > 0 && { ConditionExpression: conditions.join(' AND ') }),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    }),
  };
};

type Update = ReturnType<typeof createUpdate>;

/** What is believed of the item, until its conditions say otherwise: what stood there last, and whether the minute has begun. */
export interface Belief {
  readonly item: Item | undefined;
  readonly isMinuteBegun: boolean;
}

/** Counts a charge, on the condition that there is room, and that the item is what it is believed to be. */
export const chargeUpdate = (charge: Charge, belief: Belief, now: number, ttl: number): Expressions => {
  const { calls, limits, counts = [] } = charge;
  const update = createUpdate();
  const { name, number, sets, adds, conditions } = update;
  const minute = windowOf('minute', now);
  const [day, begun, inMinute] = [name('calls'), name('minute'), name('minuteCalls')];
  const [from, to] = [number(minute), number(minute + MAX_WINDOWS_AHEAD.minute)];
  const roomToday = `${day} <= ${number(limits.perDay - calls)}`;
  sets.push(`${name('ttl')} = ${number(ttl)}`);
  if (belief.isMinuteBegun) {
    const room = `${inMinute} <= ${number((limits.perMinute ?? Number.MAX_SAFE_INTEGER) - calls)}`;
    conditions.push(roomToday, `${begun} BETWEEN ${from} AND ${to}`, room);
    adds.push(`${day} ${number(calls)}`, `${inMinute} ${number(calls)}`);
  } else {
    conditions.push(`(attribute_not_exists(pk) OR (${roomToday} AND (${begun} < ${from} OR ${begun} > ${to})))`);
    sets.push(`${begun} = ${from}`, `${inMinute} = ${number(calls)}`);
    adds.push(`${day} ${number(calls)}`);
  }
  for (const window of ['day', 'hour', 'minute'] as const) {
    const named = counts.filter((count) => count.window === window);
    if (named.length > 0) countIn(update, window, named, belief, now);
  }
  return update.expressions();
};

const countIn = (
  { name, number, value, sets, conditions }: Update,
  window: CountWindow,
  counts: readonly Count[],
  { item, isMinuteBegun: hasBegun }: Belief,
  now: number,
): void => {
  const [map, counted] = [name(COUNTS[window]), name(COUNTED[window])];
  const current = windowOf(window, now);
  const [from, to] = [number(current), number(current + MAX_WINDOWS_AHEAD[window])];
  const isBelieved = item === undefined ? hasBegun : isCounted(item, window, now);
  const known = item === undefined ? new Map<string, number>() : countsIn(item, window, now);
  if (!isBelieved) {
    conditions.push(`(attribute_not_exists(${counted}) OR ${counted} < ${from} OR ${counted} > ${to})`);
    const amounts = counts.map((count): [string, AttributeValue] => [count.name, { N: String(count.amount) }]);
    sets.push(`${map} = ${value({ M: Object.fromEntries(amounts) })}`, `${counted} = ${from}`);
    return;
  }
  conditions.push(`${counted} BETWEEN ${from} AND ${to}`);
  for (const count of counts) {
    const path = `${map}.${name(countedName(known, count))}`;
    sets.push(`${path} = if_not_exists(${path}, ${number(0)}) + ${number(count.amount)}`);
    if (count.max !== Infinity) {
      conditions.push(`(attribute_not_exists(${path}) OR ${path} <= ${number(count.max - count.amount)})`);
    }
  }
};

/** Counts what has been made already; begins the day's item, where nobody has, as one whose minute is long over. */
export const addUpdate = (calls: number, ttl: number): Expressions => {
  const update = createUpdate();
  beginDay(update, ttl);
  update.adds.push(`${update.name('calls')} ${update.number(calls)}`);
  return update.expressions();
};

/** Writes a note where the expected one stands, or this one already: an answer may be lost, and the write sent again. */
export const noteUpdate = (name: string, text: string, expected: string | undefined, ttl: number): Expressions => {
  const update = createUpdate();
  beginDay(update, ttl);
  const calls = update.name('calls');
  const note = update.name(noteAttribute(name));
  const written = update.value({ S: text });
  update.sets.push(`${calls} = if_not_exists(${calls}, ${update.number(0)})`, `${note} = ${written}`);
  const stands =
    expected === undefined ? `attribute_not_exists(${note})` : `${note} = ${update.value({ S: expected })}`;
  update.conditions.push(`(${stands} OR ${note} = ${written})`);
  return update.expressions();
};

const beginDay = ({ name, number, sets }: Update, ttl: number): void => {
  const none = number(0);
  for (const [attribute, value] of [
    ['ttl', number(ttl)],
    ['minute', none],
    ['minuteCalls', none],
  ] as const) {
    sets.push(`${name(attribute)} = if_not_exists(${name(attribute)}, ${value})`);
  }
};
