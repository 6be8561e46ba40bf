import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cacheKey, minutes, type Query } from '../../../lib/cache/index.ts';
import { later, open, question, QUIET } from './neighbours.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: QUIET });
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const MIB = 1024 * 1024;

/** One load that fills `count` keys of about 4 KiB each in memory. */
const league = (name: string, count: number): Query<unknown> => {
  const query = question(name);
  const { policy, scopes } = query;
  const value = 'x'.repeat(1700);
  const keys = Array.from({ length: count }, (_, index) => cacheKey(`nfl:${name}:${index}`));
  const load = () => Promise.resolve(keys.map((key) => ({ key, value, policy, scopes })));
  return { ...query, key: keys[0] ?? query.key, source: { key: `nfl:${name}`, load } };
};

it.each([
  ['512 MB of memory', '512', 64],
  ['128 MB of memory', '128', 16],
  ['more memory than answering takes', '1024', 64],
  ['no word of its memory', '', 64],
])('of a function with %s keeps its share of entries, and reports what it evicts', async (_, memorySize, megabytes) => {
  const { cache, events, drain } = open({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memorySize });
  const evicted = () => events.filter(({ kind }) => kind === 'evict').length;
  // Two bytes a character, and a kilobyte less an eighth beside them.
  const each = 2 * 1702 + 896 + 2 * 14;
  await cache.read(league('most', Math.floor(((megabytes - 3) * MIB) / each)));
  await drain();
  expect(evicted()).toBe(0);
  await cache.read(league('more', Math.ceil((6 * MIB) / each)));
  await drain();
  expect(evicted()).toBeGreaterThan(0);
  expect(evicted()).toBeLessThan((6 * MIB) / each);
});

it('answers from memory alone where it is the only tier', async () => {
  const { cache, drain, story } = open();
  const query = question('alone');
  await cache.read(query);
  await drain();
  expect(cache.tiers).toEqual(['l1']);
  expect(story()).toEqual(['miss l1', 'load', 'loaded']);
  later(minutes(4));
  expect(await cache.read(query)).toMatchObject({ served: { by: 'tier', tier: 'l1', state: 'fresh' } });
});

it('stores bodies as they are served: compressed, with a tag', async () => {
  const { cache } = open();
  const small = await cache.read(question('small'));
  const large = await cache.read(question('large', { value: 'abc '.repeat(2000) }));
  expect(small).toMatchObject({ entry: { body: { encoding: 'identity' } } });
  expect(large).toMatchObject({
    entry: { body: { encoding: 'gzip' }, etag: expect.stringMatching(/^W\/"/) as string },
  });
});
