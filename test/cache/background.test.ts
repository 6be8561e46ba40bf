import { describe, expect, it } from 'vitest';
import { createBackground } from '../../lib/cache/index.ts';

describe('draining', () => {
  it('waits for everything deferred, work that defers more included', async () => {
    const background = createBackground();
    const done: string[] = [];
    const first = Promise.withResolvers<undefined>();
    background.defer(
      first.promise.then(() => {
        done.push('first');
        background.defer(Promise.resolve().then(() => done.push('second')));
      }),
    );
    const drained = background.drain().then(() => done.push('drained'));
    first.resolve(undefined);
    await drained;
    expect(done).toEqual(['first', 'second', 'drained']);
  });

  it('waits for a single piece of work', async () => {
    const background = createBackground();
    const work = Promise.withResolvers<undefined>();
    background.defer(work.promise);
    let isDrained = false;
    const drained = background.drain().then(() => (isDrained = true));
    await new Promise(setImmediate);
    expect(isDrained).toBe(false);
    work.resolve(undefined);
    await drained;
  });

  it('is needed while something is deferred, and not before or after it', async () => {
    const background = createBackground();
    expect(background.isIdle).toBe(true);
    background.defer(Promise.resolve());
    expect(background.isIdle).toBe(false);
    await background.drain();
    expect(background.isIdle).toBe(true);
  });

  it('does not fail with the work it drains', async () => {
    const background = createBackground();
    background.defer(Promise.reject(new Error('a write that failed')));
    await expect(background.drain()).resolves.toBeUndefined();
  });
});
