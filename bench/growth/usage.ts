import { minutes } from '../../lib/cache/index.ts';
import { hourOf, usageKey, type UsagePage } from '../../lib/ledgers/usage-hours.ts';
import { createPopularity } from '../../lib/sports/popularity/popularity.ts';
import { createUsageFlush } from '../../lib/telemetry/usage/flush.ts';
import { hoursUntil, readUsage } from '../../lib/telemetry/usage/report.ts';
import { createUsage } from '../../lib/telemetry/usage/usage.ts';
import { entryOf } from '../../test/support/entries.ts';
import { createFakeClock } from '../../test/support/fake-clock.ts';
import { POLICY } from '../../test/support/fake-source.ts';
import { createMemoryCounters, itemBytes, type MemoryCounters } from '../../test/support/memory-counters.ts';
import { createMemoryDocumentStore } from '../../test/support/memory-document-store.ts';
import { randomFrom, weighted, zipfWeights } from '../scenarios/random.ts';
import { cpuOf, curveTable } from './curve.ts';

const isQuick = process.argv.includes('--quick');
const CALLERS = [1, 8, 31, 62, 125, 250, 500];
const ROUNDS = isQuick ? 3 : 7;
const ENVIRONMENTS = 4;
const QUESTIONS_A_MINUTE = 60;
const START = Date.parse('2026-11-29T18:00Z');

interface Hour {
  readonly counters: MemoryCounters;
  /** Write units, of all environments. */
  readonly units: number;
  readonly writes: number;
  readonly clock: ReturnType<typeof createFakeClock>;
}

/** An hour of questions of so many callers about players by popularity, flushed each minute by each environment. */
const playHour = async (callers: number): Promise<Hour> => {
  const clock = createFakeClock(START);
  const counters = createMemoryCounters();
  let units = 0;
  let writes = 0;
  const counted = {
    async add(...asked: Parameters<MemoryCounters['add']>) {
      const cost = await counters.add(...asked);
      units += cost;
      writes += 1;
      return cost;
    },
  };
  const random = randomFrom(17);
  const names = Array.from({ length: callers }, (_, index) => `bot-of-guild-${String(index)}`);
  const anybody = weighted(names, zipfWeights(callers), random);
  const players = Array.from({ length: 2000 }, (_, index) => String(3_000_000 + index));
  const somebody = weighted(players, zipfWeights(players.length), random);
  const environments = Array.from({ length: ENVIRONMENTS }, () => {
    const usage = createUsage(clock);
    const flush = createUsageFlush({
      usage,
      clock,
      counters: counted,
      every: minutes(1),
      role: 'api',
      memoryBytes: () => 30_000_000,
      onFlushed: () => Promise.resolve(),
      onFailure: (error) => {
        throw error;
      },
    });
    return { usage, flush };
  });
  for (let minute = 0; minute < 59; minute += 1) {
    for (const { usage, flush } of environments) {
      for (let question = 0; question < QUESTIONS_A_MINUTE; question += 1) {
        const found = answerAbout(somebody());
        const of = usage.answered('nfl', {
          entries: [found],
          farthest: found,
          failed: 0,
          bytes: 900,
          caller: anybody(),
        });
        if (of !== undefined) usage.took(of, question % 7);
      }
      await flush.whenDue();
    }
    clock.advance(minutes(1));
  }
  for (const { flush } of environments) await flush.now();
  return { counters, units, writes, clock };
};

const answerAbout = (player: string) => ({
  kind: 'value' as const,
  entry: entryOf({ now: () => START }, '{}', { scopes: ['*', `player:${player}`] }),
  policy: POLICY,
  served: { by: 'tier', tier: 'l1', state: 'fresh' } as const,
  value: () => ({}),
});

const pageOf = async ({ counters }: Hour, page: UsagePage): Promise<Readonly<Record<string, number>>> => {
  const key = usageKey(hourOf(START), page);
  return (await counters.read([key])).get(key) ?? {};
};

/** A day whose hours are all like the one that was played. */
const dayOf = async (hour: Hour) => {
  const pages = await hour.counters.read(
    (['sums', 'callers', 'latency'] as const).map((page) => usageKey(hourOf(START), page)),
  );
  const read = (keys: readonly string[]) =>
    Promise.resolve(
      new Map(keys.map((key) => [key, pages.get(key.replace(/:.*/, `:${usageKey(hourOf(START)).slice(6)}`)) ?? {}])),
    );
  return () =>
    readUsage(
      {
        scope: 'table',
        caller: { name: null, role: 'read' },
        counters: { read },
        budget: { state: () => Promise.reject(new Error('Not measured')) },
        documents: createMemoryDocumentStore(),
        memory: () => ({ bytes: 0, entries: 0, maxBytes: 0 }),
      },
      { hours: hoursUntil(START, 24), now: START },
    );
};

const showUsage = async (): Promise<void> => {
  const played: Hour[] = [];
  for (const callers of CALLERS) played.push(await playHour(callers));
  const reads = await Promise.all(played.map(dayOf));
  const pages = await Promise.all(played.map((hour) => pageOf(hour, 'callers')));
  const bytes = pages.map((page) => itemBytes(usageKey(hourOf(START), 'callers'), page));
  const answers = await Promise.all(reads.map(async (read) => JSON.stringify(await read()).length));
  const cpu = await cpuOf(reads, { rounds: ROUNDS, calls: 5 });
  console.log(
    `An hour of ${String(ENVIRONMENTS)} environments with ${String(QUESTIONS_A_MINUTE)} questions a minute each; a day of such hours read:`,
  );
  console.table(
    curveTable('callers', CALLERS, {
      'write units': played.map(({ units }) => units),
      writes: played.map(({ writes }) => writes),
      'names on the page': pages.map((page) => Object.keys(page).length),
      'bytes of the page': bytes,
      'bytes of /v1/usage': answers,
      'CPU of it, µs': cpu,
    }),
  );
};

const PLAYERS = [31, 62, 125, 250, 500, 2000];

/** Popular players out of so many that were asked about within a week. */
const showPopularity = async (): Promise<void> => {
  const tops: (() => Promise<unknown>)[] = [];
  const merges: (() => Promise<unknown>)[] = [];
  const bytes: number[] = [];
  for (const players of PLAYERS) {
    const clock = createFakeClock(START);
    const counters = createMemoryCounters();
    // As many names as a write takes, of one league.
    for (let hour = 1; hour <= 168; hour += 1) {
      const asked = Array.from({ length: Math.min(40, players) }, (_, index) => [
        `nfl.${String(3_000_000 + ((index + hour * 40) % players))}`,
        index + 1,
      ]);
      await counters.add(
        usageKey(hourOf(START) - hour, 'asked'),
        Object.fromEntries(asked) as Record<string, number>,
        Infinity,
      );
    }
    const fresh = () => {
      const documents = createMemoryDocumentStore();
      return {
        documents,
        popularity: createPopularity({ documents, counters, clock, starters: () => Promise.resolve([]) }),
      };
    };
    const { documents, popularity } = fresh();
    await popularity.merge('nfl');
    bytes.push((await documents.read('popularity:nfl'))?.text.length ?? 0);
    tops.push(() => popularity.top('nfl', 50));
    merges.push(() => fresh().popularity.merge('nfl'));
  }
  console.log('Popular players: the document, the fifty most popular, and a week counted in at once:');
  console.table(
    curveTable('players asked about', PLAYERS, {
      'bytes kept': bytes,
      'top 50, µs': await cpuOf(tops, { rounds: ROUNDS, calls: 50 }),
      'a week merged, µs': await cpuOf(merges, { rounds: ROUNDS, calls: 2 }),
    }),
  );
};

await showUsage();
await showPopularity();
