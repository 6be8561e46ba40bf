import { expect, it } from 'vitest';
import { cacheKey, createMemoryTier, type Query } from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { createEnvironment } from '../support/environment.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeSource } from '../support/fake-source.ts';
import { bytesKept } from '../support/heap.ts';

const clock = createFakeClock();
const source = createFakeSource();
const MIB = 1024 * 1024;
const CAREERS = 1500;

/** Twelve seasons of twenty figures: 4 KB of text, under 1 KB of gzip, 8 KB decoded. */
const career = (player: number) => ({
  seasons: Array.from({ length: 12 }, (_, season) => ({
    season: 2013 + season,
    stats: Object.fromEntries(
      Array.from({ length: 20 }, (_, stat) => [`stat${stat}`, (player * 7 + season * 13 + stat * 17) % 5000]),
    ),
  })),
});

const query = (player: number): Query<unknown> => {
  const name = `nfl:career:${player}`;
  const [key, scopes] = [cacheKey(name), ['*', `player:${player}`]];
  const { policy, ...rest } = source.query(name);
  const load = () => Promise.resolve([{ key, value: career(player), policy, scopes }]);
  return { ...rest, policy, scopes, source: { key: name, load }, decode: (json) => json };
};

it.each([
  ['with room for all of them', 8 * MIB, 8 * MIB],
  ['with little memory', MIB, MIB / 2],
  ['with no room for a decoded one', MIB, 1],
])(
  'what an environment keeps of careers that are loaded and decoded is what it counts: %s',
  async (_, max, maxDecoded) => {
    const { bytes, made } = await bytesKept(async () => {
      const memory = createMemoryTier({ maxBytes: max, clock });
      const { cache } = createEnvironment({
        clock,
        shared: [],
        memory,
        bodies: httpBodies,
        maxDecodedBytes: maxDecoded,
        observe: () => undefined,
      });
      for (let player = 0; player < CAREERS; player += 1) {
        const answer = await cache.read(query(player));
        if (answer.kind === 'value') expect(answer.value()).toEqual(career(player));
      }
      return { cache, memory };
    });
    expect(made.memory.size).toBeGreaterThan(100);
    // A tenth for the keys that eviction remembers, and what V8 has compiled meanwhile.
    expect(bytes).toBeLessThan(made.memory.bytes + maxDecoded + max / 10 + MIB / 2);
  },
);
