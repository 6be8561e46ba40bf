import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutes, seconds, type Answer } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSource, POLICY } from '../support/fake-source.ts';
import { createMemorySharedTier, type TierFault } from '../support/memory-shared-tier.ts';

type Step =
  | { readonly do: 'read'; readonly environment: number; readonly keys: readonly string[] }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'upstream'; readonly mode: 'answers' | 'fails' | 'has-nothing' }
  | { readonly do: 'break'; readonly tier: number; readonly fault: TierFault }
  | { readonly do: 'flush' }
  | { readonly do: 'restart'; readonly environment: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      environment: fc.nat(1),
      keys: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: minutes(90) }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('upstream' as const),
      mode: fc.constantFrom('answers' as const, 'fails' as const, 'has-nothing' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      tier: fc.nat(1),
      fault: fc.constantFrom<TierFault>('none', 'none', 'refuses'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'flush' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), environment: fc.nat(1) }) },
);

const createWorld = () => {
  const clock = createFakeClock();
  const shared = [
    createMemorySharedTier('l2', { clock }),
    createMemorySharedTier('l3', { clock, durable: true }),
  ] as const;
  const upstream = createFakeSource();
  const start = (): Environment => createEnvironment({ clock, shared });
  const environments = [start(), start()];
  /** When each load happened: what every answer is held against. */
  const loadedAt = new Map<number, number>();
  const lastAbsent = new Map<string, number>();
  return { clock, shared, upstream, start, environments, loadedAt, lastAbsent, lastFailure: Number.NEGATIVE_INFINITY };
};

type World = ReturnType<typeof createWorld>;

const read = async (world: World, environment: number, keys: readonly string[]): Promise<void> => {
  const { clock, upstream, loadedAt, lastAbsent } = world;
  const chosen = world.environments[environment];
  if (chosen === undefined) throw new RangeError('no such environment');
  const before = upstream.loads();
  const answers = await chosen.cache.readMany(keys.map(upstream.query));
  await chosen.drain();
  for (let load = before + 1; load <= upstream.loads(); load += 1) loadedAt.set(load, clock.now());
  // Time stands still during a read, so each distinct key was loaded once at most.
  expect(upstream.loads() - before).toBeLessThanOrEqual(new Set(keys).size);
  for (const [index, answer] of answers.entries()) check(world, keys[index] ?? '', answer);
  if (upstream.mode === 'fails') world.lastFailure = clock.now();
  if (upstream.loads() > before && upstream.mode === 'has-nothing')
    for (const key of keys) lastAbsent.set(key, clock.now());
};

const check = (world: World, key: string, answer: Answer<{ readonly load: number }>): void => {
  const now = world.clock.now();
  const { mode } = world.upstream;
  switch (answer.kind) {
    case 'value': {
      const age = now - (world.loadedAt.get(answer.value().load) ?? Number.NaN);
      expect(age).toBeLessThan(POLICY.freshFor + POLICY.staleIfError);
      // While the upstream answers nobody is shown more than the revalidation window allows.
      if (mode !== 'fails' && now - world.lastFailure >= seconds(30))
        expect(age).toBeLessThan(POLICY.freshFor + POLICY.staleWhileRevalidate);
      if (answer.served.by === 'tier' && answer.served.state === 'fresh') expect(age).toBeLessThan(POLICY.freshFor);
      return;
    }
    case 'absent':
      // Only an upstream that said so within absentFor makes a thing absent.
      expect(mode === 'has-nothing' || now - (world.lastAbsent.get(key) ?? -Infinity) < POLICY.absentFor).toBe(true);
      return;
    case 'failed':
      // Or it failed so recently that nobody tries again yet.
      expect(mode === 'fails' || now - world.lastFailure < seconds(30)).toBe(true);
  }
};

const take = async (world: World, next: Step): Promise<void> => {
  switch (next.do) {
    case 'read':
      return read(world, next.environment, next.keys);
    case 'wait':
      world.clock.advance(next.ms);
      return;
    case 'upstream':
      world.upstream.mode = next.mode;
      return;
    case 'break':
      world.shared[next.tier === 0 ? 0 : 1].break(next.fault);
      return;
    case 'flush':
      world.shared[0].clear();
      return;
    case 'restart':
      world.environments[next.environment] = world.start();
  }
};

describe('whatever happens', () => {
  it('no answer is older than its policy allows, no failure is an absence, no key is loaded twice in a read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
        const world = createWorld();
        for (const next of steps) await take(world, next);
      }),
      { numRuns: 500 },
    );
  });
});
