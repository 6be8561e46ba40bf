import type { CopyLog, PurgeLog } from '../../lib/cache/index.ts';

/** A log as it would be read from another tier. */
export const copyOf =
  (log: PurgeLog): CopyLog =>
  () =>
    Promise.resolve(log);
