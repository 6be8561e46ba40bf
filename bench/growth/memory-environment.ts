import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, ENTRY_FILE } from '../../infra/build/bundle.ts';
import { startEnvironment, type Environment } from '../../infra/local/runtime/environment.ts';
import { ENV } from '../../lib/config.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { warmLeague, type League } from '../warm-league.ts';
import { eventOf, playersOf, told } from './events.ts';
import { MEMORY_SAMPLE, type MemorySamples } from './memory-sample.ts';

/** An environment of the api function with so much memory: as it is after its first answer, and when its L1 is full. */
export interface MeasuredEnvironment {
  /** Megabytes. */
  readonly memorySize: number;
  readonly idle: MemorySamples;
  readonly full: MemorySamples;
  /** What memory counts when it is full, and the most it may hold. */
  readonly counted: number;
  readonly maxBytes: number;
  readonly entries: number;
}

const BATCH = 100;

interface Probed extends Pick<Environment, 'run' | 'stop'> {
  readonly sample: () => Promise<MemorySamples>;
}

const start = async (league: League, memorySize: number, bootstrap: string): Promise<Probed> => {
  let onSample: (samples: MemorySamples) => void = () => undefined;
  const environment = await startEnvironment({
    name: 'api',
    taskRoot: league.taskRoot('api'),
    handler: 'lambda.handler',
    memorySize,
    bootstrap,
    variables: {
      ...league.variables,
      [ENV.dailyBudget]: '1000000',
      [ENV.minuteBudget]: '100000',
      POWERTOOLS_LOG_LEVEL: 'CRITICAL',
    },
    log(line) {
      if (line.startsWith(MEMORY_SAMPLE)) onSample(JSON.parse(line.slice(MEMORY_SAMPLE.length)) as MemorySamples);
    },
  });
  const failed = await environment.ready;
  if (failed !== undefined) throw new Error(failed.errorMessage);
  return {
    ...environment,
    sample: () =>
      new Promise((resolve) => {
        onSample = resolve;
        process.kill(environment.pid ?? 0, 'SIGUSR2');
      }),
  };
};

interface Usage {
  readonly memory: { readonly here: { readonly bytes: number; readonly maxBytes: number; readonly entries: number } };
}

const here = async (environment: Probed): Promise<Usage['memory']['here']> =>
  ((await told(environment, eventOf(ROUTE.usage, {}, { hours: '1' }))) as Usage).memory.here;

/** Batches of everybody, season after season, then careers as they are sent without gzip, until there is no room. */
const fillUp = async (environment: Probed, players: readonly string[]): Promise<void> => {
  const isFull = async (): Promise<boolean> => {
    const { bytes, maxBytes } = await here(environment);
    return bytes > 0.97 * maxBytes;
  };
  await told(environment, eventOf(ROUTE.autocomplete, {}, { q: 'jo' }));
  for (const season of [2025, 2024, 2023]) {
    for (let from = 0; from < players.length; from += BATCH) {
      const ids = players.slice(from, from + BATCH);
      await told(environment, eventOf(ROUTE.statsBatch, {}, {}, { player_ids: ids, season }));
      if (await isFull()) return;
    }
  }
  for (const [at, player] of players.entries()) {
    await told(environment, eventOf(ROUTE.stats, { player }));
    if (at % BATCH === 0 && (await isFull())) return;
  }
};

/** Environments of these sizes, one after the other, over one Redis: the first loads, the others find. */
export const measureEnvironments = async (memorySizes: readonly number[]): Promise<readonly MeasuredEnvironment[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-growth-'));
  // While nobody plays: what follows a game is fresh for a minute.
  const league = await warmLeague({ leagues: 'nfl' });
  try {
    await bundle({ entry: join(import.meta.dirname, 'memory-probe.ts'), outdir: folder });
    const measured: MeasuredEnvironment[] = [];
    for (const memorySize of memorySizes) {
      const environment = await start(league, memorySize, join(folder, ENTRY_FILE));
      await told(environment, eventOf(ROUTE.teams, {}));
      const idle = await environment.sample();
      await fillUp(environment, await playersOf(environment));
      const { bytes: counted, maxBytes, entries } = await here(environment);
      const full = await environment.sample();
      measured.push({ memorySize, idle, full, counted, maxBytes, entries });
      await environment.stop();
    }
    return measured;
  } finally {
    await league.close();
    await rm(folder, { recursive: true, force: true });
  }
};
