import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CallReport, CallRequest, Capabilities, Command, Reply } from './environment-messages.ts';
import type { OpenOptions, SubjectName } from './subject.ts';

/** One cache in one environment, seen from outside. */
export interface RemoteInstance extends Capabilities {
  call(call: CallRequest): Promise<CallReport>;
  purgeKey(key: string, tags?: readonly string[]): Promise<unknown>;
  /** Loads since it was opened, those in the background too. */
  loads(): Promise<number>;
}

export interface Environment {
  open(subject: SubjectName, options: OpenOptions): Promise<RemoteInstance>;
  /** Rejections that nobody awaited, so far. */
  stray(): Promise<number>;
  close(): Promise<void>;
}

/** A process of its own, as every Lambda environment is. Ends with the benchmark, however that ends. */
export const startEnvironment = (): Environment => {
  const file = fileURLToPath(new URL('./environment.ts', import.meta.url));
  const child = fork(file, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let sequence = 0;
  let instances = 0;

  child.on('message', (message) => {
    const reply = message as Reply;
    const waiter = waiting.get(reply.seq);
    waiting.delete(reply.seq);
    if ('error' in reply) waiter?.reject(new Error(reply.error));
    else waiter?.resolve(reply.result);
  });
  child.on('exit', () => {
    for (const waiter of waiting.values()) waiter.reject(new Error('The environment died'));
    waiting.clear();
  });

  const tell = <T>(command: Command): Promise<T> => {
    if (!child.connected) return Promise.reject(new Error('The environment died'));
    sequence += 1;
    const waiter = Promise.withResolvers<unknown>();
    waiting.set(sequence, waiter);
    child.send({ seq: sequence, command });
    return waiter.promise as Promise<T>;
  };

  return {
    async open(subject, options) {
      instances += 1;
      const instance = instances;
      const capabilities = await tell<Capabilities>({ do: 'open', instance, subject, options });
      return {
        ...capabilities,
        call: (call) => tell<CallReport>({ do: 'call', instance, call }),
        purgeKey: (key, tags) => tell({ do: 'purge', instance, key, ...(tags && { tags }) }),
        loads: () => tell<number>({ do: 'loads', instance }),
      };
    },
    stray: () => tell<number>({ do: 'stray' }),
    close: () => end(child),
  };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
};
