import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFixtures, type Bundles } from '../fixtures/bundled.ts';
import { isLiving, isStopped } from '../fixtures/living.ts';

let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundleFixtures('obedient');
});
afterAll(() => bundles.remove());

/** Starts a process with two environments, one waiting and one in an invocation that never ends. */
const startParent = async (...mode: readonly string[]) => {
  const script = join(import.meta.dirname, '..', 'fixtures', 'dying-parent.ts');
  const parent = spawn(process.execPath, [script, bundles.taskRoot('obedient'), ...mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const [waiting = 0, busy = 0, ...others] = line.toString('utf8').trim().split(' ').map(Number);
  return {
    waiting,
    pids: [waiting, busy, ...others],
    kill: async () => {
      parent.kill('SIGKILL');
      await once(parent, 'exit');
    },
  };
};

const allGone = (pids: readonly number[]) =>
  expect.poll(() => pids.filter(isLiving), { timeout: 5000, interval: 10 }).toEqual([]);

describe('environments end with the stack, even when it is killed', () => {
  it('by themselves', async () => {
    const { pids, kill } = await startParent();
    expect(pids.map(isLiving)).toEqual([true, true]);
    await kill();
    await allGone(pids);
  });

  it('by the watchdog when they are frozen, and the watchdog with them', async () => {
    const { pids, waiting, kill } = await startParent('freeze');
    expect(pids.map(isLiving)).toEqual([true, true, true]);
    await expect.poll(() => isStopped(waiting), { interval: 2 }).toBe(true);
    await kill();
    await allGone(pids);
  });
});
