import type { Clock } from './time.ts';
import type { Deadline } from './time.ts';
import type { ReliableTier } from './reliable-tier.ts';
import type { TierQuestion, TierRead } from './tier.ts';

/** Reads tiers in order, but does not sit out a slow one: after a moment the next one is asked as well. */
export interface ReadAhead {
  read(distance: number, question: TierQuestion): Promise<TierRead | undefined>;
}

export interface ReadAheadOptions {
  readonly tiers: readonly ReliableTier[];
  readonly namespace: string;
  readonly deadline: Deadline;
  readonly clock: Clock;
  readonly defer: (work: Promise<unknown>) => void;
  /** Milliseconds: several times what a healthy near tier takes, a fraction of its timeout. */
  readonly patience: number;
}

/**
 * The far tier may know that the near one is out of order. Then nobody waits for it any longer: a fleet of new
 * environments learns of an outage from the first of them.
 */
export const readAhead = ({ tiers, namespace, deadline, clock, defer, patience }: ReadAheadOptions): ReadAhead => {
  const begun = new Map<number, Promise<TierRead | undefined>>();
  return {
    async read(distance, question) {
      const started = begun.get(distance);
      if (started !== undefined) return started;
      const tier = tiers[distance];
      const next = tiers[distance + 1];
      if (tier === undefined) return undefined;
      const near = tier.read(namespace, question);
      if (next === undefined) return near;
      const slow = await Promise.race([near.then(() => false), elapsed(deadline(patience)).then(() => true)]);
      if (!slow) return near;
      const far = next.read(namespace, question);
      begun.set(distance + 1, far);
      // Nobody may need it in the end.
      defer(far);
      const givenUp = far.then((read) => (isDown(read, tier.name, clock.now()) ? undefined : near));
      return Promise.race([near, givenUp]);
    },
  };
};

const isDown = (read: TierRead | undefined, tier: string, now: number): boolean => (read?.down.get(tier) ?? 0) > now;

const elapsed = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
