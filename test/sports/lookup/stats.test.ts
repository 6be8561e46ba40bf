import { expect, it } from 'vitest';
import type { Query } from '../../../lib/cache/index.ts';
import { createNameResolver } from '../../../lib/sports/lookup/resolver.ts';
import { createBatchStats } from '../../../lib/sports/lookup/stats-batch.ts';
import { createStatsLookup } from '../../../lib/sports/lookup/stats.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { nameForm } from '../../../lib/sports/names/name-form.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

/** A domain that counts how many keys each look-up asks the tiers for. */
const createCounted = (upstream: Upstream = createFakeUpstream()) => {
  const clock = createFakeClock();
  const { cache, resources } = createDomain({ upstream, clock });
  const sizes: number[] = [];
  const counted = {
    ...cache,
    readMany<V>(queries: readonly Query<V>[]) {
      sizes.push(queries.length);
      return cache.readMany(queries);
    },
    getAllPresent<V>(queries: readonly Query<V>[]) {
      sizes.push(queries.length);
      return cache.getAllPresent(queries);
    },
  };
  const lookup = createStatsLookup({ cache: counted, resources });
  const resolver = createNameResolver({ cache: counted, resources, clock, canSearch: () => true });
  return { lookup, resources, sizes, batch: createBatchStats({ resolver, lookup, resources }) };
};

const of = (id: string) => ({ league: 'nfl', id: id as PlayerId, type: 'regular' }) as const;

it('reads the tiers once for stats that exist', async () => {
  const { lookup, resources, sizes } = createCounted();
  const known = of('3139477');
  expect(await lookup.ask([{ of: known, query: resources.statLine(known, 2024) }])).toMatchObject([{ kind: 'ok' }]);
  expect(sizes).toEqual([1]);
});

it('reads a player document only where there is no line', async () => {
  const { lookup, resources, sizes } = createCounted();
  const questions = ['3139477', '2'].map((id) => ({ of: of(id), query: resources.statLine(of(id), 2024) }));
  expect(await lookup.ask(questions)).toMatchObject([{ kind: 'ok' }, { kind: 'player-not-found' }]);
  expect(sizes).toEqual([2, 1]);
});

it('reads no player document of a player who was found by name: they exist', async () => {
  const { lookup, resources, sizes } = createCounted();
  const named = { ...of('200'), name: 'New Rookie' };
  const query = resources.statLine(named, 2024);
  expect(await lookup.ask([{ of: named, query }])).toMatchObject([{ kind: 'no-stats' }]);
  expect(sizes).toEqual([1, 1]);
});

it('fails where a line is absent and the player document fails: it may be either of the two', async () => {
  const error = new UpstreamError('timeout', 'in a test');
  const { lookup, resources } = createCounted({ ...createFakeUpstream(), player: () => Promise.reject(error) });
  // Whoever was found by name exists: the absence is cached, and the document is not.
  for (const [subject, outcome] of [
    [{ ...of('200'), name: 'New Rookie' }, { kind: 'no-stats' }],
    [of('200'), { kind: 'failed', error }],
  ] as const) {
    const question = { of: subject, query: resources.statLine(subject, 2024) };
    expect(await lookup.ask([question])).toMatchObject([outcome]);
  }
});

it('reads nothing for an empty list of questions', async () => {
  const { lookup, sizes } = createCounted();
  expect(await lookup.ask([])).toEqual([]);
  expect(sizes).toEqual([]);
});

it('never reads an empty list in a batch', async () => {
  const { batch, sizes } = createCounted();
  const request = { league: 'nfl', season: 2024, type: 'regular' } as const;
  await batch.ask({ ...request, ids: ['3139477' as PlayerId], names: [] });
  const names = ['Patrick Mahomes', 'Nobody Atall'].map((text) => ({ text, form: nameForm(text) }));
  await batch.ask({ ...request, ids: [], names });
  await batch.ask({ ...request, ids: [], names: names.slice(1) });
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes).not.toContain(0);
});
