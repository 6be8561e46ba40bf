import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { startSimulatedEspn } from '../../simulators/espn/index.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { findPython } from './find-python.ts';

const PYTHON = join(import.meta.dirname, '..', '..', 'docs', 'examples', 'python');
const NAMES = ['Patrick Mahomes', 'Micah Parsons'] as const;
const python = await findPython();

const linesOf = async (script: string, args: readonly string[], env: Record<string, string>): Promise<string[]> => {
  const { stdout } = await promisify(execFile)(python ?? '', [join(PYTHON, script), ...args], {
    env: { ...process.env, ...env },
  });
  return stdout.trim().split('\n');
};

describe.skipIf(python === undefined)('two players in Python', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ bundles: await realBundles(), environments: 1, variables: GENEROUS_LIMITS });
  });
  afterAll(() => stack.close());

  it('are 34 calls of the provider without a cache, each time', async () => {
    const espn = await startSimulatedEspn();
    try {
      for (const time of [1, 2]) {
        const lines = await linesOf('before.py', NAMES, { ESPN_SITE_URL: espn.url, ESPN_WEB_URL: espn.url });
        expect(lines.at(-1)).toBe('34 calls');
        expect(lines.length).toBe(3);
        expect(espn.calls().total).toBe(34 * time);
      }
    } finally {
      await espn.close();
    }
  });

  it('are one request of Statline, which costs at most four calls once and none again', async () => {
    const ask = (): Promise<string[]> => linesOf('bot.py', ['nfl', NAMES.join(), '2024'], { STATLINE_URL: stack.url });
    const lines = await ask();
    expect(lines).toEqual(NAMES.map((name) => expect.stringMatching(`^${name}, 2024: \\d`) as string));
    const calls = stack.upstream?.calls().total ?? 0;
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThanOrEqual(4);
    expect(await ask()).toEqual(lines);
    expect(stack.upstream?.calls().total).toBe(calls);
  });
});
