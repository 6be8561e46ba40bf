import { expect, it } from 'vitest';
import { createBackground, createMemoryTier } from '../../lib/cache/index.ts';
import { createS3Fifo } from '../../lib/cache/eviction.ts';
import { withGetters } from '../../lib/cache/with-getters.ts';

it('a getter is computed each time it is read, and cannot be written', () => {
  let count = 0;
  const counter = withGetters<{ readonly count: number; add(): void }, 'count'>(
    { add: () => void (count += 1) },
    { count: () => count },
  );
  counter.add();
  counter.add();
  expect(counter.count).toBe(2);
  expect(Object.keys(counter)).toEqual(['add', 'count']);
  expect(() => Object.assign(counter, { count: 7 })).toThrow(TypeError);
});

it.each([
  ['memory', () => createMemoryTier({ maxBytes: 1000 })],
  ['what is derived in it', () => createMemoryTier({ maxBytes: 1000 }).derived],
  ['its eviction', () => createS3Fifo({ maxBytes: 1000 })],
  ['deferred work', () => createBackground()],
])(
  'what a hit calls has no accessor that was written in a literal, which would make it a dictionary: %s',
  (_, make) => {
    const described = Object.values(Object.getOwnPropertyDescriptors(make()));
    // Those of a literal can be configured.
    expect(described.filter((each) => each.configurable && 'get' in each)).toEqual([]);
  },
);
