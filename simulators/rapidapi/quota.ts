const DAY = 24 * 60 * 60 * 1000;

interface Quota {
  /** Takes one call; false when the day's are spent. */
  take(): boolean;
  /** What the gateway says about it with every answer: nothing, when there is no quota. */
  headers(): Readonly<Record<string, string>>;
}

/** So many calls a day, which ends at midnight UTC. Infinity: as many as one likes. */
export const createQuota = (daily: number, clock: { now(): number }): Quota => {
  let day = 0;
  let used = 0;
  const today = (): number => Math.floor(clock.now() / DAY);
  const usedToday = (): number => {
    if (day !== today()) {
      day = today();
      used = 0;
    }
    return used;
  };
  return {
    take: () => {
      if (usedToday() >= daily) return false;
      used += 1;
      return true;
    },
    headers: () => {
      if (daily === Infinity) return {};
      const remaining = daily - usedToday();
      const reset = Math.ceil(((day + 1) * DAY - clock.now()) / 1000);
      return {
        'x-ratelimit-requests-limit': String(daily),
        'x-ratelimit-requests-remaining': String(remaining),
        'x-ratelimit-requests-reset': String(reset),
      };
    },
  };
};
