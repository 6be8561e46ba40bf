import { describe, expect, it } from 'vitest';
import { hours, minutes, type LeaseName, type LoadFailure, type SharedTier } from '../../lib/cache/index.ts';
import { playerKeys } from '../support/entries.ts';
import { NAMESPACE, type TierUnderTest } from './tier-store.ts';

const LEASE: LeaseName = 'nfl:stats:3139477@01K4ZZZZZZZZZZZZZZZZZZZZZ0.01K5ZZZZZZZZZZZZZZZZZZZZZ1';
const OTHER: LeaseName = 'nfl:roster:12';
const LONG = minutes(1);
// In earnest, for a store with a clock of its own.
const SHORT = 20;

/** What every tier promises of its leases. */
export const describeLeases = (opened: () => TierUnderTest): void => {
  describe('its leases', () => {
    const another = (): SharedTier => opened().store.tier(opened().prefix);
    const take = (leases: readonly LeaseName[], ttl = LONG, tier = another()): Promise<ReadonlySet<LeaseName>> =>
      tier.acquire(NAMESPACE, leases, ttl);
    const failuresOf = async (...leases: LeaseName[]): Promise<ReadonlyMap<LeaseName, LoadFailure>> =>
      (await another().getMany(NAMESPACE, { keys: playerKeys(1), leases })).failures;

    it('have one holder among twenty environments that ask at once', async () => {
      const won = await Promise.all(Array.from({ length: 20 }, () => take([LEASE])));
      expect(won.filter((leases) => leases.has(LEASE))).toHaveLength(1);
      expect(await take([LEASE])).toEqual(new Set());
    });

    it('are each given to one, however many are asked for at once', async () => {
      const names = playerKeys(30);
      expect(await take(names.slice(0, 10))).toEqual(new Set(names.slice(0, 10)));
      expect(await take([...names, ...names])).toEqual(new Set(names.slice(10)));
      const contested = playerKeys(40).slice(30);
      const won = await Promise.all(Array.from({ length: 5 }, () => take(contested)));
      expect(won.flatMap((leases) => [...leases]).toSorted()).toEqual([...contested].toSorted());
    });

    it('cost nothing when none is asked for', async () => {
      const before = opened().store.calls();
      expect(await take([])).toEqual(new Set());
      expect(opened().store.calls()).toBe(before);
    });

    it('are free again when their time is over', async () => {
      expect((await take([LEASE, OTHER], SHORT)).size).toBe(2);
      await opened().store.pass(SHORT);
      expect(await take([LEASE])).toEqual(new Set([LEASE]));
      expect(await take([LEASE, OTHER])).toEqual(new Set([OTHER]));
    });

    it('belong to a prefix, and are no entries', async () => {
      await take([LEASE]);
      const elsewhere = opened().store.tier(`${opened().prefix}other:`);
      expect(await take([LEASE], LONG, elsewhere)).toEqual(new Set([LEASE]));
      const { entries, failures } = await another().getMany(NAMESPACE, { keys: playerKeys(1), leases: [LEASE] });
      expect([entries.size, failures.size]).toEqual([0, 0]);
    });

    it('hold a failure, which every environment reads until it may be tried again', async () => {
      const { clock, tier } = opened();
      const failure = { reason: 'rate-limited', retryAt: clock.now() + LONG };
      await take([LEASE, OTHER]);
      await tier.fail(NAMESPACE, LEASE, failure);
      expect(await failuresOf(OTHER, LEASE, 'nfl:live', LEASE)).toEqual(new Map([[LEASE, failure]]));
      expect(await failuresOf(OTHER)).toEqual(new Map());
      expect(await take([LEASE])).toEqual(new Set());
      clock.advance(LONG - 1);
      expect((await failuresOf(LEASE)).size).toBe(1);
      clock.advance(1);
      expect(await failuresOf(LEASE)).toEqual(new Map());
    });

    it('are free again when a failure may be tried again', async () => {
      const { clock, store, tier } = opened();
      await take([LEASE]);
      await tier.fail(NAMESPACE, LEASE, { reason: 'timeout', retryAt: clock.now() + SHORT });
      await store.pass(SHORT);
      expect(await take([LEASE])).toEqual(new Set([LEASE]));
      expect(await failuresOf(LEASE)).toEqual(new Map());
    });

    it('are free again after their time, although a clock took them that was hours ahead', async () => {
      const { clock, store, tier } = opened();
      clock.advance(hours(6));
      await take([LEASE], SHORT);
      await tier.fail(NAMESPACE, OTHER, { reason: 'timeout', retryAt: clock.now() + SHORT, since: clock.now() });
      clock.advance(-hours(6));
      await store.pass(SHORT);
      expect(await take([LEASE, OTHER])).toEqual(new Set([LEASE, OTHER]));
    });

    it('are freed by a failure that may be tried again at once', async () => {
      const { clock, store, tier } = opened();
      await take([LEASE]);
      await tier.fail(NAMESPACE, LEASE, { reason: 'timeout', retryAt: clock.now() - 1000 });
      await store.pass(1);
      expect(await take([LEASE])).toEqual(new Set([LEASE]));
    });

    it('take a failure that nobody held them for, the last of several, and no long reason', async () => {
      const { clock, tier } = opened();
      const retryAt = clock.now() + LONG;
      await tier.fail(NAMESPACE, LEASE, { reason: 'blocked', retryAt: retryAt + 1 });
      await tier.fail(NAMESPACE, LEASE, { reason: '"é"\n'.repeat(100), retryAt });
      expect(await failuresOf(LEASE)).toEqual(new Map([[LEASE, { reason: '"é"\n'.repeat(15), retryAt }]]));
    });
  });
};
