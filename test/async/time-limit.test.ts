import { describe, expect, it } from 'vitest';
import { withinLimit } from '../../lib/async/time-limit.ts';

const never = (): Promise<never> => new Promise(() => undefined);
const late = (): Error => new Error('late');
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A deadline that passes when the test says so, and counts who listens to it. */
const createDeadline = () => {
  const controller = new AbortController();
  const { signal } = controller;
  const asked: number[] = [];
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners += 1;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...args);
  };
  return {
    deadline: (ms: number) => {
      asked.push(ms);
      return signal;
    },
    asked,
    listeners: () => listeners,
    pass: () => controller.abort(),
  };
};

describe('a call with a time limit', () => {
  it('settles as the call does, and leaves nothing behind at its deadline', async () => {
    const { deadline, asked, listeners } = createDeadline();
    expect(await withinLimit({ ms: 150, deadline }, () => Promise.resolve('answer'), late)).toBe('answer');
    const failing = withinLimit({ ms: 150, deadline }, () => Promise.reject(new Error('fault')), late);
    await expect(failing).rejects.toThrow('fault');
    expect({ asked, listeners: listeners() }).toEqual({ asked: [150, 150], listeners: 0 });
  });

  it('rejects with the error it was given when its time is over', async () => {
    const { deadline, listeners, pass } = createDeadline();
    const work = withinLimit({ ms: 150, deadline }, never, late);
    pass();
    await expect(work).rejects.toThrow('late');
    expect(listeners()).toBe(0);
  });

  it('is late at once where its time was over before', async () => {
    const { deadline, pass } = createDeadline();
    pass();
    await expect(withinLimit({ ms: 150, deadline }, never, late)).rejects.toThrow('late');
  });

  it('keeps real time where no other is given', async () => {
    await expect(withinLimit({ ms: 1 }, never, late)).rejects.toThrow('late');
  });

  it('takes an answer that is there when a frozen process finds its time over', async () => {
    const { deadline, pass } = createDeadline();
    const answer = Promise.withResolvers<string>();
    const work = withinLimit({ ms: 150, deadline }, () => answer.promise, late);
    pass();
    answer.resolve('in time');
    await turn();
    expect(await work).toBe('in time');
  });
});
