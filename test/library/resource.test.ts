import { describe, expect, it } from 'vitest';
import {
  createCache,
  createResource,
  hours,
  minutes,
  seconds,
  type Cache,
  type Resource,
} from '../../lib/library/cache.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../support/memory-shared-tier.ts';

interface Rate {
  readonly currency: string;
  readonly dollars: number;
}

/** Prices somewhere else, which may be out, and how often they were asked for. */
const createBank = () => {
  const prices = new Map([
    ['EUR', 1.08],
    ['Ünïcode / currency', 2],
  ]);
  let asked = 0;
  let isOut = false;
  return {
    prices,
    asked: () => asked,
    goOut: () => (isOut = true),
    ask(currency: string): Promise<Rate | null> {
      asked += 1;
      if (isOut) return Promise.reject(new Error('closed'));
      const dollars = prices.get(currency);
      return Promise.resolve(dollars === undefined ? null : { currency, dollars });
    },
  };
};

interface Environment {
  readonly cache: Cache;
  readonly rates: Resource<Rate>;
}

const environmentOf = (
  shared: MemorySharedTier,
  clock: FakeClock,
  bank: ReturnType<typeof createBank>,
): Environment => {
  const cache = createCache({ tiers: [shared], clock, random: () => 0, coherenceWindow: () => seconds(30) });
  const rates = createResource<Rate>(cache, {
    namespace: 'rates',
    name: 'rate',
    policy: {
      freshFor: minutes(5),
      staleWhileRevalidate: minutes(10),
      staleIfError: hours(1),
      absentFor: minutes(1),
    },
    load: (currency) => bank.ask(currency),
    scopes: (currency) => [`region:${currency === 'EUR' ? 'europe' : 'elsewhere'}`],
  });
  return { cache, rates };
};

const story = () => {
  const clock = createFakeClock();
  const bank = createBank();
  const shared = createMemorySharedTier('l2', { clock });
  return { clock, bank, shared, open: () => environmentOf(shared, clock, bank) };
};

describe('a resource', () => {
  it('is loaded once for all environments', async () => {
    const { bank, open } = story();
    const [first, second] = [open(), open()];
    expect(await first.rates.get('EUR')).toEqual({ currency: 'EUR', dollars: 1.08 });
    await first.cache.settle();
    expect(await second.rates.get('EUR')).toEqual({ currency: 'EUR', dollars: 1.08 });
    expect(bank.asked()).toBe(1);
  });

  it('may have any id, and remembers that there is no such thing', async () => {
    const { bank, open } = story();
    const { rates } = open();
    expect(await rates.get('Ünïcode / currency')).toMatchObject({ dollars: 2 });
    expect(await rates.get('NIL')).toBeNull();
    expect(await rates.get('NIL')).toBeNull();
    expect(bank.asked()).toBe(2);
    expect(() => rates.query('x'.repeat(600))).toThrow(RangeError);
  });

  it('is asked for many at a time with one look into the tier', async () => {
    const { shared, open } = story();
    const first = open();
    await first.rates.readMany(['EUR', 'NIL']);
    await first.cache.settle();
    const before = shared.trips().gets;
    const answers = await open().rates.readMany(['EUR', 'NIL']);
    expect(answers.map(({ kind }) => kind)).toEqual(['value', 'absent']);
    expect(shared.trips().gets - before).toBe(1);
  });

  it('says that it is stale while the upstream is out, and fails when that has lasted too long', async () => {
    const { bank, clock, open } = story();
    const { rates, cache } = open();
    await rates.get('EUR');
    bank.goOut();
    clock.advance(minutes(20));
    expect(await rates.read('EUR')).toMatchObject({ kind: 'value', served: { state: 'stale-if-error' } });
    await cache.settle();
    clock.advance(hours(1));
    const answer = await rates.read('EUR');
    expect(answer.kind).toBe('failed');
    await expect(rates.get('EUR')).rejects.toThrow();
  });

  it('that is purged by one environment is gone from the others within the window', async () => {
    const { bank, clock, open } = story();
    const [first, second] = [open(), open()];
    await first.rates.get('EUR');
    await first.cache.settle();
    await second.rates.get('EUR');
    bank.prices.set('EUR', 1.2);
    await first.rates.purge(['EUR']);
    clock.advance(seconds(31));
    expect(await second.rates.get('EUR')).toMatchObject({ dollars: 1.2 });
  });

  it('is purged by what its scopes say', async () => {
    const { bank, open } = story();
    const { cache, rates } = open();
    await rates.get('EUR');
    await cache.purge('rates', ['region:europe']);
    await rates.get('EUR');
    expect(bank.asked()).toBe(2);
  });
});
