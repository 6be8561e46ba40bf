import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryTier } from '../../lib/cache/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { entryOf, playerKeys } from '../support/entries.ts';

const clock = createFakeClock();
const [first, second, third] = playerKeys(3);
const memoryOf = (maxBytes: number) => createMemoryTier({ maxBytes, clock });
const names = ['a', 'b', 'c', 'd'];

describe('what is derived of entries', () => {
  it('is the very object that was kept, and counts in the bytes of memory', () => {
    const memory = memoryOf(100_000);
    const value = { text: 'x' };
    memory.derived.set('a', value, 1000);
    expect(memory.derived.get('a')).toBe(value);
    expect(memory.bytes).toBe(memory.derived.bytes);
    expect(memory.bytes).toBeGreaterThan(1000);
    expect(memory.size).toBe(0);
  });

  it('goes before any entry does', () => {
    const evicted: string[] = [];
    const memory = createMemoryTier({ maxBytes: 20_000, clock, onEvict: (key) => evicted.push(key) });
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three keys are needed');
    memory.set(first, entryOf(clock, 'x'.repeat(2000)));
    memory.derived.set('a', {}, 6000);
    memory.derived.set('b', {}, 6000);
    memory.set(second, entryOf(clock, 'x'.repeat(2000)));
    expect([memory.derived.get('a'), memory.derived.get('b')]).toEqual([undefined, {}]);
    memory.set(third, entryOf(clock, 'x'.repeat(2000)));
    expect(memory.derived.get('b')).toBeUndefined();
    expect(memory.size).toBe(3);
    expect(evicted).toEqual([]);
  });

  it('is not kept where entries leave no room for it, and what was there under its name is gone', () => {
    const memory = memoryOf(10_000);
    memory.derived.set('a', { old: true }, 100);
    memory.derived.set('a', { old: false }, 10_000);
    expect(memory.derived.get('a')).toBeUndefined();
    expect(memory.bytes).toBe(0);
  });

  it('stays for a second turn where it was used since', () => {
    const memory = memoryOf(4000);
    for (const name of ['a', 'b', 'c']) memory.derived.set(name, { name }, 1000);
    memory.derived.get('a');
    memory.derived.set('d', { name: 'd' }, 1000);
    expect(names.filter((name) => memory.derived.get(name) !== undefined)).toEqual(['a', 'c', 'd']);
  });

  it('is never over the bound, together with the entries, whatever comes and goes', () => {
    const keys = playerKeys(8);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('entry' as const), at: fc.nat(7), size: fc.nat(6000) }),
      fc.record({ kind: fc.constant('derived' as const), at: fc.nat(3), size: fc.nat(12_000) }),
      fc.record({ kind: fc.constant('use' as const), at: fc.nat(3), size: fc.constant(0) }),
      fc.record({ kind: fc.constant('later' as const), at: fc.constant(0), size: fc.nat(400_000) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const memory = memoryOf(20_000);
        const kept = new Map<string, object>();
        for (const { kind, at, size } of steps) {
          const key = keys[at];
          const name = names[at] ?? '';
          if (kind === 'entry' && key !== undefined) memory.set(key, entryOf(clock, 'x'.repeat(size)));
          else if (kind === 'derived') memory.derived.set(name, kept.set(name, {}).get(name) ?? {}, size);
          else if (kind === 'later') clock.advance(size);
          if (key !== undefined) memory.get(key);
          expect(memory.bytes).toBeLessThanOrEqual(20_000);
          // Whatever is there is what was put there last.
          for (const each of names) expect([undefined, kept.get(each)]).toContain(memory.derived.get(each));
        }
      }),
      { numRuns: 200 },
    );
  });
});
