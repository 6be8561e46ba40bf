import { afterAll, beforeEach } from 'vitest';

/**
 * One stack for all cases of a suite: to start one, and its processes, takes longer than most cases. It is started for
 * the first of them; one that is tried again gets a new one.
 *
 * @example
 * const stack = shareStack(async () => startStack({ bundles: await realBundles() }));
 * it('answers', async () => expect((await ask(stack().url)).status).toBe(404));
 */
export const shareStack = <T extends { close(): Promise<void> }>(start: () => Promise<T>): (() => T) => {
  let running: T | undefined;
  const close = async (): Promise<void> => {
    const last = running;
    running = undefined;
    await last?.close();
  };
  beforeEach(async ({ task }) => {
    if ((task.result?.retryCount ?? 0) > 0) await close();
    running ??= await start();
  });
  afterAll(close);
  return () => {
    if (running === undefined) throw new Error('A shared stack runs during the cases of its suite only');
    return running;
  };
};
