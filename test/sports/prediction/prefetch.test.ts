import { describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import type { PlayerId, SeasonType, TeamId } from '../../../lib/sports/model/index.ts';
import { createPrefetch } from '../../../lib/sports/prediction/prefetch.ts';
import { UpstreamError, type Capability } from '../../../lib/sports/upstream/index.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const [MAHOMES, PARSONS, RAMS_YOUNG, KC_JACKSON] = ['3139477', '4361423', '4428633', '3916387'];

const message = (player: string, season?: number) => ({
  kind: 'predict' as const,
  namespace: 'nfl' as const,
  player: player as PlayerId,
  type: 'regular' as SeasonType,
  ...(season !== undefined && { season }),
});

const createWorld = (capabilities?: readonly Capability[]) => {
  const clock = createFakeClock();
  const upstream = createFakeUpstream(capabilities === undefined ? {} : { capabilities });
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  const domain = createDomain({ upstream, clock, shared, loadReason: () => 'predict' });
  const { cache, resources, drain } = domain;
  const popular = [RAMS_YOUNG, MAHOMES].map((id, index) => ({
    id: id as PlayerId,
    score: 9 - index,
    asked: 9 - index,
  }));
  const prefetch = createPrefetch({
    cache,
    resources,
    upstream,
    popularity: { top: () => Promise.resolve(popular) },
    currentSeason: () => Promise.resolve(2025),
    clock,
  });
  const line = (id: string, season: number) =>
    resources.statLine({ league: 'nfl', id: id as PlayerId, type: 'regular' }, season);
  /** Has the directory held, and forgets what that cost. */
  const withDirectory = async (): Promise<void> => {
    await cache.read(resources.directory('nfl'));
    await drain();
    upstream.asked();
  };
  return { clock, upstream, shared, domain, prefetch, line, withDirectory };
};

const always = (): boolean => true;

describe('a prediction', () => {
  it('loads popular players and team-mates at the same position, so that the next question costs no call', async () => {
    const { upstream, domain, prefetch, line, withDirectory } = createWorld();
    await withDirectory();
    expect(await prefetch(message(PARSONS, 2024), always)).toEqual({ planned: 1, held: 0, loaded: 1 });
    await domain.drain();
    upstream.asked();
    expect((await domain.cache.read(line(RAMS_YOUNG, 2024))).kind).toBe('value');
    expect(upstream.asked()).toEqual([]);
  });

  it('is the load reason of what it loads', async () => {
    const { shared, domain, prefetch, line, withDirectory } = createWorld();
    await withDirectory();
    await prefetch(message(MAHOMES, 2024), always);
    await domain.drain();
    expect(shared[0]?.entry(line(KC_JACKSON, 2024).key)?.loadReason).toBe('predict');
  });

  it('looks for the table of the season only where a line lacks', async () => {
    const { clock, shared, domain, prefetch, line, withDirectory } = createWorld();
    await withDirectory();
    await domain.cache.read(line(KC_JACKSON, 2025));
    await domain.drain();
    clock.advance(minutes(1));
    const before = shared[0]?.trips().gets ?? Number.NaN;
    expect(await prefetch(message(MAHOMES, 2025), always)).toEqual({ planned: 1, held: 1, loaded: 0 });
    // The purge log alone: memory has the rest.
    expect(shared[0]?.trips().gets).toBe(before + 1);
  });

  it('loads nothing that is cached', async () => {
    const { clock, upstream, domain, prefetch, line, withDirectory } = createWorld();
    await withDirectory();
    await domain.cache.read(line(KC_JACKSON, 2024));
    await domain.drain();
    upstream.asked();
    expect(await prefetch(message(MAHOMES, 2024), always)).toEqual({ planned: 1, held: 1, loaded: 0 });
    clock.advance(minutes(1));
    expect(upstream.asked()).toEqual([]);
  });

  it('does not load a line that the cached table of the season lacks', async () => {
    const { upstream, domain, prefetch, withDirectory } = createWorld();
    await withDirectory();
    const mates = await prefetch(message(PARSONS, 2024), always);
    const { cache, resources, drain } = domain;
    await cache.purge('nfl', ['stats']);
    await cache.read(
      resources.seasonTable({ league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 }),
    );
    await cache.purge('nfl', [`player:${RAMS_YOUNG}`]);
    await drain();
    upstream.asked();
    expect(await prefetch(message(PARSONS, 2024), always)).toEqual({ ...mates, held: 1, loaded: 0 });
    expect(upstream.asked()).toEqual([]);
  });

  it('is of the current season where none was asked for', async () => {
    const { upstream, prefetch, withDirectory } = createWorld(['everyPlayer', 'live']);
    await withDirectory();
    await prefetch(message(MAHOMES), always);
    expect(upstream.asked().filter((call) => call.startsWith('seasonStats'))).toEqual([
      `seasonStats ${MAHOMES} 2024`,
      `seasonStats ${MAHOMES} 2023`,
      `seasonStats ${KC_JACKSON} 2025`,
    ]);
  });

  it("reads the player's roster where there is no directory, and is empty where neither is cached", async () => {
    const { upstream, domain, prefetch } = createWorld();
    expect(await prefetch(message(MAHOMES, 2024), always)).toEqual({ planned: 0, held: 0, loaded: 0 });
    expect(upstream.asked()).toEqual([]);
    await domain.cache.read(domain.resources.player('nfl', MAHOMES as PlayerId));
    await domain.cache.read(domain.resources.roster('nfl', '12' as TeamId));
    await domain.drain();
    expect(await prefetch(message(MAHOMES, 2024), always)).toMatchObject({ planned: 1, loaded: 1 });
  });

  it('ends at once when the budget does, and is no error', async () => {
    const { upstream, prefetch, withDirectory } = createWorld(['everyPlayer', 'live']);
    await withDirectory();
    const spent = new UpstreamError('over-budget', 'Nothing left for guesses today');
    upstream.fail(spent);
    const { loaded, stopped } = await prefetch(message(MAHOMES), always);
    expect([loaded, stopped]).toEqual([0, spent]);
    // The two lanes had begun; the third line was not asked for.
    expect(upstream.asked().filter((call) => call.startsWith('seasonStats'))).toHaveLength(2);
  });

  it('ends when its time does', async () => {
    const { upstream, prefetch, withDirectory } = createWorld();
    await withDirectory();
    const { loaded, stopped } = await prefetch(message(MAHOMES, 2024), () => false);
    expect([loaded, String(stopped)]).toEqual([0, 'Error: No time left for speculative loads']);
    expect(upstream.asked()).toEqual([]);
  });
});
