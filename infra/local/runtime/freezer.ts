import type { Pacing } from './pacing.ts';
import { startWatchdog } from './watchdog.ts';

export interface Freezer {
  readonly pacing: Pacing;
  /** Of the process that ends frozen environments when this one cannot. */
  readonly watchdog: number | undefined;
  /** Thaws every process; resolves when the watchdog has ended. */
  close(): Promise<void>;
}

/**
 * Freezes environments between invocations, as Lambda does: nothing of them runs until the next one comes.
 *
 * True to Lambda: what a function leaves undone at its answer goes on in a later invocation or never; timers that
 * came due meanwhile all fire at the thaw; a connection that the other end closed meanwhile is found out only when it
 * is used; an environment may be killed while it is frozen.
 * Not so here: the operating system still answers for a frozen process, so connections are accepted, data is
 * acknowledged and kept in its buffers, and nothing on the way forgets them, as a network does after some minutes;
 * the monotonic clock goes on, which AWS does not promise; nobody ends an environment because it was idle for long.
 */
export const startFreezer = (): Freezer => {
  if (process.platform === 'win32') throw new Error('Windows cannot stop a process, so nothing can be frozen');
  const frozen = new Set<number>();
  let isGuarded = true;
  const watchdog = startWatchdog();

  const thawAll = (): void => {
    for (const pid of frozen) signal(pid, 'SIGCONT');
    frozen.clear();
  };
  // Without the watchdog, frozen processes could be left behind, so let them run.
  void watchdog.ended.then(() => {
    isGuarded = false;
    thawAll();
  });

  return {
    watchdog: watchdog.pid,
    pacing: {
      onIdle: (pid) => {
        if (!isGuarded) return;
        frozen.add(pid);
        // Before the signal: afterwards the watchdog may be the only one left to end it.
        watchdog.guard(frozen);
        signal(pid, 'SIGSTOP');
      },
      onInvoke: (pid) => {
        if (!frozen.delete(pid)) return;
        signal(pid, 'SIGCONT');
        watchdog.guard(frozen);
      },
      onEnd: (pid) => {
        if (frozen.delete(pid)) watchdog.guard(frozen);
      },
    },
    close: async () => {
      isGuarded = false;
      thawAll();
      await watchdog.close();
    },
  };
};

const signal = (pid: number, name: 'SIGSTOP' | 'SIGCONT'): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has just ended, and its end is about to be reported.
  }
};
