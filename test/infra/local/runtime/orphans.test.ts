import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleFixtures } from '../fixtures/bundled.ts';
import { isLiving } from '../fixtures/living.ts';

it('environments end with the stack, even when it is killed', async () => {
  const bundles = await bundleFixtures('obedient');
  const script = join(import.meta.dirname, '..', 'fixtures', 'dying-parent.ts');
  const parent = spawn(process.execPath, [script, bundles.taskRoot('obedient')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pids = line.toString('utf8').trim().split(' ').map(Number);
  // One waits for an invocation, the other is in one that never ends.
  expect(pids.map(isLiving)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => pids.filter(isLiving), { timeout: 5000, interval: 10 }).toEqual([]);
  await bundles.remove();
});
