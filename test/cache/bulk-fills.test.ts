import { beforeEach, describe, expect, it } from 'vitest';
import { minutes, type SharedTier } from '../../lib/cache/index.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

const SEASONS = ['2022', '2023', '2024'];

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

const environment = (shared: readonly SharedTier[] = [l2, l3]): Environment =>
  createEnvironment({
    clock,
    shared,
    pause: async () => {
      for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    },
  });

const seasonOf = (season: string) => upstream.batchQuery('career', season, SEASONS);

const ask = async ({ cache, drain }: Environment, ...seasons: readonly string[]): Promise<readonly string[]> => {
  const answers = await cache.readMany(seasons.map(seasonOf));
  await drain();
  return answers.map((answer) => {
    if (answer.kind === 'failed') return 'failed';
    return answer.served.by === 'tier' ? answer.served.tier : 'upstream';
  });
};

const heldIn = (tier: MemorySharedTier): readonly string[] =>
  SEASONS.filter((season) => tier.entry(seasonOf(season).key) !== undefined);

describe('a load that yields what nobody asked for', () => {
  it('fills the nearer tier with what was asked for, and the farthest with all of it', async () => {
    await ask(environment(), '2023');
    expect([heldIn(l2), heldIn(l3)]).toEqual([['2023'], SEASONS]);
  });

  it('fills every tier with a single other entry, which costs as much as to forget it', async () => {
    await ask(environment(), '2023', '2024');
    expect([heldIn(l2), heldIn(l3)]).toEqual([SEASONS, SEASONS]);
  });

  it('fills a nearer tier that cannot forget with all of it', async () => {
    const keeping: SharedTier = { ...l2 };
    delete keeping.deleteMany;
    await ask(environment([keeping, l3]), '2023');
    expect(heldIn(l2)).toEqual(SEASONS);
  });

  it('fills the only tier with all of it', async () => {
    await ask(environment([l3]), '2023');
    expect(heldIn(l3)).toEqual(SEASONS);
  });

  it('leaves it to the nearer tier while the farthest is out', async () => {
    l3.break('refuses');
    await ask(environment(), '2023');
    expect(heldIn(l2)).toEqual(SEASONS);
  });

  it('answers the next question for it from memory, and elsewhere from the farthest tier, once', async () => {
    const here = environment();
    await ask(here, '2023');
    expect(await ask(here, '2022')).toEqual(['l1']);
    expect(await ask(environment(), '2022')).toEqual(['l3']);
    expect(await ask(environment(), '2022')).toEqual(['l2']);
    expect(upstream.loads()).toBe(1);
  });

  it('has the nearer tier forget what it has of it, however fresh that is', async () => {
    await ask(environment(), '2022', '2023');
    const { loadedAt } = l2.entry(seasonOf('2022').key) ?? { loadedAt: 0 };
    clock.advance(minutes(20));
    await ask(environment(), '2023');
    expect(heldIn(l2)).toEqual(['2023']);
    expect(await ask(environment(), '2022')).toEqual(['l3']);
    expect(l2.entry(seasonOf('2022').key)?.loadedAt).toBe(loadedAt + minutes(20));
  });

  it('has it forgotten only when the farthest tier keeps it', async () => {
    await ask(environment(), '2022');
    await ask(environment(), '2023');
    await ask(environment(), '2024');
    clock.advance(minutes(20));
    l3.break('refuses');
    const { cache, drain } = environment();
    await cache.readMany([seasonOf('2023')]);
    await drain();
    expect(SEASONS.map((season) => l2.entry(seasonOf(season).key)?.loadedAt)).toEqual(SEASONS.map(() => clock.now()));
  });

  it('is found by an environment that waits for another key of the same load', async () => {
    const [here, elsewhere] = [environment(), environment()];
    expect(await Promise.all([ask(here, '2023'), ask(elsewhere, '2022')])).toEqual([['upstream'], ['l3']]);
    expect(upstream.loads()).toBe(1);
  });
});

describe('what only the farthest tier has', () => {
  beforeEach(async () => {
    await ask(environment(), '2023');
    for (const season of SEASONS) l2.evict(seasonOf(season).key);
  });

  it('is copied to the nearer one for somebody who is answered with it', async () => {
    expect(await ask(environment(), '2023')).toEqual(['l3']);
    expect(heldIn(l2)).toEqual(['2023']);
  });

  it('is not where it is only weighed', async () => {
    const { cache, drain } = environment();
    expect(await cache.recallAll([seasonOf('2023')])).toMatchObject([{ isHidden: false }]);
    await drain();
    expect(heldIn(l2)).toEqual([]);
  });

  it('is not where nobody is answered', async () => {
    const { cache, drain } = createEnvironment({ clock, shared: [l2, l3], promotes: false });
    expect(await cache.getAllPresent([seasonOf('2023')])).toMatchObject([{ kind: 'value' }]);
    await drain();
    expect(heldIn(l2)).toEqual([]);
  });
});
