import { createMemoryTier } from '../../lib/cache/index.ts';
import { memoryAsShared } from '../support/memory-as-shared.ts';
import { describeTierContract } from './tier-contract.ts';

describeTierContract('the memory tier', (clock) => {
  const memory = createMemoryTier({ maxBytes: 4 * 1024 * 1024, clock });
  return Promise.resolve({
    tier: (prefix: string) => memoryAsShared({ memory, clock, prefix }),
    // It never leaves the process.
    calls: () => 0,
    close: () => Promise.resolve(),
  });
});
