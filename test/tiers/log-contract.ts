import { describe, expect, it } from 'vitest';
import { cacheKey, EMPTY_LOG, minutes, type PurgeLog, type SharedTier } from '../../lib/cache/index.ts';
import { entryOf, playerKeys } from '../support/entries.ts';
import { NAMESPACE, type TierUnderTest } from './tier-store.ts';
import { copyOf } from '../support/copy-of.ts';

const KEY = cacheKey('nfl:player:3139477');
const OLD = '01K4ZZZZZZZZZZZZZZZZZZZZZ0';
const NEW = '01K5ZZZZZZZZZZZZZZZZZZZZZ1';

const scopesOf = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `team:${index}`);

/** What every tier promises of its purge log. */
export const describeLog = (opened: () => TierUnderTest): void => {
  describe('its purge log', () => {
    const another = (): SharedTier => opened().store.tier(opened().prefix);
    const logOf = async (tier = another()): Promise<PurgeLog | undefined> =>
      (await tier.getMany(NAMESPACE, { keys: [] })).purges;
    /** A log that is there, with nothing in it. */
    const begin = async (): Promise<SharedTier> => {
      await opened().tier.restore(NAMESPACE, copyOf(EMPTY_LOG));
      return opened().tier;
    };

    it('is, before anybody wrote it, what such a store can vouch for', async () => {
      expect(await logOf()).toEqual(opened().store.firstLog);
    });

    it('is read beside the values, and alone in one call', async () => {
      const tier = await begin();
      await tier.setMany(NAMESPACE, new Map([[KEY, entryOf(opened().clock, '1')]]));
      await tier.purge(NAMESPACE, ['*'], OLD);
      const { entries, purges, failures } = await tier.getMany(NAMESPACE, { keys: [KEY] });
      expect([entries.size, purges, failures.size]).toEqual([1, new Map([['*', OLD]]), 0]);
      const before = opened().store.calls();
      expect(await logOf()).toEqual(new Map([['*', OLD]]));
      expect(opened().store.calls() - before).toBeLessThanOrEqual(1);
    });

    it('tells every environment of a purge', async () => {
      await begin();
      await another().purge(NAMESPACE, ['rosters', 'team:12'], OLD);
      expect(await logOf(opened().tier)).toEqual(
        new Map([
          ['rosters', OLD],
          ['team:12', OLD],
        ]),
      );
    });

    it('keeps the last stamp of a scope', async () => {
      const tier = await begin();
      await tier.purge(NAMESPACE, ['team:12', 'rosters'], OLD);
      await another().purge(NAMESPACE, ['team:12'], NEW);
      expect(await logOf()).toEqual(
        new Map([
          ['team:12', NEW],
          ['rosters', OLD],
        ]),
      );
    });

    it('keeps concurrent purges of different scopes, all of them', async () => {
      await begin();
      const scopes = scopesOf(20);
      await Promise.all(scopes.map((scope) => another().purge(NAMESPACE, [scope], NEW)));
      expect(await logOf()).toEqual(new Map(scopes.map((scope) => [scope, NEW])));
    });

    it('shows a purge of several scopes whole or not at all', async () => {
      const tier = await begin();
      const scopes = scopesOf(32);
      const reads = Promise.all(Array.from({ length: 10 }, () => logOf()));
      await tier.purge(NAMESPACE, scopes, NEW);
      for (const log of [...(await reads), await logOf()]) expect([0, 32]).toContain(log?.size);
      expect((await logOf())?.size).toBe(32);
    });

    it('takes more scopes than fit one request, and a scope that is named twice', async () => {
      const tier = await begin();
      await tier.purge(NAMESPACE, [...scopesOf(250), ...scopesOf(3)], NEW);
      expect(await logOf()).toEqual(new Map(scopesOf(250).map((scope) => [scope, NEW])));
    });

    it('is one for each namespace, and for each prefix', async () => {
      const tier = await begin();
      await tier.restore('nba', copyOf(EMPTY_LOG));
      await tier.purge('nba', ['*'], NEW);
      const elsewhere = opened().store.tier(`${opened().prefix}other:`);
      await elsewhere.restore(NAMESPACE, copyOf(new Map([['*', OLD]])));
      expect(await logOf()).toEqual(EMPTY_LOG);
      expect(await logOf(elsewhere)).toEqual(new Map([['*', OLD]]));
    });

    it('calls nobody for a purge of nothing', async () => {
      const before = opened().store.calls();
      await opened().tier.purge(NAMESPACE, [], NEW);
      expect(opened().store.calls()).toBe(before);
    });

    it.each(['', 'team 12', 'team:12\n* 1', 'équipe', 'x'.repeat(513)])('refuses the scope %j', async (scope) => {
      const tier = await begin();
      await tier.purge(NAMESPACE, ['*'], OLD);
      await expect(tier.purge(NAMESPACE, ['rosters', scope], NEW)).rejects.toThrow(RangeError);
      await expect(tier.purge(NAMESPACE, ['rosters'], scope)).rejects.toThrow(RangeError);
      expect(await logOf()).toEqual(new Map([['*', OLD]]));
    });

    describe('when it is restored', () => {
      const copy = new Map([
        ['*', OLD],
        ['team:12', OLD],
      ]);

      it('is the copy where there was none', async () => {
        await opened().tier.restore(NAMESPACE, copyOf(copy));
        expect(await logOf()).toEqual(copy);
      });

      it('can be one of a thousand scopes', async () => {
        const large = new Map(scopesOf(1000).map((scope) => [scope, OLD]));
        await opened().tier.restore(NAMESPACE, copyOf(large));
        expect(await logOf()).toEqual(large);
      });

      it('stays what it is when it was there, be it empty', async () => {
        const tier = await begin();
        await tier.restore(NAMESPACE, copyOf(copy));
        expect(await logOf()).toEqual(EMPTY_LOG);
        await tier.purge(NAMESPACE, ['team:12'], NEW);
        await tier.restore(NAMESPACE, copyOf(copy));
        expect(await logOf()).toEqual(new Map([['team:12', NEW]]));
      });

      it('by many at once, loses no purge that comes between', async () => {
        const scopes = scopesOf(10);
        const restores = Array.from({ length: 10 }, () => another().restore(NAMESPACE, copyOf(EMPTY_LOG)));
        const purges = scopes.map((scope) => another().purge(NAMESPACE, [scope], NEW));
        await Promise.all([...restores, ...purges]);
        await another().restore(NAMESPACE, copyOf(EMPTY_LOG));
        expect(await logOf()).toEqual(new Map(scopes.map((scope) => [scope, NEW])));
      });
    });

    describe('when it is pruned', () => {
      it('keeps what is wanted, and goes on being a log when that is nothing', async () => {
        const tier = await begin();
        await tier.purge(NAMESPACE, scopesOf(60), OLD);
        await tier.purge(NAMESPACE, ['team:7', 'rosters'], NEW);
        await another().prune(NAMESPACE, (_, stamp) => stamp === NEW);
        expect(await logOf()).toEqual(
          new Map([
            ['team:7', NEW],
            ['rosters', NEW],
          ]),
        );
        await another().prune(NAMESPACE, () => false);
        expect(await logOf()).toEqual(EMPTY_LOG);
        await tier.restore(NAMESPACE, copyOf(new Map([['*', OLD]])));
        expect(await logOf()).toEqual(EMPTY_LOG);
      });

      it('asks about the last stamp of each scope', async () => {
        const tier = await begin();
        await tier.purge(NAMESPACE, ['*', 'team:1'], OLD);
        await tier.purge(NAMESPACE, ['*'], NEW);
        const asked = new Map<string, string>();
        await tier.prune(NAMESPACE, (scope, stamp) => asked.set(scope, stamp).size > 0);
        expect(asked).toEqual(
          new Map([
            ['*', NEW],
            ['team:1', OLD],
          ]),
        );
        expect(await logOf()).toEqual(asked);
      });

      it('keeps every purge that comes between', async () => {
        const tier = await begin();
        const scopes = scopesOf(10);
        await tier.purge(NAMESPACE, scopes, OLD);
        await Promise.all(
          scopes.flatMap((scope) => [
            another().prune(NAMESPACE, (_, stamp) => stamp !== OLD),
            another().purge(NAMESPACE, [scope], NEW),
          ]),
        );
        expect(await logOf()).toEqual(new Map(scopes.map((scope) => [scope, NEW])));
      });

      it('is no fault where there is no log', async () => {
        await opened().tier.prune(NAMESPACE, () => false);
        expect(await logOf()).toEqual(opened().store.firstLog);
      });
    });

    it('carries reports of tiers that are down, where it can, until their time is over', async () => {
      const { tier, store, clock } = opened();
      await begin();
      const until = clock.now() + minutes(1);
      await tier.reportDown(NAMESPACE, 'l2', until);
      await tier.purge(NAMESPACE, ['*'], OLD);
      const { down, purges } = await another().getMany(NAMESPACE, { keys: playerKeys(1) });
      expect(down).toEqual(store.keepsReports ? new Map([['l2', until]]) : new Map());
      expect(purges).toEqual(new Map([['*', OLD]]));
      await another().reportDown(NAMESPACE, 'l2', until + 1000);
      clock.advance(minutes(1));
      expect((await another().getMany(NAMESPACE, { keys: [] })).down.size).toBe(store.keepsReports ? 1 : 0);
      clock.advance(1000);
      expect((await another().getMany(NAMESPACE, { keys: [] })).down).toEqual(new Map());
    });
  });
};
