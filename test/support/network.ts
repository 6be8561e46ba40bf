import type { SharedTier } from '../../lib/cache/index.ts';

/** What lies between an environment and a tier: each call takes its turn on the way there, and on the way back. */
export const throughNetwork = (tier: SharedTier, turn: () => Promise<unknown>): SharedTier => {
  const travel = async <T>(call: () => Promise<T>): Promise<T> => {
    await turn();
    const answer = await call();
    await turn();
    return answer;
  };
  return {
    name: tier.name,
    getMany: (namespace, question) => travel(() => tier.getMany(namespace, question)),
    setMany: (namespace, entries) => travel(() => tier.setMany(namespace, entries)),
    acquire: (namespace, leases, ttl) => travel(() => tier.acquire(namespace, leases, ttl)),
    fail: (namespace, lease, failure) => travel(() => tier.fail(namespace, lease, failure)),
    purge: (namespace, scopes, stamp) => travel(() => tier.purge(namespace, scopes, stamp)),
    restore: (namespace, copy) => travel(() => tier.restore(namespace, copy)),
    prune: (namespace, keep) => travel(() => tier.prune(namespace, keep)),
    reportDown: (namespace, name, until) => travel(() => tier.reportDown(namespace, name, until)),
  };
};
