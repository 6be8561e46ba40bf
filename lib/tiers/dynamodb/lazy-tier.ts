import type { SharedTier } from '../../cache/index.ts';
import type { DynamoDbTierOptions } from './tier.ts';
import { lazy } from '../../async/lazy.ts';

/** The tier over DynamoDB, its code loaded with the first call, as its client's is: an L2 hit pays for neither. */
export const createLazyDynamoDbTier = (options: DynamoDbTierOptions): SharedTier => {
  const tier = lazy(async () => (await import('./tier.ts')).createDynamoDbTier(options));
  return {
    name: options.name ?? 'l3',
    getMany: async (namespace, question) => (await tier()).getMany(namespace, question),
    setMany: async (namespace, entries) => (await tier()).setMany(namespace, entries),
    acquire: async (namespace, leases, ttl) => (await tier()).acquire(namespace, leases, ttl),
    fail: async (namespace, lease, failure) => (await tier()).fail(namespace, lease, failure),
    purge: async (namespace, scopes, stamp) => (await tier()).purge(namespace, scopes, stamp),
    restore: async (namespace, copy) => (await tier()).restore(namespace, copy),
    prune: async (namespace, keep) => (await tier()).prune(namespace, keep),
    reportDown: async (namespace, name, until) => (await tier()).reportDown(namespace, name, until),
  };
};
