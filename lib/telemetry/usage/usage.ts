import type { Absent, Clock, Found, Observer } from '../../cache/index.ts';
import type { Happening, LatencyOf } from '../../http/answers/index.ts';
import type { Amounts } from '../../ledgers/counters.ts';
import type { LoadReason } from '../../ledgers/load-reason.ts';
import type { AllowanceName } from '../../ledgers/payer.ts';
import { askedName, type UsagePage } from '../../ledgers/usage-hours.ts';
import type { LeagueId } from '../../sports/model/index.ts';
import { callerAmount } from './callers.ts';
import { createEventNames } from './event-names.ts';
import { latencyName } from './latency.ts';
import { observeUsage } from './observe.ts';

/** How a question was answered. docs/usage.md says what each of the numbers counts. */
export interface Answered {
  /** The entries the answer was made of, as often as it rests on them. */
  readonly entries: readonly (Absent | Found<unknown>)[];
  /** The entry that Cache-Status describes; undefined when there is none. */
  readonly farthest: Absent | Found<unknown> | undefined;
  /** Parts of the answer whose load failed. */
  readonly failed: number;
  /** Of the body that was sent. */
  readonly bytes: number;
  /** Who asked, by the key; undefined where nobody needs one. */
  readonly caller?: string | undefined;
}

/** A call to the provider that is about to be made, or that the budget has refused. */
export interface Called {
  readonly admitted: boolean;
  /** What it is paid from, or what is spent, where that is not the general budget. */
  readonly allowance?: AllowanceName | undefined;
  /** Whose question waits for it. */
  readonly caller?: string | undefined;
}

/** Counts in memory until the counts are taken, page by page. */
export interface Usage {
  /** Counts loads, purges, outages and evictions. */
  readonly observe: Observer;
  /** Where the answer came from; undefined where it is none that is counted. */
  answered(league: LeagueId, answer: Answered): LatencyOf | undefined;
  /** Milliseconds that an answer took. */
  took(of: LatencyOf, elapsed: number): void;
  called(reason: LoadReason, call: Called): void;
  happened(happening: Happening): void;
  /** Commands that go to Redis. */
  redisCommands(count: number): void;
  /** Whether there is anything to hand on. */
  hasCounts(): boolean;
  /** All counts of a page since the last call. */
  take(page: UsagePage): ReadonlyMap<string, number>;
  /** Adds counts back whose write failed. */
  putBack(page: UsagePage, amounts: Amounts): void;
}

// Far more than a minute produces; bounded, because a flood of ids must not fill the memory.
const MAX_NAMES = 5000;
const PLAYER_SCOPE = 'player:';
// A purge run that finds nothing to do sends nine: they wait for those of the next runs.
const COMMANDS_WORTH_A_WRITE = 100;

/** @example const usage = createUsage(Date); */
export const createUsage = (clock: Clock): Usage => {
  const counts: Record<UsagePage, Map<string, Count>> = {
    sums: new Map(),
    callers: new Map(),
    latency: new Map(),
    asked: new Map(),
    events: new Map(),
  };
  let commands = 0;
  const eventNames = createEventNames(clock);
  const countOn = (page: UsagePage, name: string, amount = 1): void => {
    if (amount === 0) return;
    const onPage = counts[page];
    const known = onPage.get(name);
    if (known !== undefined) known.amount += amount;
    else if (onPage.size < MAX_NAMES) onPage.set(name, { amount });
  };
  const count = (name: string, amount = 1): void => countOn('sums', name, amount);
  const happened = (happening: Happening): void => countOn('events', eventNames.nameOf(happening));

  const countOf = (league: LeagueId, what: string, amount = 1): void => {
    if (amount !== 0) count(nameOf(league, what), amount);
  };

  const countEntry = (league: LeagueId, answer: Absent | Found<unknown>): void => {
    const { entry, served } = answer;
    countOf(league, servedAs(answer));
    if (answer.kind === 'absent') countOf(league, 'absent');
    const isFresh = served.by === 'tier' && served.state === 'fresh';
    if (isFresh && (entry.loadReason === 'predict' || entry.loadReason === 'warm'))
      countOf(league, FORESEEN[entry.loadReason]);
  };

  return {
    observe: observeUsage({ count, happened }),
    answered(league, { entries, farthest, failed, bytes, caller }) {
      if (farthest === undefined && failed === 0) return undefined;
      const served = farthest === undefined ? 'failed' : servedAs(farthest);
      countOf(league, questionsServed(served));
      countOn('callers', callerAmount('questions', caller));
      if (farthest === undefined) countOn('callers', callerAmount('failed', caller));
      const distinct = entries.length === 1 ? entries : withoutRepeats(entries);
      for (const answer of distinct) countEntry(league, answer);
      const players = playersIn(distinct);
      for (const id of players) countOn('asked', askedName(league, id));
      countOf(league, 'players', players.length);
      countOf(league, 'failed', failed);
      countOf(league, 'bytes', bytes);
      return LATENCY_OF.get(served);
    },
    took: (of, elapsed) => countOn('latency', latencyName(of, elapsed)),
    called(reason, { admitted, allowance, caller }) {
      const what = admitted ? 'call' : 'refused';
      count(`${what}.${reason}`);
      if (allowance !== undefined) count(`allowance.${allowance}.${what}`);
      if (!admitted) happened({ kind: 'refused', cause: reason, allowance: allowance ?? 'all' });
      else if (reason === 'ask') countOn('callers', callerAmount('calls', caller));
    },
    happened,
    redisCommands(count) {
      commands += count;
    },
    hasCounts: () => commands >= COMMANDS_WORTH_A_WRITE || Object.values(counts).some(({ size }) => size > 0),
    take(page) {
      if (page === 'sums') {
        count('redis-commands', commands);
        commands = 0;
      }
      const taken = counts[page];
      counts[page] = new Map();
      return new Map(Array.from(taken, ([name, { amount }]) => [name, amount]));
    },
    putBack(page, amounts) {
      for (const [name, amount] of Object.entries(amounts)) countOn(page, name, amount);
    },
  };
};

/** Written in its place: a name is looked up once for each question. */
interface Count {
  amount: number;
}

/** `hit.l1`, `hit.l2`, …, `stale`, `collapsed` or `miss`: what Cache-Status says, in one word. */
export const servedAs = ({ served }: Absent | Found<unknown>): string => {
  if (served.by === 'upstream') return served.collapsed ? 'collapsed' : 'miss';
  return served.state === 'fresh' ? hitIn(served.tier) : 'stale';
};

/** A text for each of a few words, made once: text that was just put together is slow to look up. */
const named = (nameOf: (word: string) => string): ((word: string) => string) => {
  const names = new Map<string, string>();
  return (word) => {
    const known = names.get(word);
    if (known !== undefined) return known;
    const name = nameOf(word);
    names.set(word, name);
    return name;
  };
};

const FORESEEN = { predict: 'foreseen.predict', warm: 'foreseen.warm' } as const;

const hitIn = named((tier) => `hit.${tier}`);
const questionsServed = named((served) => `question.${served}`);

// At module scope, and still no state: a name never changes. Leagues and what is counted of them are few.
const namesOf = new Map<LeagueId, Map<string, string>>();

const nameOf = (league: LeagueId, what: string): string => {
  const names = namesOf.get(league) ?? new Map<string, string>();
  const known = names.get(what);
  if (known !== undefined) return known;
  const name = `${league}.${what}`;
  names.set(what, name);
  namesOf.set(league, names);
  return name;
};

const LATENCY_OF: ReadonlyMap<string, LatencyOf> = new Map([
  ['hit.l1', 'l1'],
  ['hit.l2', 'l2'],
  ['hit.l3', 'l3'],
  ['stale', 'stale'],
  ['miss', 'provider'],
  ['collapsed', 'provider'],
  ['failed', 'failed'],
]);

/** Several parts of an answer may share one entry: the first of them fetched it. */
export const withoutRepeats = (answers: Answered['entries']): Answered['entries'] => {
  const seen = new Set<object>();
  return answers.filter(({ entry }) => {
    const isNew = !seen.has(entry);
    seen.add(entry);
    return isNew;
  });
};

/** The players that the found documents are about. Most answers are about one: they have no need of a set. */
const playersIn = (answers: Answered['entries']): readonly string[] => {
  let first: string | undefined;
  let all: Set<string> | undefined;
  for (const { kind, entry } of answers) {
    if (kind !== 'value') continue;
    for (const scope of entry.scopes) {
      if (!scope.startsWith(PLAYER_SCOPE)) continue;
      const id = scope.slice(PLAYER_SCOPE.length);
      if (first === undefined) first = id;
      else if (id !== first) (all ??= new Set([first])).add(id);
    }
  }
  if (first === undefined) return [];
  return all === undefined ? [first] : [...all];
};
