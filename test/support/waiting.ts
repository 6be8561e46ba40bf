import type { RefreshRequest } from '../../lib/cache/index.ts';
import type { FakeClock } from './fake-clock.ts';
import type { FakeSource } from './fake-source.ts';
import type { MemorySharedTier } from './memory-shared-tier.ts';

export interface WaitingWorld {
  readonly clock: FakeClock;
  readonly l2: MemorySharedTier;
  /** While it hangs, the clock jumps to the deadline of a load. */
  readonly source: FakeSource;
  /** Takes what is handed over to be refreshed. */
  readonly queue: RefreshRequest[];
}

/** Options of an environment in which time passes by waiting only. */
export const waitingOptions = ({ clock, l2, source, queue }: WaitingWorld) => ({
  clock,
  shared: [l2],
  deadline: (ms: number): AbortSignal => {
    const controller = new AbortController();
    if (source.mode === 'hangs') {
      queueMicrotask(() => {
        clock.advance(ms);
        controller.abort(new DOMException('too late', 'TimeoutError'));
      });
    }
    return controller.signal;
  },
  pause: async (ms: number): Promise<void> => {
    await Promise.resolve();
    clock.advance(ms);
  },
  refresher: {
    refresh: async (requests: readonly RefreshRequest[]): Promise<void> => {
      await Promise.resolve();
      queue.push(...requests);
    },
  },
});
