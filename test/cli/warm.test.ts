import { describe, expect, it } from 'vitest';
import { progressText } from '../../cli/warm/progress.ts';
import { systemClock } from '../../lib/client/clock.ts';
import { runLine, type RunOptions } from './run.ts';

const SUMMARY = { league: 'nfl', planned: 0, loaded: 0, kept: 0, fresh: 0, elsewhere: 0, failed: 0, left: 0 };

/** A service that answers warming with each of these, and counts calls. */
const service = (answers: readonly object[]) => {
  const bodies: unknown[] = [];
  let spent = 100;
  const fetch: NonNullable<RunOptions['fetch']> = (url, init) => {
    if (url.includes('/v1/usage')) {
      const budget = { spent: { day: spent, minute: 0 }, plan: { perDay: 1000 } };
      return Promise.resolve(new Response(JSON.stringify({ totals: {}, budget })));
    }
    bodies.push(JSON.parse(typeof init?.body === 'string' ? init.body : '{}'));
    const said = answers[Math.min(bodies.length, answers.length) - 1];
    spent += 40;
    return Promise.resolve(new Response(JSON.stringify({ ...SUMMARY, complete: false, unresolved: [], ...said })));
  };
  return { fetch, bodies };
};

/** Its timers ring at once, and time moves on by as much. */
const quickClock = () => {
  let now = Date.parse('2026-11-23T17:00:30.000Z');
  return {
    ...systemClock,
    now: () => now,
    after: (ms: number, run: () => void) => {
      // A time limit is none of these.
      if (ms > 5000) return () => undefined;
      const timer = setImmediate(() => {
        now += ms;
        run();
      });
      return () => clearImmediate(timer);
    },
  };
};

describe('statline warm', () => {
  it('asks until nothing is left', async () => {
    const { fetch, bodies } = service([
      { planned: 100, loaded: 38, left: 62, stopped: 'deadline' },
      { planned: 77, loaded: 70, kept: 2, left: 5, stopped: 'deadline' },
      { planned: 5, loaded: 5, complete: true },
    ]);
    const { code, out, err } = await runLine(['warm', 'nfl', 'mahomes', '--url', 'http://x', '--json'], {
      fetch,
      clock: quickClock(),
    });
    expect(bodies).toEqual(Array.from({ length: 3 }, () => ({ league: 'nfl', players: ['mahomes'] })));
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { complete: true, stopped: null, done: 115, failed: 0, left: 0, calls: 120 },
    ]);
    expect(err).toContain('38 of 100 documents');
    expect(err).toContain('110 of 115 documents');
  });

  it('waits for the next minute where its calls are spent', async () => {
    const { fetch, bodies } = service([
      { planned: 10, loaded: 4, left: 6, stopped: 'budget' },
      { planned: 6, loaded: 6, complete: true },
    ]);
    const clock = quickClock();
    const began = clock.now();
    const { code, out } = await runLine(['warm', 'nfl', '--url', 'http://x'], { fetch, clock });
    expect([code, bodies.length]).toEqual([0, 2]);
    expect(clock.now() - began).toBeGreaterThan(30_000);
    expect(out).toMatch(/^nfl is warm: 10 documents loaded or confirmed, 80 calls in \d+ s\.\n$/);
  });

  it.each([
    [{ planned: 10, loaded: 4, failed: 5, left: 1, stopped: 'provider' }, '5 failed, 1 left (the provider fails'],
    [{ planned: 10, left: 10, stopped: 'deadline' }, '0 failed, 10 left (no progress)'],
    [{ planned: 10, loaded: 8, failed: 2 }, '2 failed, 0 left,'],
  ])('ends where it gets no further: %j', async (answer, said) => {
    const { code, out } = await runLine(['warm', 'nfl', '--url', 'http://x'], {
      fetch: service([answer]).fetch,
      clock: quickClock(),
    });
    expect([code, out]).toEqual([5, expect.stringContaining(said)]);
  });

  it('goes on after a request that had no time for a load', async () => {
    const { code, out } = await runLine(['warm', 'nfl', '--url', 'http://x'], {
      fetch: service([
        { planned: 3, left: 3, stopped: 'deadline' },
        { planned: 3, loaded: 3, complete: true },
      ]).fetch,
      clock: quickClock(),
    });
    expect([code, out]).toEqual([0, expect.stringContaining('nfl is warm: 3 documents')]);
  });

  it('tells a refusal', async () => {
    const { code, err } = await runLine(['warm', 'nfl', '--url', 'http://x'], {
      fetch: () =>
        Promise.resolve(new Response('{"code":"forbidden","detail":"This needs an admin key"}', { status: 403 })),
    });
    expect([code, err]).toEqual([4, 'warming of nfl: check the key (This needs an admin key).\n']);
  });

  it.each([
    [{ done: 0, total: undefined, calls: 3, elapsed: 900 }, '────────────────────────    0 %  planning · 3 calls'],
    [
      { done: 38, total: 115, calls: 41, elapsed: 4800 },
      '━━━━━━━─────────────────   33 %  38 of 115 documents · 7.9/s · 10 s left · 41 calls',
    ],
    [
      { done: 38, total: 115, calls: 120, elapsed: 9500, waiting: 22_400 },
      "━━━━━━━─────────────────   33 %  38 of 115 documents · 4.0/s · the minute's calls are spent: on in 23 s · 120 calls",
    ],
    [
      { done: 115, total: 115, calls: undefined, elapsed: 20_000 },
      '━━━━━━━━━━━━━━━━━━━━━━━━  100 %  115 of 115 documents · 5.8/s',
    ],
  ])('says how far it is: %j', (progress, text) => {
    expect(progressText(progress)).toBe(text);
  });
});
