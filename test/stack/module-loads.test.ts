import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { espnVariables, stackVariables } from '../../infra/local/stack/variables.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { ask } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';

let bundles: Bundles;
let stack: Stack;

beforeAll(async () => {
  bundles = await realBundles();
  stack = await startStack({ bundles, environments: 1, variables: GENEROUS_LIMITS });
});
afterAll(async () => {
  await stack.close();
});

interface Loads {
  readonly from: string;
  /** Files of the bundle that this question made the process load. */
  readonly loaded: readonly { readonly file: string; readonly bytes: number }[];
  /** Node's fetch is there: 35 ms of CPU. */
  readonly fetches: boolean;
}

/** Asks a new process, one that has nothing in memory, on the tiers of the running stack. */
const askNewProcess = async (...ids: readonly string[]): Promise<readonly Loads[]> => {
  const { upstream, redis, dynamodb } = stack;
  if (upstream === undefined) throw new Error('the stack has a simulated provider');
  const events = ids.map((id) =>
    JSON.stringify({ routeKey: ROUTE.player, headers: {}, pathParameters: { league: 'nfl', player: id } }),
  );
  const script = join(import.meta.dirname, 'fixtures', 'module-loads.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, bundles.taskRoot, ...events], {
    env: {
      ...stackVariables({ upstream: espnVariables({ url: upstream.url, label: 'simulated-1' }), redis, dynamodb }),
      ...GENEROUS_LIMITS,
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    },
    timeout: 20_000,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Loads);
};

const bytesOf = (loads: Loads | undefined): number => (loads?.loaded ?? []).reduce((sum, { bytes }) => sum + bytes, 0);

describe('a new environment', () => {
  it('answers from Redis without loading the AWS SDK, and loads it for the first thing Redis does not have', async () => {
    await ask(`${stack.url}/v1/nfl/players/3139477`);
    const [hit, miss] = await askNewProcess('3139477', '4262921');
    expect(hit?.from).toMatch(/^l2; hit/);
    // It was all loaded while the environment was initialised, with a whole core.
    expect(hit?.loaded).toEqual([]);
    expect(miss?.from).toMatch(/^l3; fwd=miss/);
    expect(miss?.loaded.map(({ file }) => file.replace(/-\w+\.mjs$/, ''))).toContain('client');
    expect(bytesOf(miss)).toBeGreaterThan(200_000);
  });

  it('does without fetch, whether Redis, the table or the provider answers', async () => {
    const answers = await askNewProcess('3139477', '4262921', '3918298');
    expect(answers.map(({ fetches }) => fetches)).toEqual([false, false, false]);
  });
});
