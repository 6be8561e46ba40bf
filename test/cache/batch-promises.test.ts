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

let promises = 0;
const hook = createHook({ init: (_id, type) => void (promises += type === 'PROMISE' ? 1 : 0) });

/** How many promises it takes to answer so many questions. */
const promisesOf = async ({ cache, drain }: Environment, count: number): Promise<number> => {
  promises = 0;
  hook.enable();
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

it('a hit in memory gives everybody the one promise of what was decoded, until another entry has taken its place', async () => {
  const [query = upstream.query('player:0')] = queries;
  const { cache, drain } = createEnvironment({ clock, shared: [l2] });
  const valueOf = async (): Promise<unknown> => {
    const answer = await cache.read(query);
    return answer.kind === 'value' ? answer.value() : answer;
  };
  const loaded = await valueOf();
  await valueOf();
  await cache.read(query);
  promises = 0;
  hook.enable();
  const asked = [cache.read(query), cache.read(query)];
  hook.disable();
  expect(promises).toBe(0);
  expect(asked[0]).toBe(asked[1]);
  expect(await valueOf()).toBe(loaded);

  await cache.purge(query.namespace, query.scopes);
  await drain();
  const again = await valueOf();
  expect(again).not.toEqual(loaded);
  expect(await valueOf()).toBe(again);
});
