/** Calls that ask for the same thing at the same time share one piece of work and its outcome. */
export interface SingleFlight<T> {
  /** Joins the work under way for `key`; starts `work` where there is none. */
  run(key: string, work: () => Promise<T>): Flight<T>;
  isUnderWay(key: string): boolean;
}

export interface Flight<T> {
  readonly outcome: Promise<T>;
  /** The caller joined work that another caller had started. */
  readonly collapsed: boolean;
}

// The promise itself is shared, not a lock: a failure reaches all who wait at once instead of being tried by each.
export const createSingleFlight = <T>(): SingleFlight<T> => {
  const flights = new Map<string, Promise<T>>();
  return {
    run(key, work) {
      const underWay = flights.get(key);
      if (underWay !== undefined) return { outcome: underWay, collapsed: true };
      const outcome = work().finally(() => flights.delete(key));
      flights.set(key, outcome);
      return { outcome, collapsed: false };
    },
    isUnderWay: (key) => flights.has(key),
  };
};
