import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Watchdog {
  readonly pid: number | undefined;
  /** Resolves when it is gone, however it went. */
  readonly ended: Promise<void>;
  /** From now on these processes, and no others, are killed when this process ends without a word. */
  guard(pids: ReadonlySet<number>): void;
  /** Lets it go without killing anything; resolves when it is gone. */
  close(): Promise<void>;
}

// Each line holds all the processes to guard; the end of the input, without a line `off`, is our death.
const SCRIPT = `
pids=
while read -r line; do pids=$line; done
case $pids in ''|off) exit 0;; esac
kill -KILL $pids
`;

/**
 * A process that outlives this one for a moment. A frozen process cannot notice that its parent was killed, so
 * somebody has to end it who is not frozen: a shell that waits at the end of a pipe.
 */
export const startWatchdog = (): Watchdog => {
  // In a session of its own: what is sent to our process group, a Ctrl-C or a kill, must not take it with us.
  const child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).then(
    () => undefined,
    () => undefined,
  );
  // Nothing waits for it: it ends when we do.
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
