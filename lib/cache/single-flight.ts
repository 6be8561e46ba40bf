/** Calls that ask for the same thing at the same time share one piece of work and its outcome. */
export interface SingleFlight<T> {
  /** The work under way for `key`, if any. */
  joined(key: string): Promise<T> | undefined;
  /** Starts `work` and shares it under `key` until it settles. The caller has asked `joined` first. */
  start(key: string, work: () => Promise<T>): Promise<T>;
}

// The promise itself is shared, not a lock: a failure reaches all who wait at once instead of being tried by each.
export const createSingleFlight = <T>(): SingleFlight<T> => {
  const flights = new Map<string, Promise<T>>();
  return {
    joined: (key) => flights.get(key),
    start(key, work) {
      const flight = work().finally(() => flights.delete(key));
      flights.set(key, flight);
      return flight;
    },
  };
};
