import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createS3Fifo, type EvictingMap } from '../../lib/cache/eviction.ts';
import { cacheKey, type CacheKey } from '../../lib/cache/index.ts';
import { countMisses } from '../../bench/engine/misses.ts';
import { replaced, scanned, steady } from '../../bench/engine/traces.ts';
import { createNaiveS3Fifo } from '../support/naive-s3-fifo.ts';

const key = (name: number | string): CacheKey => cacheKey(`k${name}`);
const BOUND = 40_000;

type Step =
  | { readonly kind: 'get' | 'expire'; readonly name: number }
  | { readonly kind: 'set'; readonly name: number; readonly bytes: number };

/** Skewed, as requests are: without keys that return nothing is ever promoted. */
const name = fc.oneof({ weight: 3, arbitrary: fc.nat(4) }, { weight: 2, arbitrary: fc.nat(40) });
const bytes = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 6000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 6001, max: BOUND + 2000 }) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('get' as const), name }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), name, bytes }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('expire' as const), name }) },
);
const steps = fc.array(step, { maxLength: 300, size: 'max' });

/** Fills it with keys nobody asks for again. */
const scan = (map: EvictingMap<string>, count: number): void => {
  for (let at = 0; at < count; at += 1) map.set(key(`scan${at}`), 'scanned', 1000);
};

describe('S3-FIFO', () => {
  it('keeps what was asked for twice while a scan runs through', () => {
    const map = createS3Fifo<string>({ maxBytes: BOUND });
    map.set(key('popular'), 'value', 1000);
    map.get(key('popular'));
    map.get(key('popular'));
    scan(map, 1000);
    expect(map.get(key('popular'))).toBe('value');
  });

  it('lets what nobody asked for go first, in the order it came', () => {
    const evicted: CacheKey[] = [];
    const map = createS3Fifo<string>({ maxBytes: 3000, onEvict: (each) => evicted.push(each) });
    for (const each of ['a', 'b', 'c']) map.set(key(each), each, 1000);
    for (const each of ['a', 'a', 'b']) map.get(key(each));
    for (const each of ['d', 'e']) map.set(key(each), each, 1000);
    expect(evicted).toEqual([key('b'), key('c')]);
  });

  it('admits a key that returns soon after it was let go where scans do not reach it', () => {
    const map = createS3Fifo<string>({ maxBytes: BOUND });
    map.set(key('returning'), 'once', 1000);
    scan(map, 40);
    expect(map.get(key('returning'))).toBeUndefined();
    map.set(key('returning'), 'again', 1000);
    for (let at = 0; at < 200; at += 1) map.set(key(`later${at}`), 'scanned', 1000);
    expect(map.get(key('returning'))).toBe('again');
  });

  it('gives a popular key that aged out its place back', () => {
    const map = createS3Fifo<string>({ maxBytes: BOUND });
    map.set(key('popular'), 'old', 1000);
    map.get(key('popular'));
    map.get(key('popular'));
    scan(map, 100);
    map.expire(key('popular'));
    expect(map.get(key('popular'))).toBeUndefined();
    map.set(key('popular'), 'new', 1000);
    scan(map, 100);
    expect(map.get(key('popular'))).toBe('new');
  });

  it('never lets go of the value that is being set, however much it grows', () => {
    const map = createS3Fifo<string>({ maxBytes: 10_000 });
    for (let at = 0; at < 10; at += 1) map.set(key(at), 'small', 1000);
    map.set(key(0), 'grown', 10_000);
    expect(map.get(key(0))).toBe('grown');
    expect([map.size, map.bytes]).toEqual([1, 10_000]);
  });

  it('agrees with arrays searched from end to end, whatever is asked, set and expired', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const evicted: CacheKey[] = [];
        const map = createS3Fifo<true>({ maxBytes: BOUND, onEvict: (each) => evicted.push(each) });
        const naive = createNaiveS3Fifo(BOUND);
        for (const each of all) {
          if (each.kind === 'get') expect(map.get(key(each.name)) ?? false).toBe(naive.get(key(each.name)));
          if (each.kind === 'expire') {
            map.expire(key(each.name));
            naive.expire(key(each.name));
          }
          if (each.kind === 'set') {
            map.set(key(each.name), true, each.bytes);
            naive.set(key(each.name), each.bytes);
          }
          const held = [...naive.small, ...naive.main];
          expect(evicted).toEqual(naive.evicted);
          expect([map.size, map.remembered]).toEqual([held.length, naive.ghost.length]);
          expect(map.bytes).toBe(held.reduce((sum, member) => sum + member.bytes, 0));
          expect(map.bytes).toBeLessThanOrEqual(BOUND);
        }
        for (let at = 0; at <= 40; at += 1) expect(map.get(key(at)) ?? false).toBe(naive.get(key(at)));
      }),
      { numRuns: 300 },
    );
  });

  it('reports a key once each time it goes', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const held = new Set<CacheKey>();
        const map = createS3Fifo<true>({
          maxBytes: BOUND,
          onEvict: (each) => expect(held.delete(each)).toBe(true),
        });
        for (const each of all) {
          if (each.kind !== 'set') continue;
          // A refused value takes the one it would have replaced along: that is not an eviction.
          held.delete(key(each.name));
          map.set(key(each.name), true, each.bytes);
          if (each.bytes <= BOUND) held.add(key(each.name));
          expect(map.size).toBe(held.size);
        }
      }),
    );
  });

  it('remembers no more keys than its bound allows, however small the values are', () => {
    const map = createS3Fifo<string>({ maxBytes: 20_480 });
    for (let at = 0; at < 10_000; at += 1) map.set(key(at), 'tiny', 1);
    expect(map.remembered).toBe(0);
    for (let at = 0; at < 30_000; at += 1) map.set(key(at), 'tiny', 1);
    expect(map.remembered).toBe(9);
  });
});

// The figures are of the whole traces (`node bench/engine/eviction.ts`), at a fifth of their size.
describe('misses on skewed requests, against lru-cache', () => {
  const whole = { requests: 200_000, population: 4000 };
  const ratio = ({ ours, lru }: { ours: number; lru: number }): number => ours / lru;

  it('are a fifth fewer while popularity stays', () => {
    expect(ratio(countMisses(steady(whole), 400))).toBeLessThanOrEqual(0.82);
  });

  it('are a sixth fewer with scans in between', () => {
    expect(ratio(countMisses(scanned(whole), 400))).toBeLessThanOrEqual(0.84);
  });

  it('are a tenth fewer when the hot set is replaced', () => {
    expect(ratio(countMisses(replaced(whole), 400))).toBeLessThanOrEqual(0.9);
  });
});
