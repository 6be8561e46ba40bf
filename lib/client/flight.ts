import type { ClientClock } from './clock.ts';

/** Somebody who waits for an answer. */
export interface Asker {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Work for which several callers wait. It is given up when the last of them has left. */
export interface Flight<T> {
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** Until when somebody waits. Epoch ms. */
  until(): number;
  /** Resolves with what the work came to, or with `late()` after the timeout; rejects when the asker's signal does. */
  join(asker: Asker, late: () => T): Promise<T>;
  /** Begins the work. It rejects only when nobody waits any more. */
  start(work: Promise<T>): void;
}

/** `onEnd` is called once nobody waits. */
export const createFlight = <T>(clock: ClientClock, onEnd: () => void): Flight<T> => {
  const controller = new AbortController();
  let waiting = 0;
  let until = 0;
  let land: (value: T) => void;
  const landed = new Promise<T>((resolve) => (land = resolve));

  const leave = (): void => {
    waiting -= 1;
    if (waiting > 0) return;
    onEnd();
    controller.abort();
  };

  return {
    signal: controller.signal,
    until: () => until,
    join: ({ signal, timeout }, late) =>
      new Promise((resolve, reject) => {
        waiting += 1;
        until = Math.max(until, clock.now() + timeout);
        let isWaiting = true;
        const settle = (how: () => void): void => {
          if (!isWaiting) return;
          isWaiting = false;
          cancel();
          signal?.removeEventListener('abort', onAbort);
          how();
          leave();
        };
        const onAbort = (): void => settle(() => reject(signal?.reason as Error));
        const cancel = clock.after(timeout, () => settle(() => resolve(late())));
        signal?.addEventListener('abort', onAbort);
        void landed.then((value) => settle(() => resolve(value)));
      }),
    start: (work) => void work.then(land, () => undefined),
  };
};
