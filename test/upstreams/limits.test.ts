import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import type { PlayerId } from '../../lib/sports/model/index.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { withLimits } from '../../lib/upstreams/limits.ts';
import { anyCall } from '../support/fake-espn.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';

/** A provider that answers when it is told to, and remembers how many waited at once. */
const createSlowUpstream = () => {
  const waiting: (() => void)[] = [];
  const upstream: Upstream = {
    ...createFakeUpstream(),
    player: () => new Promise((resolve) => waiting.push(() => resolve(null))),
  };
  return { upstream, waiting };
};

const ask = (upstream: Upstream): Promise<unknown> => upstream.player('nfl', '1' as PlayerId, anyCall);

describe('a limited provider', () => {
  it('is asked a few things at once, and the rest in turn', async () => {
    const { upstream, waiting } = createSlowUpstream();
    const limited = withLimits(upstream, { concurrent: 2, waiting: 10 });
    const answers = Array.from({ length: 5 }, () => ask(limited));
    expect(waiting).toHaveLength(2);
    let answered = 0;
    while (answered < 5) {
      const next = waiting.shift();
      if (next === undefined) throw new Error('nobody is asking');
      next();
      await answers[answered];
      answered += 1;
      expect(waiting.length).toBeLessThanOrEqual(2);
    }
  });

  it("is given the caller's own call: the signal that ends it, and what guards it", async () => {
    const seen: unknown[] = [];
    const upstream: Upstream = {
      ...createFakeUpstream(),
      player: (_league, _id, call) => {
        seen.push(call);
        return Promise.resolve(null);
      },
    };
    await ask(withLimits(upstream));
    expect(seen).toEqual([anyCall]);
    expect(seen[0]).toBe(anyCall);
  });

  it('refuses what would wait too long, and says so as a provider would', async () => {
    const { upstream } = createSlowUpstream();
    const limited = withLimits(upstream, { concurrent: 1, waiting: 1 });
    void ask(limited);
    void ask(limited);
    await expect(ask(limited)).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 1000 });
  });

  it('is asked on behalf of whoever asks, not of whoever has made room', async () => {
    const cause = new AsyncLocalStorage<string>();
    const causes: (string | undefined)[] = [];
    const { upstream, waiting } = createSlowUpstream();
    const limited = withLimits(
      {
        ...upstream,
        player(...question) {
          causes.push(cause.getStore());
          return upstream.player(...question);
        },
      },
      { concurrent: 1, waiting: 10 },
    );
    const asked = ['refresh', 'purge', 'warm'].map((why) => cause.run(why, () => ask(limited)));
    for (const each of asked) {
      waiting.shift()?.();
      await each;
    }
    expect(causes).toEqual(['refresh', 'purge', 'warm']);
  });
});
