import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds } from '../../lib/cache/index.ts';
import { createEnvironment, WITHOUT_SHARED_TIERS, type Environment } from '../support/environment.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createFakeSource, type FakeSource } from '../support/fake-source.ts';

let clock: FakeClock;
let upstream: FakeSource;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeSource();
  upstream.mode = 'fails';
});

const ask = async ({ cache, drain }: Environment, name = 'player'): Promise<string> => {
  const { kind } = await cache.read(upstream.query(name));
  await drain();
  return kind;
};

/** The seconds at which the provider was asked, while three questions a second are put for so long. */
const askedAt = async (here: Environment, duration: number): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let second = 0; second < duration; second += 1) {
    const before = upstream.loads();
    for (let question = 0; question < 3; question += 1) expect(await ask(here)).toBe('failed');
    if (upstream.loads() > before) times.push(second);
    clock.advance(seconds(1));
  }
  return times;
};

describe.each(WITHOUT_SHARED_TIERS)('%s, a provider that fails', (_tiers, shared) => {
  const start = (): Environment => createEnvironment({ clock, shared: shared(clock) });

  it('is asked after one second, then half as often each time, until it is every 30 seconds', async () => {
    expect(await askedAt(start(), 120)).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    expect(upstream.loads()).toBe(8);
  });

  it('is asked again after one second once it has answered in between', async () => {
    const here = start();
    await askedAt(here, 20);
    clock.advance(seconds(30));
    upstream.mode = 'answers';
    expect(await ask(here)).toBe('value');
    upstream.mode = 'fails';
    // Beyond what may be served stale.
    clock.advance(hours(3));
    expect(await askedAt(here, 5)).toEqual([0, 1, 3]);
  });

  it('is not asked because of a failure of another source', async () => {
    const here = start();
    await ask(here);
    expect(await ask(here, 'other')).toBe('failed');
    expect(upstream.loads()).toBe(2);
  });
});

describe('what a provider asks for', () => {
  const retryAfter = (ms: number): Environment =>
    createEnvironment({ clock, shared: [], describe: () => ({ reason: 'rate-limited', retryAfter: ms }) });

  it('is honoured', async () => {
    const here = retryAfter(minutes(2));
    await ask(here);
    clock.advance(minutes(2) - 1);
    await ask(here);
    expect(upstream.loads()).toBe(1);
    clock.advance(1);
    await ask(here);
    expect(upstream.loads()).toBe(2);
    expect(here.story()).toContain('backed-off player rate-limited');
  });

  it('is told to whoever would refresh meanwhile: what is left of it', async () => {
    const here = retryAfter(minutes(2));
    await ask(here);
    clock.advance(seconds(30));
    await expect(here.cache.refresh(upstream.query('player'), 0)).rejects.toMatchObject({
      name: 'LoadBackedOffError',
      reason: 'rate-limited',
      retryAfter: seconds(90),
    });
    expect(upstream.loads()).toBe(1);
  });

  it('is honoured for an hour at most', async () => {
    const here = retryAfter(days(1));
    await ask(here);
    clock.advance(hours(1) - 1);
    await ask(here);
    expect(upstream.loads()).toBe(1);
    clock.advance(1);
    await ask(here);
    expect(upstream.loads()).toBe(2);
  });
});

describe('remembered failures', () => {
  it('are 5000 at most: the oldest is forgotten first', async () => {
    const here = createEnvironment({ clock, shared: [] });
    for (let at = 0; at <= 5000; at += 1) await ask(here, `player:${at}`);
    expect(upstream.loads()).toBe(5001);
    await ask(here, 'player:1');
    await ask(here, 'player:5000');
    expect(upstream.loads()).toBe(5001);
    await ask(here, 'player:0');
    expect(upstream.loads()).toBe(5002);
  });
});
