import type { Engine } from './engine.ts';
import type { TierQuestion, TierRead } from './tier.ts';

/** Reads the tier at this distance; undefined where it has failed or was given up. */
export type HedgedRead = (distance: number, question: TierQuestion) => Promise<TierRead | undefined>;

/**
 * Reads the tiers in order, for one search. A tier that is silent for `hedgeAfter` (several times what a healthy one
 * takes, a fraction of its time-out) no longer keeps the next one from being asked. The far tier may know that the near
 * one is out of order; then the search stops waiting for it: new environments learn of an outage from the first of them.
 */
export const createHedgedRead = (engine: Engine, namespace: string): HedgedRead => {
  const { tiers, deadline, clock, defer, hedgeAfter } = engine;
  const begun = new Map<number, Promise<TierRead | undefined>>();
  return async (distance, question) => {
    const started = begun.get(distance);
    if (started !== undefined) return started;
    const tier = tiers[distance];
    const next = tiers[distance + 1];
    if (tier === undefined) return undefined;
    const near = tier.read(namespace, question);
    if (next === undefined) return near;
    const isSilent = await Promise.race([near.then(() => false), aborted(deadline(hedgeAfter())).then(() => true)]);
    if (!isSilent) return near;
    const far = next.read(namespace, question);
    begun.set(distance + 1, far);
    // The search may end without it.
    defer(far);
    const givenUp = far.then((read) => (isDown(read, tier.name, clock.now()) ? undefined : near));
    return Promise.race([near, givenUp]);
  };
};

const isDown = (read: TierRead | undefined, tier: string, now: number): boolean => (read?.down.get(tier) ?? 0) > now;

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
