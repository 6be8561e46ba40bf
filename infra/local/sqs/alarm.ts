/** Calls back once at a time (epoch ms), or at once when that is past. Returns a function that cancels it. */
export type WakeAt = (time: number, wake: () => void) => () => void;

export const timersOn =
  (clock: { now(): number }): WakeAt =>
  (time, wake) => {
    const timer = setTimeout(wake, Math.max(0, time - clock.now()));
    timer.unref();
    return () => clearTimeout(timer);
  };

export interface Alarm {
  /** Fires at this time unless it is already set to an earlier one. */
  setBy(time: number): void;
  clear(): void;
}

/** One timer for the earliest of many times. */
export const createAlarm = (wakeAt: WakeAt, ring: () => void): Alarm => {
  let next: { readonly time: number; readonly cancel: () => void } | undefined;
  const clear = (): void => {
    next?.cancel();
    next = undefined;
  };
  return {
    setBy: (time) => {
      if (next !== undefined && next.time <= time) return;
      clear();
      const cancel = wakeAt(time, () => {
        next = undefined;
        ring();
      });
      next = { time, cancel };
    },
    clear,
  };
};
