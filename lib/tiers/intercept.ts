import type { SharedTier, TierOperation } from '../cache/index.ts';

/** Decides how a tier's call is run. Every guard is one of these, so that guards stack in any order. */
export type TierInterceptor = <T>(operation: TierOperation, call: () => Promise<T>) => Promise<T>;

/** A tier whose every operation goes through `ask`, which finds the tier to put it to. */
export const delegateTier = (
  name: string,
  ask: <T>(operation: TierOperation, use: (tier: SharedTier) => Promise<T>) => Promise<T>,
): SharedTier => ({
  name,
  getMany: (namespace, question) => ask('get', (tier) => tier.getMany(namespace, question)),
  setMany: (namespace, entries) => ask('set', (tier) => tier.setMany(namespace, entries)),
  acquire: (namespace, leases, ttl) => ask('acquire', (tier) => tier.acquire(namespace, leases, ttl)),
  fail: (namespace, lease, failure) => ask('fail', (tier) => tier.fail(namespace, lease, failure)),
  purge: (namespace, scopes, stamp) => ask('purge', (tier) => tier.purge(namespace, scopes, stamp)),
  restore: (namespace, copy) => ask('restore', (tier) => tier.restore(namespace, copy)),
  prune: (namespace, keep) => ask('prune', (tier) => tier.prune(namespace, keep)),
  reportDown: (namespace, down, until) => ask('report', (tier) => tier.reportDown(namespace, down, until)),
});

/** The same tier with every operation run by `intercept`, which may time it, refuse it, or count it. */
export const interceptTier = (tier: SharedTier, intercept: TierInterceptor): SharedTier => ({
  ...delegateTier(tier.name, (operation, use) => intercept(operation, () => use(tier))),
  ...(tier.deleteMany !== undefined && {
    deleteMany: (namespace, keys) => intercept('set', async () => tier.deleteMany?.(namespace, keys)),
  }),
});
