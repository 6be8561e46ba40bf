import type { Bundles } from '../../infra/local/stack/stack.ts';
import { mapConcurrent } from '../../lib/async/map-concurrent.ts';
import { ENV } from '../../lib/config.ts';
import { ask, type Seen } from '../../test/support/ask.ts';
import { startStackWithFaults, type StackWithFaults } from '../../test/support/stack-with-faults.ts';

const ENVIRONMENTS = 4;
const FLEET = Array.from({ length: ENVIRONMENTS }, (_, index) => index + 1);
const SHARES = [0.1, 0.5, 1];
const SEASON = 2024;
const HELD = 10;
// Two calls each, in each environment and share: more than one may make in a minute without counting them.
const COLD_BATCHES = 2;
const COLD_PER_BATCH = 20;
const ROUNDS = 3;
const PLAN = { perDay: 20_000, perMinute: 1200 };
// Of the day's calls: what environments may have taken and not used.
const MAX_STRANDED = PLAN.perDay * 0.01;
// As long as an environment leaves alone a table that did not answer.
const RECOVERY_MS = 5500;

interface Tally {
  questions: number;
  /** Not answered, or answered without a part, of what every environment had been asked before. */
  heldFailed: number;
  coldFailed: number;
  /** Of these, those that were refused although nothing was spent. */
  overBudget: number;
  /** Why parts of answers failed, or whole ones. */
  readonly reasons: Map<string, number>;
}

/** Throttles the table alone, in part and wholly, with a Redis and without one, while held and cold players are asked for. */
export const attackWithThrottledTable = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const columns = ['throttled', 'questions', 'held failed', 'cold failed', 'over-budget', 'calls', 'counted'];
  print(`${''.padEnd(16)}${columns.map((name) => name.padStart(12)).join('')}\n`);
  let met = true;
  for (const [name, variables] of [
    ['with Redis', {}],
    ['without Redis', { [ENV.redisUrl]: '', [ENV.redisToken]: '' }],
  ] as const) {
    const faulty = await startStackWithFaults({
      bundles,
      environments: ENVIRONMENTS,
      dailyBudget: PLAN.perDay,
      variables: { [ENV.minuteBudget]: String(PLAN.perMinute), ...variables },
    });
    try {
      if (!(await throttle(faulty, (cells, isMet) => print(row(name, cells, isMet)), print))) met = false;
    } finally {
      await faulty.close();
    }
  }
  return met;
};

const row = (name: string, cells: readonly string[], isMet: boolean): string =>
  `${name.padEnd(16)}${cells.map((cell) => cell.padStart(12)).join('')}  ${isMet ? 'met' : 'SHORT'}\n`;

const throttle = async (
  { stack, table }: StackWithFaults,
  tell: (cells: readonly string[], isMet: boolean) => void,
  print: (text: string) => void,
): Promise<boolean> => {
  const { upstream } = stack;
  if (upstream === undefined) throw new Error('The stack has no simulated provider');
  const ids = await playersOf(stack.url);
  const held = ids.slice(0, HELD);
  const cold = ids.slice(HELD).values();
  await askHeld(stack.url, held, emptyTally());
  let met = true;
  for (const share of SHARES) {
    const tally = emptyTally();
    table.set('throttled', share);
    await askHeld(stack.url, held, tally);
    await mapConcurrent(FLEET, FLEET.length, async (environment) => {
      for (let batch = 0; batch < COLD_BATCHES; batch += 1) {
        const fresh = Array.from({ length: COLD_PER_BATCH }, () => cold.next().value).filter((id) => id !== undefined);
        count(tally, 'coldFailed', await askBatch(stack.url, fresh, environment));
      }
    });
    for (let round = 1; round < ROUNDS; round += 1) await askHeld(stack.url, held, tally);
    table.set('none');
    await new Promise((resolve) => setTimeout(resolve, RECOVERY_MS));
    // Each enters what it could not count before the first call that it can.
    for (const environment of FLEET) {
      await ask(`${stack.url}/v1/nfl/players/${cold.next().value ?? ''}/stats?season=${SEASON}`, { environment });
    }
    const calls = upstream.calls().total;
    const counted = await countedCalls(stack.url);
    const isCounted = calls <= counted && counted - calls <= MAX_STRANDED;
    // Wholly throttled, the table counts nothing: each environment has sixty calls a minute then.
    const isAnswered = tally.heldFailed === 0 && (share === 1 || tally.coldFailed === 0);
    const isMet = isAnswered && tally.overBudget === 0 && isCounted;
    met &&= isMet;
    const { questions, heldFailed, coldFailed, overBudget } = tally;
    tell([`${share * 100} %`, ...[questions, heldFailed, coldFailed, overBudget, calls, counted].map(String)], isMet);
    if (tally.reasons.size > 0) print(`  failed: ${[...tally.reasons].map((each) => each.join(' × ')).join(', ')}\n`);
  }
  return met;
};

const emptyTally = (): Tally => ({ questions: 0, heldFailed: 0, coldFailed: 0, overBudget: 0, reasons: new Map() });

const askHeld = async (url: string, ids: readonly string[], tally: Tally): Promise<void> => {
  const single = FLEET.flatMap((environment) => ids.map((id) => ({ environment, id })));
  await mapConcurrent(single, FLEET.length * 2, async ({ environment, id }) =>
    count(tally, 'heldFailed', await ask(`${url}/v1/nfl/players/${id}/stats?season=${SEASON}`, { environment })),
  );
  await mapConcurrent(FLEET, FLEET.length, async (environment) =>
    count(tally, 'heldFailed', await askBatch(url, ids, environment)),
  );
};

const askBatch = (url: string, ids: readonly string[], environment: number): Promise<Seen> =>
  ask(`${url}/v1/nfl/players/stats`, { environment, body: { player_ids: ids, season: SEASON } });

const TEAMS = ['KC', 'BUF', 'DAL', 'PHI', 'SF', 'DET', 'GB', 'BAL', 'CIN', 'MIA', 'LAR', 'SEA'];

const playersOf = async (url: string): Promise<readonly string[]> => {
  const rosters = await mapConcurrent(TEAMS, FLEET.length, (team) => ask(`${url}/v1/nfl/teams/${team}/roster`));
  return rosters.flatMap(({ json }) =>
    (json as { readonly players: readonly { readonly id: string }[] }).players.map(({ id }) => id),
  );
};

const count = (tally: Tally, failed: 'heldFailed' | 'coldFailed', { status, json }: Seen): void => {
  const body = (json ?? {}) as {
    readonly code?: string;
    readonly results?: readonly { readonly status?: string; readonly reason?: string }[];
    readonly reason?: string;
  };
  tally.questions += 1;
  const parts = (body.results ?? []).filter((part) => part.status === 'unavailable');
  // Rookies have no line of that season: an answer like any other.
  const isAnswered = (status === 200 && parts.length === 0) || (status === 404 && body.code === 'no-stats');
  if (!isAnswered) tally[failed] += 1;
  if ([body, ...parts].some(({ reason }) => reason === 'over-budget')) tally.overBudget += 1;
  for (const { reason = body.code ?? String(status) } of isAnswered ? [] : parts.length > 0 ? parts : [body])
    tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1);
};

const countedCalls = async (url: string): Promise<number> => {
  const { json } = await ask(`${url}/v1/usage`);
  return (json as { readonly budget: { readonly spent: { readonly day: number } } }).budget.spent.day;
};
