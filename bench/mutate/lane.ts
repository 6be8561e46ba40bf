import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestAnswer, TestQuestion } from './test-server.ts';
import type { Tree } from './tree.ts';

/** A tree with a test server of its own, which is started again after it had to be killed. */
export interface Lane extends Disposable {
  readonly tree: Tree;
  /** The server's answer; undefined when there was none after `limit` milliseconds. */
  readonly ask: (question: TestQuestion, limit: number) => Promise<TestAnswer | undefined>;
}

export const createLane = (tree: Tree): Lane => {
  let server: ChildProcess | undefined;
  const start = async (): Promise<ChildProcess> => {
    const child = fork(join(import.meta.dirname, 'test-server.ts'), {
      cwd: tree.path,
      // The interleavings are ten thousand random ones: a mutant that they alone notice is noticed by a hundred.
      env: { ...process.env, STATLINE_INTERLEAVINGS: '100', FORCE_COLOR: '0' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A group of its own, so that what a test has started ends with it.
      detached: true,
    });
    await once(child, 'message');
    return child;
  };
  const end = (): void => {
    if (server?.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
    server = undefined;
  };

  return {
    tree,
    async ask(question, limit) {
      server ??= await start();
      const late = AbortSignal.timeout(limit);
      try {
        server.send(question);
        const [answer] = (await once(server, 'message', { signal: late })) as [TestAnswer];
        return answer;
      } catch (error) {
        end();
        if (late.aborted) return undefined;
        throw error;
      }
    },
    [Symbol.dispose]() {
      end();
      tree[Symbol.dispose]();
    },
  };
};
