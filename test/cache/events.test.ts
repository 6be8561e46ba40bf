import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryTier, minutes, type CacheEvent, type Query } from '../../lib/cache/index.ts';
import {
  ANY_SHARED_TIERS,
  createEnvironment,
  type Environment,
  type EnvironmentOptions,
} from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, POLICY, type FakeSource } from '../support/fake-source.ts';

interface Value {
  readonly load: number;
}

let clock: FakeClock;
let upstream: FakeSource;
let events: CacheEvent[];

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeSource();
  events = [];
});

/** Those of this kind, since the test began. */
const told = (kind: CacheEvent['kind']): readonly CacheEvent[] => events.filter((event) => event.kind === kind);

const read = async ({ cache, drain }: Environment, query: Query<Value>): Promise<void> => {
  await cache.read(query);
  await drain();
};

// Answers do not show these: an operator reads them in the log and in the metrics.
describe.each(ANY_SHARED_TIERS)('%s, an operator reads', (_tiers, shared) => {
  const start = (options: Partial<EnvironmentOptions> = {}): Environment => {
    const memory = createMemoryTier({ maxBytes: 1_000_000, cap: Infinity, clock });
    const observe = (event: CacheEvent): void => void events.push(event);
    return createEnvironment({ clock, shared: shared(clock), memory, observe, ...options });
  };

  it('nothing of hits where the observer does without', async () => {
    const here = start({ observesHits: false });
    await read(here, upstream.query('player'));
    await read(here, upstream.query('player'));
    expect(told('loaded')).toHaveLength(1);
    expect(told('hit')).toEqual([]);
  });

  it('that a refresh could not be handed over, and that the key was loaded here', async () => {
    const error = new Error('queue down');
    const here = start({ refresher: { refresh: () => Promise.reject(error) } });
    await read(here, upstream.query('player'));
    expect(told('refresh-failed')).toEqual([]);
    clock.advance(minutes(11));
    await read(here, upstream.query('player'));
    expect(told('refresh-failed')).toEqual([{ kind: 'refresh-failed', key: 'player', error }]);
    expect(told('load')).toHaveLength(2);
  });

  it('that a value was confirmed, and no load', async () => {
    const here = start();
    const query = upstream.query('player');
    await read(here, query);
    clock.advance(minutes(16));
    const confirm: Query<Value>['confirm'] = ({ value, loadedAt }) =>
      Promise.resolve({ key: query.key, value, loadedAt, policy: POLICY, scopes: ['*'] });
    await read(here, { ...query, confirm });
    expect(told('confirmed')).toEqual([{ kind: 'confirmed', key: 'player' }]);
    expect(told('confirm-failed')).toEqual([]);
    expect(told('load')).toHaveLength(1);
  });

  it('that a value could not be confirmed, and the load that followed', async () => {
    const here = start();
    const query = upstream.query('player');
    const error = new Error('no live games');
    await read(here, query);
    clock.advance(minutes(16));
    await read(here, { ...query, confirm: () => Promise.reject(error) });
    expect(told('confirm-failed')).toEqual([{ kind: 'confirm-failed', key: 'player', error }]);
    expect(told('confirmed')).toEqual([]);
    expect(told('load')).toHaveLength(2);
  });

  it('once for each caller that it joined a question', async () => {
    const here = start();
    await Promise.all(Array.from({ length: 10 }, () => read(here, upstream.query('player'))));
    expect(told('collapsed')).toEqual(Array.from({ length: 9 }, () => ({ kind: 'collapsed', key: 'player' })));
    expect(told('load')).toHaveLength(1);
  });

  it('once for each key that it joined the load of another key', async () => {
    const here = start();
    const seasons = ['2022', '2023', '2024'];
    await here.cache.readMany(seasons.map((season) => upstream.batchQuery('career', season, seasons)));
    await here.drain();
    expect(told('collapsed')).toEqual(['2023', '2024'].map((key) => ({ kind: 'collapsed', key })));
    expect(told('load')).toHaveLength(1);
  });
});
