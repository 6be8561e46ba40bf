import { setTimeout as pause } from 'node:timers/promises';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import type { Bundles } from '../../infra/local/stack/stack.ts';
import { minutes, seconds } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../../test/support/ask.ts';
import type { ProxyFault } from '../../test/support/fault-proxy.ts';
import { startStackWithFaults, type StackWithFaults } from '../../test/support/stack-with-faults.ts';

// No window of moves is open, and the purge function only compares its logs.
const START = Date.UTC(2025, 9, 1, 15);
const ENVIRONMENTS = 3;
const ROUNDS = Number(process.env.ROUNDS ?? 6);
const WINDOW_MS = seconds(1);
// Where an environment could ask no tier at the window's end it asks again within five seconds.
const SEEN_WITHIN_MS = WINDOW_MS + seconds(5);
const WATCHED_MS = seconds(1);
const READ_EVERY_MS = 40;
// A purge that fails within this time has not been tried more than once.
const LEAST_MS = seconds(1);
const MAHOMES = '3139477';
const ROSTER = '/v1/nfl/teams/KC/roster';

interface Phase {
  readonly name: string;
  readonly redis: readonly [ProxyFault, number];
  readonly table: readonly [ProxyFault, number];
  /** Purges are taken all the same. */
  readonly isTaken: boolean;
}

const both = (fault: ProxyFault, name: string): Phase => ({
  name: `${name}, 25 % of all`,
  redis: [fault, 0.25],
  table: [fault, 0.25],
  isTaken: true,
});

const PHASES: readonly Phase[] = [
  { name: 'no fault', redis: ['none', 1], table: ['none', 1], isTaken: true },
  both('refused', 'resets'),
  both('silent', 'silence'),
  both('error500', '500s'),
  both('garbage', 'garbage'),
  { name: 'Redis silent', redis: ['silent', 1], table: ['none', 1], isTaken: false },
  { name: 'table answers 500', redis: ['none', 1], table: ['error500', 1], isTaken: false },
  { name: 'garbage from Redis', redis: ['garbage', 1], table: ['none', 1], isTaken: false },
  { name: 'garbage from the table', redis: ['none', 1], table: ['garbage', 1], isTaken: false },
  { name: 'resets by both', redis: ['refused', 1], table: ['refused', 1], isTaken: false },
];

interface Tally {
  taken: number;
  incomplete: number;
  refused: number;
  reads: number;
  failed: number;
  /** Reads told what was so before a purge that was reported done longer ago than it may stay unseen. */
  old: number;
  slowest: number;
  finished: boolean;
}

/** Trades a player, purges, and reads on, while Redis and the table fail; then whether the purge function finishes it. */
export const attackPurges = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const columns = ['taken', 'incomplete', 'refused', 'slowest ms', 'reads', 'failed', 'old', 'finished'];
  print(`${'fault'.padEnd(24)}${columns.map((name) => name.padStart(12)).join('')}\n`);
  let met = true;
  for (const phase of PHASES) {
    const tally = await attack(bundles, phase);
    const isMet =
      tally.refused === 0 && tally.old === 0 && tally.finished && (!phase.isTaken || tally.taken === ROUNDS);
    met &&= isMet;
    const { taken, incomplete, refused, slowest, reads, failed, old, finished } = tally;
    const cells = [taken, incomplete, refused, slowest, reads, failed, old, finished ? 'yes' : 'no'];
    print(
      `${phase.name.padEnd(24)}${cells.map((cell) => String(cell).padStart(12)).join('')}  ${isMet ? 'met' : 'SHORT'}\n`,
    );
  }
  return met;
};

const attack = async (bundles: Bundles, phase: Phase): Promise<Tally> => {
  const clock = createStackClock({ start: START });
  const faulty = await startStackWithFaults({
    bundles,
    clock,
    environments: ENVIRONMENTS,
    variables: { [ENV.coherenceWindow]: String(WINDOW_MS), [ENV.leagues]: 'nfl' },
  });
  const { stack, redis, table } = faulty;
  const tally: Tally = {
    taken: 0,
    incomplete: 0,
    refused: 0,
    reads: 0,
    failed: 0,
    old: 0,
    slowest: 0,
    finished: false,
  };
  /** Whether the player is on the roster, and since when every answer must say so. */
  const truth = { isHere: true, from: Infinity };
  const reading = new AbortController();
  try {
    // The purge function's environment has begun long ago, and would not prune for another hour.
    await runPurgeFunction(faulty);
    await Promise.all(Array.from({ length: ENVIRONMENTS }, (_, index) => isOnRoster(faulty, index + 1)));
    const readers = Array.from({ length: ENVIRONMENTS }, (_, index) =>
      readOn(faulty, index + 1, truth, tally, reading.signal),
    );
    redis.set(...phase.redis);
    table.set(...phase.table);
    for (let round = 0; round < ROUNDS; round += 1) {
      truth.from = Infinity;
      truth.isHere = !truth.isHere;
      stack.upstream?.trade({ league: 'nfl', athleteId: MAHOMES, to: truth.isHere ? 'KC' : 'BUF' });
      const isTaken = await purge(faulty, 1 + (round % ENVIRONMENTS), tally);
      if (!isTaken) continue;
      truth.from = Date.now() + SEEN_WITHIN_MS;
      await pause(SEEN_WITHIN_MS + WATCHED_MS);
    }
    reading.abort();
    await Promise.all(readers);
    redis.set('none');
    table.set('none');
    clock.advance(minutes(10));
    await stack.workOffQueue();
    await runPurgeFunction(faulty);
    tally.finished = await holdsEverywhere(faulty, truth.isHere);
    return tally;
  } finally {
    reading.abort();
    await faulty.close();
  }
};

const purge = async ({ stack }: StackWithFaults, environment: number, tally: Tally): Promise<boolean> => {
  const started = Date.now();
  const body = { league: 'nfl', scope: 'team:12' };
  const { status, headers } = await ask(`${stack.url}/v1/admin/purge`, { environment, body });
  const elapsed = Date.now() - started;
  tally.slowest = Math.max(tally.slowest, elapsed);
  if (status === 200) tally.taken += 1;
  else if (status !== 503 || elapsed < LEAST_MS || headers.get('retry-after') === null) tally.refused += 1;
  else tally.incomplete += 1;
  return status === 200;
};

const isOnRoster = async ({ stack }: StackWithFaults, environment: number): Promise<boolean | undefined> => {
  const { status, json } = await ask(stack.url + ROSTER, { environment });
  if (status !== 200) return undefined;
  return (json as { readonly players: readonly { readonly id: string }[] }).players.some(({ id }) => id === MAHOMES);
};

const readOn = async (
  faulty: StackWithFaults,
  environment: number,
  truth: { readonly isHere: boolean; readonly from: number },
  tally: Tally,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const { isHere, from } = truth;
    const started = Date.now();
    const seen = await isOnRoster(faulty, environment);
    tally.reads += 1;
    if (seen === undefined) tally.failed += 1;
    else if (started >= from && truth.from === from && seen !== isHere) tally.old += 1;
    await pause(READ_EVERY_MS);
  }
};

const runPurgeFunction = async ({ stack }: StackWithFaults): Promise<void> => {
  for (const { rule, run } of stack.schedules.due()) if (rule === 'purge') await run();
};

/** What new environments are told that can ask one of the tiers only. */
const holdsEverywhere = async (faulty: StackWithFaults, isHere: boolean): Promise<boolean> => {
  const { stack, redis, table } = faulty;
  for (const down of [redis, table]) {
    await Promise.all(Array.from({ length: ENVIRONMENTS }, (_, index) => stack.api.kill(index + 1)));
    down.set('refused');
    const seen = await isOnRoster(faulty, 1);
    down.set('none');
    if (seen !== isHere) return false;
  }
  return true;
};
