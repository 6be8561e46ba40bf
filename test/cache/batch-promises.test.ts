import { createHook } from 'node:async_hooks';
import { expect, it } from 'vitest';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier } from '../support/memory-shared-tier.ts';

const clock = createFakeClock();
const upstream = createFakeSource();
const l2 = createMemorySharedTier('l2', { clock });
const queries = Array.from({ length: 50 }, (_, player) => upstream.query(`player:${player}`));

/** How many promises it takes to answer so many questions. */
const promisesOf = async ({ cache, drain }: Environment, count: number): Promise<number> => {
  let promises = 0;
  const hook = createHook({ init: (_id, type) => void (promises += type === 'PROMISE' ? 1 : 0) }).enable();
  const answers = await cache.readMany(queries.slice(0, count));
  hook.disable();
  expect(answers.map((answer) => answer.kind)).toEqual(Array.from({ length: count }, () => 'value'));
  await drain();
  return promises;
};

it('a batch of hits in a shared tier makes as many promises for fifty questions as for two, and one in memory as many as none', async () => {
  await promisesOf(createEnvironment({ clock, shared: [l2] }), 50);
  const small = await promisesOf(createEnvironment({ clock, shared: [l2] }), 2);
  const here = createEnvironment({ clock, shared: [l2] });
  expect(await promisesOf(here, 50)).toBe(small);
  const none = await promisesOf(here, 0);
  expect(await promisesOf(here, 50)).toBe(none);
});
