import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Watchdog {
  readonly pid: number | undefined;
  /** Resolves when it has ended for any reason. */
  readonly ended: Promise<void>;
  /** From now on exactly these processes are killed if this process ends without `close`. */
  guard(pids: ReadonlySet<number>): void;
  /** Ends it without killing anything; resolves when it has ended. */
  close(): Promise<void>;
}

// Each line lists all guarded pids. The end of the input without a line `off` means that the parent died.
const SCRIPT = `
pids=
while read -r line; do pids=$line; done
case $pids in ''|off) exit 0;; esac
kill -KILL $pids
`;

/**
 * A process that outlives this one for a moment. A frozen process cannot notice that its parent was killed, so a
 * process that is never frozen ends it: a shell that waits at the end of a pipe.
 */
export const startWatchdog = (): Watchdog => {
  // In a session of its own, so that a signal to this process group (Ctrl-C, kill) does not end it.
  const child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).then(
    () => undefined,
    () => undefined,
  );
  // It ends with this process, so nothing waits for it.
  child.unref();
  child.stdin.on('error', () => undefined);
  const tell = (line: string): void => {
    if (child.stdin.writable) child.stdin.write(`${line}\n`);
  };
  return {
    pid: child.pid,
    ended,
    guard: (pids) => tell([...pids].join(' ')),
    close: async () => {
      child.ref();
      tell('off');
      child.stdin.end();
      await ended;
    },
  };
};
