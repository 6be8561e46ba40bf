import { ask, type AskOptions, type Seen } from '../../../test/support/ask.ts';
import type { Famous } from '../players.ts';
import { added, each, NOTHING, type Counted } from './bills.ts';
import type { Metered } from './meter.ts';

interface Asking {
  readonly kind: string;
  readonly environment: number;
  readonly paths: readonly string[];
  readonly body?: object;
  /** What Cache-Status must be like. */
  readonly from: RegExp;
  /** Done before each question, and not counted. */
  readonly before?: () => Promise<void>;
}

const SEASON = 2026;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
// A career is fresh for an hour, less three minutes at most, and may be served stale for five more. Two flushes lead there.
const NEARLY_STALE = 58 * MINUTE + 20 * SECOND;
const HIT = {
  memory: /^l1; hit/,
  shared: /^l[23]; hit; ttl=\d/,
  load: /^(?!.*hit).*fwd=miss$/,
  stale: /^l[23]; hit; ttl=-\d/,
};

/**
 * Asks each kind of question of warm environments, the questions of a kind one after the other; `players` are twenty
 * that nobody has asked for yet.
 */
export const countQuestions = async (
  metered: Metered,
  players: readonly Famous[],
  { redis }: { readonly redis: boolean },
): Promise<readonly Counted[]> => {
  const { stack, clock, measure, log } = metered;
  const url = (path: string): string => stack.url + path;
  // Whole careers: the season's table has told the lines of this season.
  const stats = players.slice(0, 10).map(({ id }) => `/v1/nfl/players/${id}/stats`);
  const names = players.slice(10, 20).map(({ name }) => name);
  const searches = names.map((name) => `/v1/nfl/players?name=${encodeURIComponent(name)}`);
  const batch = { names: players.slice(20, 30).map(({ name }) => name), season: SEASON };
  const another = `/v1/nfl/players/${players[30]?.id ?? ''}/stats`;

  const asked = async (path: string, options: AskOptions): Promise<Seen> => {
    const seen = await ask(url(path), options);
    if (seen.status !== 200) throw new Error(`${path} was answered ${seen.status}`);
    return seen;
  };
  const count = async ({ kind, environment, paths, body, from, before }: Asking): Promise<Counted> => {
    let all = NOTHING;
    let astray = 0;
    for (const path of paths) {
      await before?.();
      all = added(
        all,
        await measure(async () => {
          const seen = await asked(path, { environment, ...(body && { body }) });
          if (!from.test(seen.from ?? '')) astray += 1;
          return { invocations: 1, milliseconds: millisecondsOf(seen) };
        }),
      );
    }
    return { kind, of: paths.length, one: each(all, paths.length), astray };
  };
  /** The usage that waits is written by a question that costs nothing else. */
  const flushed = async (environment: number, milliseconds: number): Promise<void> => {
    clock.advance(milliseconds);
    await asked('/v1/health', { environment });
  };
  const workOff = (): Promise<void> => stack.workOffQueue();
  const counted: Counted[] = [];
  const add = async (asking: Asking): Promise<void> => void counted.push(await count(asking));

  // Every environment starts, and knows the table, the purge log and what all questions have in common.
  const starting = await count({
    kind: 'cold start, beside what it is started for',
    environment: 1,
    paths: ['/v1/health'],
    from: /^/,
  });
  counted.push({ ...starting, one: added(starting.one, { milliseconds: log.starts()[0] ?? 0 }) });
  for (const environment of [1, 2, 3]) await asked(another, { environment });
  await workOff();
  await flushed(1, 2 * MINUTE);

  const loadedAt = clock.now();
  await add({ kind: 'stats, loaded', environment: 1, paths: stats, from: HIT.load });
  await add({ kind: 'stats, from memory', environment: 1, paths: stats, from: HIT.memory });
  await add({
    kind: 'usage, written once a minute and environment',
    environment: 1,
    paths: ['/v1/health'],
    from: /^/,
    before: () => {
      clock.advance(61 * SECOND);
      return Promise.resolve();
    },
  });
  await asked(another, { environment: 1 });
  await add({
    kind: 'stats, from memory after the coherence window',
    environment: 1,
    paths: stats.slice(0, 3),
    from: HIT.memory,
    before: async () => {
      await flushed(1, 61 * SECOND);
    },
  });
  await flushed(2, 61 * SECOND);
  await add({ kind: `stats, from ${redis ? 'Redis' : 'the table'}`, environment: 2, paths: stats, from: HIT.shared });
  if (redis) {
    await forget(stack.redis);
    // The purge log is restored.
    await asked(another, { environment: 3 });
    await flushed(3, 61 * SECOND);
    await add({ kind: 'stats, from the table, Redis has lost it', environment: 3, paths: stats, from: HIT.shared });
  }
  await add({ kind: 'name search, at first', environment: 1, paths: searches, from: /^/ });
  await add({ kind: 'name search, from memory', environment: 1, paths: searches, from: HIT.memory });
  const many = { paths: ['/v1/nfl/players/stats'], body: batch };
  await add({ kind: 'batch of 10 by name, at first', environment: 1, ...many, from: /^/ });
  await add({ kind: 'batch of 10 by name, from memory', environment: 1, ...many, from: HIT.memory });
  await flushed(2, 61 * SECOND);
  await add({
    kind: `batch of 10 by name, from ${redis ? 'Redis' : 'the table'}`,
    environment: 2,
    ...many,
    from: HIT.shared,
  });
  await workOff();

  clock.set(loadedAt + NEARLY_STALE);
  for (const environment of [1, 2]) {
    await asked(another, { environment });
    // The warm function keeps the day's games.
    await asked('/v1/nfl/live', { environment });
    await flushed(environment, 61 * SECOND);
  }
  await workOff();
  await add({ kind: 'stats, stale', environment: 2, paths: stats, from: HIT.stale });
  counted.push(await refreshes(metered));
  return counted;
};

/** Has done what waits in the queue. Lambda takes ten messages at a time: a request to get them, and one to delete them. */
const refreshes = async ({ stack, measure }: Metered): Promise<Counted> => {
  const waiting = stack.queue.depth().visible;
  const invocations = Math.ceil(waiting / 10);
  const all = await measure(async () => {
    const since = performance.now();
    await stack.workOffQueue();
    return { invocations, milliseconds: performance.now() - since, queueRequests: 2 * invocations };
  });
  return {
    kind: `refresh, of ${waiting} in ${invocations} batch`,
    of: waiting,
    one: each(all, Math.max(1, waiting)),
    // Those that come again.
    astray: stack.queue.depth().visible,
  };
};

/** As the function measured it, its background work included; Lambda rounds up. */
const millisecondsOf = ({ headers }: Seen): number =>
  Math.max(1, Number(/dur=(\d+)/.exec(headers.get('server-timing') ?? '')?.[1] ?? Number.NaN));

const forget = async ({ url, token }: Metered['stack']['redis']): Promise<void> => {
  const response = await fetch(`${url}/flushall`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`Redis did not forget: ${response.status}`);
};
