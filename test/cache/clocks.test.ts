import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, seconds, type Answer, type Query } from '../../lib/cache/index.ts';
import { entryOf } from '../support/entries.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, POLICY, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

let clock: FakeClock;
let l2: MemorySharedTier;
let l3: MemorySharedTier;
let upstream: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  l2 = createMemorySharedTier('l2', { clock });
  l3 = createMemorySharedTier('l3', { clock, durable: true });
  upstream = createFakeSource();
});

type Said = Answer<{ readonly load: number }>;

const environment = (of = clock): Environment => createEnvironment({ clock: of, shared: [l2, l3] });

const ask = async (
  { cache, drain }: Environment,
  query: Query<{ readonly load: number }> = upstream.query('player'),
): Promise<Said> => {
  const answer = await cache.read(query);
  await drain();
  return answer;
};

/** Milliseconds for which an answer may still be used as fresh. */
const leftOf = (answer: Said): number =>
  answer.kind === 'failed' ? 0 : Math.max(0, answer.entry.freshUntil - clock.now());

/** A clock that shows another time than this one, always by as much. */
const offBy = (ms: number): FakeClock => ({ now: () => clock.now() + ms, advance: (by) => clock.advance(by) });

describe('after the clock was set back by six hours', () => {
  it.each([
    ['the environment that loaded it', true],
    ['another environment', false],
  ])('an entry is loaded again by %s, and has no more time left than its policy gives', async (_, isSame) => {
    const first = environment();
    await ask(first);
    clock.advance(-hours(6));
    const answer = await ask(isSame ? first : environment());
    expect(answer).toMatchObject({ kind: 'value', served: { by: 'upstream' } });
    expect(leftOf(answer)).toBeLessThanOrEqual(POLICY.freshFor);
    expect(upstream.loads()).toBe(2);
    clock.advance(POLICY.freshFor - 1);
    await ask(environment());
    expect(upstream.loads()).toBe(2);
  });

  it('an absence is asked for again', async () => {
    upstream.mode = 'has-nothing';
    const first = environment();
    await ask(first);
    clock.advance(-hours(6));
    upstream.mode = 'answers';
    expect((await ask(environment())).kind).toBe('value');
    expect((await ask(first)).kind).toBe('value');
  });

  it('an entry stands in for a load that fails, and not for longer than its policy allows', async () => {
    await ask(environment());
    clock.advance(-hours(6));
    upstream.mode = 'fails';
    const answer = await ask(environment());
    expect(answer).toMatchObject({ kind: 'value', served: { state: 'stale-if-error' } });
    if (answer.kind !== 'value') return;
    expect(answer.entry.loadedAt).toBeLessThanOrEqual(clock.now() - POLICY.freshFor);
    expect(answer.entry.staleUntil).toBeLessThanOrEqual(clock.now() + POLICY.staleIfError);
  });

  it('a confirmed entry is no fresher than another', async () => {
    const confirmed: Query<{ readonly load: number }> = {
      ...upstream.query('player'),
      confirm: ({ value, loadedAt }) =>
        Promise.resolve({ key: cacheKey('player'), value, policy: POLICY, scopes: ['*'], loadedAt }),
    };
    await ask(environment(), confirmed);
    clock.advance(POLICY.freshFor + POLICY.staleWhileRevalidate);
    await ask(environment(), confirmed);
    expect(upstream.loads()).toBe(1);
    // To before it was confirmed, and not to before it was loaded.
    clock.advance(-minutes(8));
    const answer = await ask(environment());
    expect(leftOf(answer)).toBeLessThanOrEqual(POLICY.freshFor);
    expect(upstream.loads()).toBe(2);
  });

  it('memory asks for the purge log again: no purge is hidden for six hours', async () => {
    const first = environment();
    await ask(first);
    clock.advance(-hours(6));
    await ask(first);
    const before = l2.trips().gets;
    clock.advance(seconds(31));
    await ask(first);
    expect(l2.trips().gets).toBe(before + 1);
  });

  it('memory believes the log that it has read for no longer than its window', async () => {
    const first = environment();
    clock.advance(hours(6));
    await ask(first);
    clock.advance(-hours(6));
    expect(first.cache.coherentUntil('nfl', clock.now())).toBe(clock.now() + seconds(30));
    expect(first.cache.readFresh(upstream.query('player'))).toBeUndefined();
  });

  it('a failed load is tried again at once, by everybody', async () => {
    const first = environment();
    upstream.mode = 'fails';
    await ask(first);
    clock.advance(-hours(6));
    upstream.mode = 'answers';
    expect((await ask(environment())).kind).toBe('value');
    expect((await ask(first)).kind).toBe('value');
  });

  it('what no tier had is looked for again', async () => {
    const first = environment();
    await first.cache.getAllPresent([upstream.query('player')]);
    clock.advance(-hours(6));
    await ask(environment());
    const [found] = await first.cache.getAllPresent([upstream.query('player')]);
    expect(found?.kind).toBe('value');
  });

  it('a tier that was reported down before is asked again', async () => {
    await l3.reportDown('nfl', 'l2', clock.now() + seconds(10));
    clock.advance(-hours(6));
    const suspended: number[] = [];
    const guarded = { ...l2, available: () => true, suspend: (until: number) => void suspended.push(until) };
    const { cache } = createEnvironment({ clock, shared: [guarded, l3] });
    await cache.read(upstream.query('player'));
    expect(suspended).toEqual([]);
  });
});

describe('after the clock was set back by a millisecond', () => {
  it('memory answers as ever, with nothing from the future', async () => {
    const first = environment();
    await ask(first);
    clock.advance(-1);
    for (const answer of [await ask(first), ...(await first.cache.getAllPresent([upstream.query('player')]))]) {
      expect(answer).toMatchObject({ kind: 'value', served: { by: 'tier', tier: 'l1' } });
      if (answer?.kind === 'value') expect(answer.entry.loadedAt).toBeLessThanOrEqual(clock.now());
    }
    expect(upstream.loads()).toBe(1);
  });
});

describe('a clock that is a little ahead of another', () => {
  it.each([1, 50, 1000, 4999])('costs no load, and gives an entry no more time: %i ms', async (ms) => {
    await ask(environment(offBy(ms)));
    const answer = await ask(environment());
    expect(answer).toMatchObject({ served: { by: 'tier', state: 'fresh' } });
    expect(leftOf(answer)).toBeLessThanOrEqual(POLICY.freshFor);
    expect(answer.kind === 'value' && answer.entry.loadedAt).toBe(clock.now());
    expect(upstream.loads()).toBe(1);
  });
});

describe('whatever clocks show', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('ask' as const), environment: fc.nat(3), key: fc.constantFrom('a', 'b') }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: minutes(20) }) }),
    fc.record({
      do: fc.constant('set' as const),
      environment: fc.nat(3),
      to: fc.integer({ min: -hours(7), max: hours(7) }),
    }),
    fc.record({
      do: fc.constant('upstream' as const),
      mode: fc.constantFrom<FakeSource['mode']>('answers', 'fails', 'has-nothing'),
    }),
    fc.record({ do: fc.constant('restart' as const), environment: fc.nat(3) }),
  );

  it('no answer has more time left than its policy gives, or is older than nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const time = createFakeClock();
        const offsets = [0, 0, 0, 0];
        const clocks = offsets.map((_, index) => ({ now: () => time.now() + (offsets[index] ?? 0) }));
        const tiers = [
          createMemorySharedTier('l2', { clock: time }),
          createMemorySharedTier('l3', { clock: time, durable: true }),
        ];
        const source = createFakeSource();
        const start = (index: number): Environment => {
          const own = clocks[index];
          if (own === undefined) throw new RangeError('no such environment');
          return createEnvironment({ clock: own, shared: tiers });
        };
        const all = clocks.map((_, index) => start(index));
        for (const next of steps) {
          switch (next.do) {
            case 'ask': {
              const { cache, drain } = all[next.environment] ?? start(0);
              const answer = await cache.read(source.query(next.key));
              await drain();
              const now = clocks[next.environment]?.now() ?? 0;
              if (answer.kind === 'failed') break;
              const { loadedAt, freshUntil, staleUntil } = answer.entry;
              expect(loadedAt).toBeLessThanOrEqual(now);
              const given = answer.kind === 'absent' ? POLICY.absentFor : POLICY.freshFor;
              expect(freshUntil - now).toBeLessThanOrEqual(given);
              expect(staleUntil - now).toBeLessThanOrEqual(given + POLICY.staleIfError);
              expect(cache.coherentUntil('nfl', now)).toBeLessThanOrEqual(now + seconds(30));
              break;
            }
            case 'pass':
              time.advance(next.ms);
              break;
            case 'set':
              offsets[next.environment] = next.to;
              break;
            case 'upstream':
              source.mode = next.mode;
              break;
            case 'restart':
              all[next.environment] = start(next.environment);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('an entry of the tiers is read alike by both of them', async () => {
    const entry = entryOf(offBy(hours(6)), '{"load":7}', { scopes: ['*'] });
    await l3.setMany('nfl', new Map([[cacheKey('player'), entry]]));
    const [found] = await environment().cache.getAllPresent([upstream.query('player')]);
    expect(found).toMatchObject({ kind: 'value', served: { state: 'stale-while-revalidate' } });
  });
});
