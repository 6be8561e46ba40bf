import { lazy } from '../../async/lazy.ts';
import type { SharedTier } from '../../cache/index.ts';
import { delegateTier } from '../intercept.ts';
import type { DynamoDbTierOptions } from './tier.ts';

/** The tier over DynamoDB, its code loaded with the first call, as its client's is: an L2 hit pays for neither. */
export const createLazyDynamoDbTier = (options: DynamoDbTierOptions): SharedTier => {
  const tier = lazy(async () => (await import('./tier.ts')).createDynamoDbTier(options));
  return delegateTier(options.name ?? 'l3', async (_operation, use) => use(await tier()));
};
