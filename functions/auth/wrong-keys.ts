import { isUnderWay, minutes, type Clock } from '../../lib/cache/index.ts';

/** Counts wrong keys in this environment, a minute at a time. It asks nobody, and no right key is ever counted. */
export interface WrongKeys {
  /** Counts one. The seconds to stay away for, once there were too many. */
  count(): number | undefined;
}

export interface WrongKeysOptions {
  readonly clock: Clock;
  readonly perMinute?: number;
  /** Called once for each minute with too many. */
  readonly onTooMany: () => void;
}

const MINUTE_MS = minutes(1);

export const createWrongKeys = ({ clock, perMinute = 30, onTooMany }: WrongKeysOptions): WrongKeys => {
  let until = Number.NEGATIVE_INFINITY;
  let counted = 0;
  return {
    count() {
      const now = clock.now();
      if (!isUnderWay(until, MINUTE_MS, now)) {
        until = now + MINUTE_MS;
        counted = 0;
      }
      counted += 1;
      if (counted === perMinute + 1) onTooMany();
      return counted > perMinute ? Math.max(1, Math.ceil((until - now) / 1000)) : undefined;
    },
  };
};
