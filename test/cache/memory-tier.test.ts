import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cacheKey,
  createMemoryTier,
  decodeEntry,
  encodeEntry,
  minutes,
  type CacheKey,
  type MemoryTier,
} from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { bytesKept } from '../support/heap.ts';

const key = (name: string): CacheKey => cacheKey(name);
const clock = createFakeClock();
const kilobyte = 'x'.repeat(500);

/** The keys that survive, of those given. */
const held = (memory: MemoryTier, names: readonly string[]): readonly string[] =>
  names.filter((name) => memory.get(key(name)) !== undefined);

describe('the memory tier', () => {
  it('lets what nobody asked for go when it is full', () => {
    const evicted: string[] = [];
    const memory = createMemoryTier({ maxBytes: 6000, clock, onEvict: (each) => evicted.push(each) });
    for (const name of ['a', 'b', 'c']) memory.set(key(name), entryOf(clock, kilobyte));
    memory.get(key('a'));
    memory.get(key('a'));
    memory.set(key('d'), entryOf(clock, kilobyte));
    expect(evicted).toEqual(['b']);
    expect(held(memory, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd']);
  });

  it('keeps the popular players through a warming run over everybody', () => {
    const memory = createMemoryTier({ maxBytes: 100_000, clock });
    const popular = ['mahomes', 'allen', 'jackson'];
    for (const name of popular) memory.set(key(name), entryOf(clock, kilobyte));
    for (const name of [...popular, ...popular]) memory.get(key(name));
    for (let player = 0; player < 2000; player += 1) memory.set(key(`player:${player}`), entryOf(clock, kilobyte));
    expect(held(memory, popular)).toEqual(popular);
  });

  it('does not keep what alone is over its bound, and forgets what that would have replaced', () => {
    const memory = createMemoryTier({ maxBytes: 2000, clock });
    memory.set(key('a'), entryOf(clock, kilobyte));
    memory.set(key('a'), entryOf(clock, 'x'.repeat(5000)));
    expect(memory.get(key('a'))).toBeUndefined();
    expect(memory.bytes).toBe(0);
  });

  it('is never over its bound, and never loses count', () => {
    const set = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(3000));
    fc.assert(
      fc.property(fc.array(set, { maxLength: 50 }), (sets) => {
        const memory = createMemoryTier({ maxBytes: 8000, clock });
        for (const [name, length] of sets) {
          memory.set(key(name), entryOf(clock, 'x'.repeat(length)));
          expect(memory.bytes).toBeLessThanOrEqual(8000);
        }
        const alone = createMemoryTier({ maxBytes: 8000, clock });
        for (const name of 'abcde') {
          const entry = memory.get(key(name));
          if (entry !== undefined) alone.set(key(name), entry);
        }
        expect([memory.bytes, memory.size]).toEqual([alone.bytes, alone.size]);
      }),
    );
  });
});

describe('what the memory tier counts', () => {
  const bodies = {
    absent: () => null,
    'short text': (index: number) => httpBodies.encode(JSON.stringify({ id: index, name: 'Patrick Mahomes' })).body,
    gzip: (index: number) =>
      httpBodies.encode(JSON.stringify({ id: index, name: 'Patrick Mahomes '.repeat(300) })).body,
  };

  it.each(Object.entries(bodies))('is no less than the memory that entries take: %s', async (_, bodyOf) => {
    const count = 3000;
    const { made, bytes } = await bytesKept(() => {
      const memory = createMemoryTier({ maxBytes: 100_000_000, clock });
      for (let index = 0; index < count; index += 1) {
        const scopes = ['*', `player:${3_000_000 + index}`, `team:${index % 32}`];
        const etag = `W/"${String(index).padStart(22, '0')}"`;
        const entry = entryOf(clock, '', { body: bodyOf(index), etag, scopes });
        // As another environment reads it: every text of it is its own.
        const { header, body } = encodeEntry(entry);
        const read = decodeEntry(header, body);
        if (read === undefined) throw new Error('An entry is readable');
        memory.set(key(`nfl:stats:${3_000_000 + index}:2024`), read);
      }
      return memory;
    });
    expect(made.size).toBe(count);
    expect(made.bytes).toBeGreaterThan(bytes);
  });

  it('is the whole buffer that a body is a part of: all of it stays in memory', () => {
    const memory = createMemoryTier({ maxBytes: 100_000, clock });
    const slab = new Uint8Array(65_536);
    memory.set(key('a'), entryOf(clock, '', { body: { encoding: 'gzip', bytes: slab.subarray(0, 700) } }));
    expect(memory.bytes).toBeGreaterThan(65_536);
    memory.set(key('a'), entryOf(clock, '', { body: { encoding: 'gzip', bytes: slab.slice(0, 700) } }));
    expect(memory.bytes).toBeLessThan(2000);
  });
});

describe('how long the memory tier keeps an entry', () => {
  const forHours = (own: typeof clock) => entryOf(own, '{}', { staleUntil: own.now() + minutes(600) });

  it('is its cap, however long the entry is fresh', () => {
    const own = createFakeClock();
    const memory = createMemoryTier({ maxBytes: 5000, cap: minutes(5), clock: own });
    memory.set(key('a'), forHours(own));
    own.advance(minutes(5) - 1);
    expect(memory.get(key('a'))).toBeDefined();
    own.advance(1);
    expect(memory.get(key('a'))).toBeUndefined();
    expect([memory.size, memory.bytes]).toEqual([0, 0]);
  });

  it('is not over its staleUntil, however high the cap', () => {
    const own = createFakeClock();
    const memory = createMemoryTier({ maxBytes: 5000, cap: Infinity, clock: own });
    memory.set(key('a'), forHours(own));
    own.advance(minutes(600) - 1);
    expect(memory.get(key('a'))).toBeDefined();
    own.advance(1);
    expect(memory.get(key('a'))).toBeUndefined();
  });

  it('is longer while a far tier is down, for what is held already too, and short again after', () => {
    const own = createFakeClock();
    let down = false;
    const outage = { cap: minutes(60), isOn: () => down };
    const memory = createMemoryTier({ maxBytes: 5000, cap: minutes(5), outage, clock: own });
    for (const name of ['a', 'b']) memory.set(key(name), forHours(own));
    down = true;
    own.advance(minutes(20));
    expect(held(memory, ['a', 'b'])).toEqual(['a', 'b']);
    down = false;
    expect(held(memory, ['a', 'b'])).toEqual([]);
  });

  it('begins anew when the entry is replaced', () => {
    const own = createFakeClock();
    const memory = createMemoryTier({ maxBytes: 5000, cap: minutes(5), clock: own });
    memory.set(key('a'), forHours(own));
    own.advance(minutes(4));
    memory.set(key('a'), forHours(own));
    own.advance(minutes(4));
    expect(memory.get(key('a'))).toBeDefined();
  });
});
