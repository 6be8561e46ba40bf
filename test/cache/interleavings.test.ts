import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheKey, seconds, type Answer, type Query } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { POLICY } from '../support/fake-source.ts';
import { createMemorySharedTier } from '../support/memory-shared-tier.ts';
import { throughNetwork } from '../support/network.ts';

// Several environments share tiers. Every message between them, and every answer of the upstream, may be overtaken by
// any other. What is true upstream changes only with a trade, and every trade is followed by a purge.

type Step =
  | { readonly do: 'read'; readonly by: number }
  | { readonly do: 'trade'; readonly by: number }
  | { readonly do: 'wait'; readonly ms: number }
  /** So many messages arrive. */
  | { readonly do: 'go'; readonly turns: number }
  | { readonly do: 'flush' }
  | { readonly do: 'break'; readonly tier: number; readonly fault: 'none' | 'refuses' }
  | { readonly do: 'die'; readonly whom: number }
  | { readonly do: 'reconcile'; readonly by: number };

const ENVIRONMENTS = 3;
const who = fc.nat(ENVIRONMENTS - 1);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('read' as const), by: who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('trade' as const), by: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(500, 5000, 31_000) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('go' as const), turns: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'flush' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('break' as const),
      tier: fc.nat(1),
      fault: fc.constantFrom('none' as const, 'refuses' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('die' as const), whom: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconcile' as const), by: who }) },
);

type Scheduler = fc.Scheduler;

/** `far`: without Redis, as a deployment that has none. */
type Tiers = 'both' | 'far';

const createWorld = (scheduler: Scheduler, tiers: Tiers) => {
  const clock = createFakeClock();
  const l2 = createMemorySharedTier('l2', { clock });
  const l3 = createMemorySharedTier('l3', { clock, durable: true });
  /** What the upstream would answer now. */
  let truth = 0;
  const violations: string[] = [];

  const start = (): Member => {
    const life = { dead: false };
    const turn = async (): Promise<unknown> => {
      await scheduler.schedule(Promise.resolve());
      // A process that was killed never takes its next step.
      return life.dead ? new Promise(() => undefined) : undefined;
    };
    const query: Query<number> = {
      key: cacheKey('nfl:roster:12'),
      namespace: 'nfl',
      policy: POLICY,
      scopes: ['*', 'team:12'],
      source: {
        key: 'nfl:roster:12',
        async load() {
          await turn();
          const value = truth;
          await turn();
          return [{ key: cacheKey('nfl:roster:12'), value, policy: POLICY, scopes: ['*', 'team:12'] }];
        },
      },
      decode: (json) => json as number,
    };
    const shared = (tiers === 'both' ? [l2, l3] : [l3]).map((tier) => throughNetwork(tier, turn));
    return {
      environment: createEnvironment({ clock, shared, pause: () => turn().then(() => undefined) }),
      query,
      life,
    };
  };
  return {
    clock,
    l2,
    l3,
    start,
    members: Array.from({ length: ENVIRONMENTS }, start),
    violations,
    trade: () => (truth += 1),
    truth: () => truth,
  };
};

interface Member {
  readonly environment: Environment;
  readonly query: Query<number>;
  readonly life: { dead: boolean };
}

type World = ReturnType<typeof createWorld>;

const valueOf = (answer: Answer<number>): number => {
  if (answer.kind !== 'value') throw new Error(`The upstream always answers, this is ${answer.kind}`);
  return answer.value();
};

const memberOf = ({ members }: World, index: number): Member => {
  const member = members[index];
  if (member === undefined) throw new RangeError('no such environment');
  return member;
};

/** Begins what a step says; what it waits for goes on while later steps are taken. */
const begin = (world: World, next: Step, unfinished: Set<string>): void => {
  const { clock, l2, l3 } = world;
  switch (next.do) {
    case 'read': {
      const { environment, query } = memberOf(world, next.by);
      const known = purgedHere.get(environment) ?? 0;
      void environment.cache.read(query).then((answer) => {
        // A caller that asks after its own purge never gets what was cached before it.
        if (valueOf(answer) < known) world.violations.push(`told ${valueOf(answer)} after purging ${known}`);
      });
      return;
    }
    case 'trade': {
      const { environment } = memberOf(world, next.by);
      const version = world.trade();
      void environment.cache.purge('nfl', ['team:12']).then(
        () => purgedHere.set(environment, Math.max(version, purgedHere.get(environment) ?? 0)),
        () => unfinished.add('team:12'),
      );
      return;
    }
    case 'wait':
      clock.advance(next.ms);
      return;
    case 'go':
      return;
    case 'flush':
      l2.clear();
      return;
    case 'break':
      (next.tier === 0 ? l2 : l3).break(next.fault);
      return;
    case 'die':
      memberOf(world, next.whom).life.dead = true;
      // A purge that died on its way was never reported done; whoever ordered it orders it again.
      unfinished.add('team:12');
      world.members[next.whom] = world.start();
      return;
    case 'reconcile':
      void memberOf(world, next.by)
        .environment.cache.reconcile('nfl')
        .catch(() => unfinished.add('team:12'));
  }
};

const purgedHere = new WeakMap<Environment, number>();

const RUNS = Number(process.env.STATLINE_INTERLEAVINGS ?? 10_000);

describe.each<[string, Tiers, number]>([
  ['on Redis and DynamoDB', 'both', RUNS],
  ['on DynamoDB alone', 'far', RUNS / 5],
])('whatever overtakes what, %s', (_mode, tiers, runs) => {
  it(`a finished purge is never undone: here, elsewhere, or in any tier (${runs} interleavings)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 3, maxLength: 30 }), async (scheduler, steps) => {
        const world = createWorld(scheduler, tiers);
        const { clock, l2, l3, start } = world;
        const unfinished = new Set<string>();
        for (const next of steps) {
          begin(world, next, unfinished);
          for (let turn = 0; next.do === 'go' && turn < next.turns && scheduler.count() > 0; turn += 1) {
            await scheduler.waitNext(1);
          }
        }
        await scheduler.waitIdle();
        expect(world.violations).toEqual([]);
        l2.break('none');
        l3.break('none');
        const run = async <T>(work: Promise<T>): Promise<T> => scheduler.waitFor(work);

        // The purge function's next run, and the order again of what was not reported done.
        const [first] = world.members;
        if (first === undefined) throw new RangeError('no environment');
        await run(first.environment.cache.reconcile('nfl'));
        if (unfinished.size > 0) await run(first.environment.cache.purge('nfl', ['team:12']));
        // The coherence window.
        clock.advance(seconds(30));

        const everybody = [...world.members, start()];
        for (const { environment, query } of everybody) {
          expect(valueOf(await run(environment.cache.read(query)))).toBe(world.truth());
          await run(environment.drain());
        }
        l2.clear();
        const last = start();
        expect(valueOf(await run(last.environment.cache.read(last.query)))).toBe(world.truth());
      }),
      { numRuns: runs },
    );
  }, 600_000);
});
