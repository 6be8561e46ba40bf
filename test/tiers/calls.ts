import { EMPTY_LOG, type SharedTier } from '../../lib/cache/index.ts';
import { playerKeys } from '../support/entries.ts';
import { copyOf } from '../support/copy-of.ts';

/** One call of each operation, all begun at once. */
export const callsOf = (tier: SharedTier): readonly Promise<unknown>[] => [
  tier.getMany('nfl', { keys: playerKeys(1) }),
  tier.setMany('nfl', new Map()),
  tier.acquire('nfl', ['nfl:live'], 1000),
  tier.fail('nfl', 'nfl:live', { reason: 'timeout', retryAt: 0 }),
  tier.purge('nfl', ['*'], '01K4ZZZZZZZZZZZZZZZZZZZZZ0'),
  tier.restore('nfl', copyOf(EMPTY_LOG)),
  tier.prune('nfl', () => true),
  tier.reportDown('nfl', 'l2', 0),
];
