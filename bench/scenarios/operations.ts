import { buildBundles, type Bundles } from '../../infra/local/stack/stack.ts';
import { startMetered, type Metered } from './operations/meter.ts';
import type { Counted } from './operations/bills.ts';
import { countQuestions } from './operations/questions.ts';
import { countRuns } from './operations/scheduled.ts';
import { ask } from '../../test/support/ask.ts';
import { famousFirst, type Famous } from './players.ts';
import { tableOf } from './table.ts';

// The counts that lib/costs/counts.ts holds. The milliseconds are this machine's and nobody's promise.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
// A Wednesday in the season: no window is open in any league. The Tuesday after it is the NFL's trade deadline.
const CALM = Date.UTC(2026, 10, 4);
const DEADLINE_DAY = Date.UTC(2026, 10, 10, 18);
const SETTLED = CALM + 2 * HOUR;
// As long as a league rests that nobody asks about: what is due in that time is in it once.
const IDLE = 30 * HOUR;

/** Prints what each kind of question and of scheduled run uses, with Redis and without; answers whether all went as it should. */
export const runOperations = async (
  bundles: Bundles,
  print: (text: string) => void,
  tiers: readonly boolean[] = [false, true],
): Promise<boolean> => {
  let isGood = true;
  for (const redis of tiers) {
    const metered = await startMetered({ bundles, redis, environments: 4, start: CALM });
    try {
      const counted = await countAll(metered, redis);
      isGood &&= counted.every(({ astray }) => astray === 0);
      print(`${redis ? 'With Redis' : 'With DynamoDB alone'}, each:\n\n${countsTable(counted)}\n`);
      print(`${metricsLines(metered)}\n\n`);
    } finally {
      await metered.close();
    }
  }
  return isGood;
};

const countAll = async (metered: Metered, redis: boolean): Promise<readonly Counted[]> => {
  const first = await countRuns(metered, CALM, 'the first');
  await countRuns(metered, SETTLED, 'settling');
  const idle = await countRuns(metered, SETTLED + IDLE, 'idle, over 30 hours');
  const players = (await famousFirst(metered.stack)).slice(200, 231);
  const questions = await countQuestions(metered, players, { redis });
  const [moved] = players;
  metered.clock.set(DEADLINE_DAY - 3 * HOUR);
  // A league that nobody asks about would rest.
  if (moved !== undefined) await askAbout(metered, moved);
  metered.clock.set(DEADLINE_DAY);
  await countRuns(metered, DEADLINE_DAY + HOUR / 2, 'settling');
  if (moved !== undefined)
    metered.stack.upstream?.trade({ league: 'nfl', athleteId: moved.id, to: moved.team === 'KC' ? 'BUF' : 'KC' });
  const hot = await countRuns(metered, DEADLINE_DAY + (3 * HOUR) / 2, 'deadline day, over an hour with a trade');
  return [...questions, ...first, ...idle, ...hot];
};

/** A question, counted in the hour's usage. */
const askAbout = async ({ stack, clock }: Metered, { id }: Famous): Promise<void> => {
  await ask(`${stack.url}/v1/nfl/players/${id}/stats`, { environment: 1 });
  // The counts that wait are handed on with the next answer.
  clock.advance(2 * MINUTE);
  await ask(`${stack.url}/v1/health`, { environment: 1 });
};

const countsTable = (counted: readonly Counted[]): string =>
  tableOf(
    ['', 'of', 'invocations', 'ms here', 'Redis', 'DynamoDB', 'RRU', 'WRU', 'SQS', 'log bytes', 'astray'],
    counted.map(({ kind, of, one, astray }) => [
      kind,
      of,
      ...[one.invocations, one.milliseconds, one.redisCommands, one.tableRequests, one.reads, one.writes].map(tenths),
      ...[one.queueRequests, one.logBytes].map(tenths),
      astray,
    ]),
  );

const tenths = (count: number): number => Math.round(count * 100) / 100;

const metricsLines = ({ log }: Metered): string => {
  const names = ['api', 'refresh', 'warm', 'purge'];
  const hours = log.metricHours();
  return [
    `Metrics sent: ${names.map((name) => `${name} ${log.metrics(name)}`).join(', ')}`,
    `Metrics times hours in which they were: ${names.map((name) => `${name} ${hours.get(name) ?? 0}`).join(', ')}`,
    `Cold starts: ${log.starts().join(', ')} ms`,
  ].join('\n');
};

if (import.meta.main) {
  // `redis` or `alone`: one of the two only.
  const [, , only] = process.argv;
  const wanted = [false, true].filter((redis) => only === undefined || only === (redis ? 'redis' : 'alone'));
  const bundles = await buildBundles({ log: () => undefined });
  try {
    if (!(await runOperations(bundles, (text) => process.stdout.write(text), wanted))) process.exitCode = 1;
  } finally {
    await bundles.close();
  }
}
