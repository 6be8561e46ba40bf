import type { SharedTier, TierOperation } from '../../cache/index.ts';

/** Decides how a tier's call is run. Every guard is one of these, so that guards stack in any order. */
export type Guard = <T>(operation: TierOperation, call: () => Promise<T>) => Promise<T>;

/** The tier with every one of its operations behind the guard. */
export const guarded = (tier: SharedTier, guard: Guard): SharedTier => ({
  name: tier.name,
  getMany: (namespace, question) => guard('get', () => tier.getMany(namespace, question)),
  setMany: (namespace, entries) => guard('set', () => tier.setMany(namespace, entries)),
  acquire: (namespace, leases, ttl) => guard('acquire', () => tier.acquire(namespace, leases, ttl)),
  fail: (namespace, lease, failure) => guard('fail', () => tier.fail(namespace, lease, failure)),
  purge: (namespace, scopes, stamp) => guard('purge', () => tier.purge(namespace, scopes, stamp)),
  restore: (namespace, copy) => guard('restore', () => tier.restore(namespace, copy)),
  prune: (namespace, keep) => guard('prune', () => tier.prune(namespace, keep)),
  reportDown: (namespace, name, until) => guard('report', () => tier.reportDown(namespace, name, until)),
});
