import type { Bundles } from '../../infra/local/stack/stack.ts';
import { ask, type Seen } from '../../test/support/ask.ts';
import type { ProxyFault } from '../../test/support/fault-proxy.ts';
import { startStackWithFaults } from '../../test/support/stack-with-faults.ts';

const REDIS_FAULTS: readonly ProxyFault[] = ['refused', 'silent', 'garbage', 'not-json', 'error500', 'slow'];
const TABLE_FAULTS: readonly ProxyFault[] = ['refused', 'silent', 'throttled', 'error500', 'slow'];
const PROVIDER_FAULTS = ['error500', 'html403', '429', 'truncated', 'empty'] as const;

const ENVIRONMENTS = 3;
const ROUNDS = 3;
const SEASON = 2024;
// Cold for every fault: nobody has asked for these players before it.
const PLAYERS_PER_FAULT = 4;

interface Tally {
  answered: number;
  /** Answers that were not the player's own line. */
  wrong: number;
  /** Refused with a reason: right where nothing is cached and nobody can be asked. */
  unavailable: number;
  /** Any other answer. */
  failed: number;
}

/** Breaks each neighbour in each way while cold and warm players are asked for by all environments at once. */
export const attackNeighbours = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const faulty = await startStackWithFaults({ bundles, environments: ENVIRONMENTS });
  const { stack, redis, table } = faulty;
  const { upstream } = stack;
  if (upstream === undefined) throw new Error('The stack has no simulated provider');
  try {
    const roster = await ask(`${stack.url}/v1/nfl/teams/KC/roster`);
    const ids = (roster.json as { readonly players: readonly { readonly id: string }[] }).players.map(({ id }) => id);
    const fresh = ids.values();
    const faults: readonly (readonly [string, () => void, () => void])[] = [
      ...REDIS_FAULTS.map((fault) => [`Redis ${fault}`, () => redis.set(fault), () => redis.set('none')] as const),
      ...TABLE_FAULTS.map((fault) => [`table ${fault}`, () => table.set(fault), () => table.set('none')] as const),
      ...PROVIDER_FAULTS.map(
        (fail) =>
          [`provider ${fail}`, () => upstream.configure({ fail }), () => upstream.configure({ fail: 'none' })] as const,
      ),
    ];
    let met = true;
    const warm = '3139477';
    await askAll(stack.url, [warm], emptyTally());
    print(`${'fault'.padEnd(20)}${['answered', 'wrong', '503', 'failed'].map((name) => name.padStart(10)).join('')}\n`);
    for (const [name, begin, end] of faults) {
      const cold = Array.from({ length: PLAYERS_PER_FAULT }, () => fresh.next().value).filter((id) => id !== undefined);
      const tally = emptyTally();
      begin();
      for (let round = 0; round < ROUNDS; round += 1) await askAll(stack.url, [warm, ...cold], tally);
      end();
      const isProvider = name.startsWith('provider');
      const isMet = tally.wrong === 0 && tally.failed === 0 && (isProvider || tally.unavailable === 0);
      met &&= isMet;
      const cells = [tally.answered, tally.wrong, tally.unavailable, tally.failed];
      print(
        `${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(10)).join('')}  ${isMet ? 'met' : 'SHORT'}\n`,
      );
    }
    return met;
  } finally {
    await faulty.close();
  }
};

const emptyTally = (): Tally => ({ answered: 0, wrong: 0, unavailable: 0, failed: 0 });

const askAll = async (url: string, ids: readonly string[], tally: Tally): Promise<void> => {
  const questions = ids.flatMap((id) =>
    Array.from({ length: ENVIRONMENTS }, async (_, index) => {
      const path = `/v1/nfl/players/${id}/stats?season=${SEASON}`;
      count(tally, id, await ask(url + path, { environment: index + 1 }));
    }),
  );
  await Promise.all(questions);
};

const count = (tally: Tally, id: string, { status, json }: Seen): void => {
  const body = (json ?? {}) as {
    readonly code?: string;
    readonly season?: number;
    readonly player?: { readonly id?: string };
  };
  if (status === 200) {
    tally.answered += 1;
    if (body.player?.id !== id || body.season !== SEASON) tally.wrong += 1;
    return;
  }
  // Rookies have no line of that season: an answer like any other.
  if (status === 404 && body.code === 'no-stats') tally.answered += 1;
  else if (status === 503 && body.code === 'upstream-unavailable') tally.unavailable += 1;
  else tally.failed += 1;
};
