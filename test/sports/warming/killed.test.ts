import { describe, expect, it } from 'vitest';
import { cacheKey, type CacheKey, type SharedTier } from '../../../lib/cache/index.ts';
import { interceptTier } from '../../../lib/tiers/intercept.ts';
import { createWarmWorld, INTERVAL, TIME } from './warm-world.ts';

/** A tier as an environment sees it: once that is dead nothing it does arrives. */
const mortal = (tier: SharedTier, death: { readonly isDead: boolean }): SharedTier =>
  interceptTier(tier, (_operation, call) => (death.isDead ? new Promise(() => undefined) : call()));

/** Where the answer of a call is kept. */
const keyOf = (call: string): CacheKey => {
  const [kind = '', league = '', id = ''] = call.split(' ');
  switch (kind) {
    case 'scoreboard':
      return cacheKey(`${league}:live`);
    case 'everyPlayer':
      return cacheKey(`${league}:directory`);
    case 'seasonTable':
      return cacheKey(`${league}:table:2025:everybody:${id}`);
    case 'career':
      return cacheKey(`${league}:stats:${id}:career`);
    case 'roster':
    case 'player':
      return cacheKey(`${league}:${kind}:${id}`);
    default:
      return cacheKey(`${league}:${kind}`);
  }
};

const COLD = { season: 1, scoreboard: 1, teams: 1, roster: 24, everyPlayer: 1, seasonTable: 1, career: 25 };
const CALLS = Object.values(COLD).reduce((sum, count) => sum + count, 0);
const RUNS = 50;
// All over the run, without a random number: 50 and 54 have no seventh in common.
const points = Array.from({ length: RUNS }, (_, index) => 1 + ((index * 7) % CALLS));

describe('a run that is killed', () => {
  it.each(points)('at call %i is completed by the next one, which asks for nothing that is held', async (point) => {
    const world = createWarmWorld({ teams: 24, players: 80, popular: 40, pages: 1 });
    const death = { isDead: false };
    const died = Promise.withResolvers<undefined>();
    const killed = world.start({}, (tier) => mortal(tier, death));
    let calls = 0;
    world.upstream.onCall(() => {
      calls += 1;
      if (calls !== point) return;
      death.isDead = true;
      died.resolve(undefined);
    });
    await Promise.race([killed.warming.run({ remaining: () => TIME }), died.promise]);
    expect(death.isDead).toBe(true);
    const before = world.upstream.asked();
    const held = (call: string): boolean => world.shared.entry(keyOf(call)) !== undefined;
    const lost = before.filter((call) => !held(call));
    // What the dead one has under way is all that is lost with it: a few loads, and the documents they read.
    expect(lost.length).toBeLessThanOrEqual(2 * 4);

    world.clock.advance(INTERVAL);
    const again: string[] = [];
    world.upstream.onCall((call) => {
      if (held(call)) again.push(call);
    });
    const next = world.start();
    const [summary] = await next.warming.run({ remaining: () => TIME });
    await next.drain();
    expect(summary).toMatchObject({ failed: 0, elsewhere: 0, left: 0 });
    expect(again).toEqual([]);
    const after = world.upstream.asked();
    // A call that the dead one was about to make may be among them as well.
    expect(before.length - lost.length + new Set(after).size).toBe(CALLS);

    world.clock.advance(INTERVAL);
    expect(await world.start().warming.run({ remaining: () => TIME })).toMatchObject([{ planned: 0 }]);
    expect(world.upstream.asked()).toEqual([]);
  });
});
