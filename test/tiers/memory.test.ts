import { createMemoryTier, EMPTY_LOG } from '../../lib/cache/index.ts';
import { createBoard, memoryAsShared } from '../support/memory-as-shared.ts';
import { describeTierContract } from './tier-contract.ts';

describeTierContract('the memory tier', (clock) => {
  const memory = createMemoryTier({ maxBytes: 4 * 1024 * 1024, clock });
  const board = createBoard();
  return Promise.resolve({
    tier: (prefix: string) => memoryAsShared({ memory, clock, prefix, board }),
    // It never leaves the process.
    calls: () => 0,
    firstLog: EMPTY_LOG,
    keepsReports: true,
    pass(ms) {
      clock.advance(ms);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});
