import type { Engine } from './engine.ts';
import type { Scope, Stamp } from './purge-log.ts';
import { createPurgeOrder, nameOfPurge, type PurgeOrder } from './purge-order.ts';
import { createReconcile, type Reconciled, type ReconcileOptions } from './reconcile.ts';
import { seconds } from './time.ts';

export interface PurgeOptions {
  /** Milliseconds for all tries; 5 s at most. */
  readonly within?: number;
}

export interface Purging {
  /** Settles when every tier has taken it; rejects with PurgeIncompleteError when some have not in the time there is. */
  purge(namespace: string, scopes: readonly Scope[], options?: PurgeOptions): Promise<Stamp>;
  /**
   * Makes the tiers' logs agree again after a purge that reached only some, and prunes them. Rejects with
   * PurgeIncompleteError when a tier could not be asked.
   */
  reconcile(namespace: string, options?: ReconcileOptions): Promise<Reconciled>;
}

// Longer than a reset connection or a probe, shorter than a person's patience.
const MAX_PURGE_MS = seconds(5);
const MAX_TRIES = 10;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = seconds(1);

/**
 * Purges, tried until every tier has taken one. A try has a stamp of its own: the stamp of an earlier one, sent again,
 * would undo somebody else's purge that came between.
 */
export const createPurging = (engine: Engine): Purging => {
  const { tiers, coherence, clock, observe, defer, newStamp, pause, random } = engine;
  // The far tier first: what the near one restores itself from must never be behind it.
  const farFirst = tiers.toReversed();
  /** The orders that wait for the next try, for each set of scopes that is being purged. */
  const lines = new Map<string, PurgeOrder[]>();

  /** Whether every tier took it. */
  const tryOnce = async (
    namespace: string,
    scopes: readonly Scope[],
    stamp: Stamp,
    orders: readonly PurgeOrder[],
  ): Promise<boolean> => {
    let taken = 0;
    for (const tier of farFirst) {
      if (!orders.some((order) => order.needs(tier.name))) continue;
      if (!(await tier.purge(namespace, scopes, stamp))) continue;
      taken += 1;
      for (const order of orders) order.took(tier.name);
    }
    return taken === farFirst.length;
  };

  const work = async (namespace: string, scopes: readonly Scope[], line: PurgeOrder[]): Promise<void> => {
    let longest = 0;
    while (line.length > 0) {
      // Whoever comes while this try is under way waits for the next one: what was loaded since it began has its stamp.
      const orders = line.splice(0);
      const stamp = newStamp();
      const started = clock.now();
      const isAgreed = await tryOnce(namespace, scopes, stamp, orders);
      coherence.recordOwnPurge(namespace, scopes, stamp);
      longest = Math.max(longest, clock.now() - started);
      const wait = pauseAfter(Math.max(...orders.map((order) => order.tries())), random());
      const end = clock.now() + wait + longest;
      const left = orders.filter((order) => {
        const isLast = order.tries() + 1 >= MAX_TRIES || end > order.until;
        return order.settle(stamp, { isAgreed, isLast }) === 'goes-on';
      });
      line.unshift(...left);
      if (left.length > 0) await pause(wait);
    }
  };

  const purge: Purging['purge'] = async (namespace, scopes, { within = MAX_PURGE_MS } = {}) => {
    const order = createPurgeOrder(farFirst, clock.now() + Math.min(within, MAX_PURGE_MS));
    observe({ kind: 'purge', namespace, scopes });
    const name = nameOfPurge(namespace, scopes);
    const line = lines.get(name);
    if (line !== undefined) line.push(order);
    else {
      const first = [order];
      lines.set(name, first);
      // This caller does not wait for those who come later.
      defer(work(namespace, scopes, first).finally(() => lines.delete(name)));
    }
    return order.outcome;
  };

  return { purge, reconcile: createReconcile(engine, purge) };
};

/** Half of it is chance: environments that were refused together must not return together. */
const pauseAfter = (tries: number, chance: number): number =>
  Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * (0.5 + chance / 2);
