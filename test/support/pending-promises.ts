import { createHook } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Runs the work and counts the promises that it began and that somebody still holds unsettled afterwards: what would go
 * on in a later invocation.
 */
export const pendingAfter = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly pending: number }> => {
  // The promises by which the caller waits for this one come first, and are none of the work's.
  await turn();
  const begun = new Map<number, WeakRef<object>>();
  let counting = true;
  const hook = createHook({
    init(id, type, _trigger, resource) {
      if (counting && type === 'PROMISE') begun.set(id, new WeakRef(resource));
    },
    promiseResolve: (id) => void begun.delete(id),
  }).enable();
  try {
    const result = await work();
    counting = false;
    // What nobody holds can neither go on nor be noticed.
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 3; round += 1) {
      await turn();
      collect();
    }
    return { result, pending: [...begun.values()].filter((each) => each.deref() !== undefined).length };
  } finally {
    hook.disable();
  }
};
