import { ENV } from '../../lib/config.ts';

/**
 * A stack's variables where limits are not what is tested. On a busy machine every tier is slow now and then; one that
 * was given up is left alone, gives no lease and fails a purge.
 */
export const GENEROUS_LIMITS = { [ENV.redisTimeout]: '5000', [ENV.tableTimeout]: '5000' } as const;
