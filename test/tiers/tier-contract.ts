import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cacheKey, encodeEntry, minutes, type CacheKey, type Entry, type SharedTier } from '../../lib/cache/index.ts';
import { entryOf, gzipBody, playerKeys } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { describeLeases } from './lease-contract.ts';
import { describeLog } from './log-contract.ts';
import { NAMESPACE, type OpenTierStore, type TierStore } from './tier-store.ts';

export type { OpenTierStore, TierStore } from './tier-store.ts';

const MAHOMES = cacheKey('nfl:player:3139477');
const ALLEN = cacheKey('nfl:player:3918298');

/** What every tier promises. A new tier is done when it passes. */
export const describeTierContract = (name: string, openStore: OpenTierStore): void => {
  describe(`${name}, as a tier`, () => {
    const clock = createFakeClock();
    let store: TierStore;
    let tests = 0;
    let prefix: string;
    let tier: SharedTier;

    beforeAll(async () => {
      store = await openStore(clock);
    });
    afterAll(() => store.close());
    beforeEach(() => {
      tests += 1;
      prefix = `contract-${process.pid}-${tests}:`;
      tier = store.tier(prefix);
    });

    const read = async (...keys: CacheKey[]): Promise<ReadonlyMap<CacheKey, Entry>> =>
      (await tier.getMany(NAMESPACE, { keys })).entries;
    const write = (...entries: [CacheKey, Entry][]): Promise<void> => tier.setMany(NAMESPACE, new Map(entries));

    it('misses what nobody wrote', async () => {
      expect(await read(MAHOMES)).toEqual(new Map());
    });

    it.each([
      ['text', { encoding: 'identity', text: '{"name":"Patrick Mahomes"}' }],
      ['text beyond ASCII', { encoding: 'identity', text: '{"name":"Nikola Jokić","note":"🏈\\n\u2028 é"}' }],
      ['text that looks like a number', { encoding: 'identity', text: '0123' }],
      ['text with line ends', { encoding: 'identity', text: '{\n  "a": 1\n}\n' }],
      ['gzip', gzipBody(3000)],
      ['nothing: absent', null],
    ] satisfies [string, Entry['body']][])(
      'gives back a body of %s exactly, with its times and scopes',
      async (_, body) => {
        const entry = entryOf(clock, '', { body });
        await write([MAHOMES, entry]);
        expect(await read(MAHOMES)).toEqual(new Map([[MAHOMES, entry]]));
      },
    );

    it('gives back the stamps it was loaded under, and what the load cost', async () => {
      const stamps = { '*': '01K4ZZZZZZZZZZZZZZZZZZZZZ0', 'team:12': '01K5ZZZZZZZZZZZZZZZZZZZZZ1' };
      const entry = entryOf(clock, '1', { loadDuration: 1234, scopes: ['*', 'rosters', 'team:12'], stamps });
      await write([MAHOMES, entry]);
      expect(await read(MAHOMES)).toEqual(new Map([[MAHOMES, entry]]));
    });

    it('keeps large bodies whole, and small ones beside them', async () => {
      const text = entryOf(clock, JSON.stringify({ seasons: 'x'.repeat(300_000) }));
      const gzip = entryOf(clock, '', { body: gzipBody(200_000) });
      await write([MAHOMES, text], [ALLEN, gzip]);
      expect(await read(MAHOMES, ALLEN)).toEqual(
        new Map([
          [MAHOMES, text],
          [ALLEN, gzip],
        ]),
      );
    });

    // A client may cut what it reads out of a larger buffer: an entry in memory would keep all of it.
    it('gives back bytes that keep no more memory than their own', async () => {
      const keys = playerKeys(20);
      await write(...keys.map((key): [CacheKey, Entry] => [key, entryOf(clock, '', { body: gzipBody(700) })]));
      const pinned = [...(await read(...keys)).values()].map(({ body }) =>
        body?.encoding === 'gzip' ? body.bytes.buffer.byteLength : undefined,
      );
      expect(pinned).toEqual(keys.map(() => 700));
    });

    it('keeps a batch of 250 entries apart', async () => {
      const entries = playerKeys(250).map((key): [CacheKey, Entry] => [key, entryOf(clock, `{"key":"${key}"}`)]);
      await write(...entries);
      expect(await read(...playerKeys(250))).toEqual(new Map(entries));
    });

    it('answers a key once, however often it is asked for', async () => {
      const entry = entryOf(clock, '1');
      await write([MAHOMES, entry]);
      expect(await read(MAHOMES, ALLEN, MAHOMES, ALLEN, MAHOMES)).toEqual(new Map([[MAHOMES, entry]]));
    });

    it('answers the part of a batch that it has', async () => {
      const keys = playerKeys(10);
      const known = keys.filter((_, index) => index % 3 === 0);
      await write(...known.map((key): [CacheKey, Entry] => [key, entryOf(clock, key)]));
      expect([...(await read(...keys)).keys()].toSorted()).toEqual(known.toSorted());
    });

    it('keeps the last of two writes', async () => {
      await write([MAHOMES, entryOf(clock, '"team":"KC"')]);
      const later = entryOf(clock, '', { body: null });
      await write([MAHOMES, later]);
      expect(await read(MAHOMES)).toEqual(new Map([[MAHOMES, later]]));
    });

    it('answers a stale entry, and never an expired one', async () => {
      await write([
        MAHOMES,
        entryOf(clock, '1', { freshUntil: clock.now() + 1, staleUntil: clock.now() + minutes(4) }),
      ]);
      clock.advance(minutes(4) - 1);
      expect((await read(MAHOMES)).size).toBe(1);
      clock.advance(1);
      expect((await read(MAHOMES)).size).toBe(0);
    });

    it('gives an entry that is copied here what remains of its life, not a new one', async () => {
      await write([MAHOMES, entryOf(clock, '1', { staleUntil: clock.now() + minutes(4) })]);
      clock.advance(minutes(3));
      const found = await read(MAHOMES);
      await tier.setMany(NAMESPACE, found);
      clock.advance(minutes(1));
      expect((await read(MAHOMES)).size).toBe(0);
    });

    it('does not write an expired entry: what was there stays', async () => {
      const good = entryOf(clock, '"good"');
      await write([MAHOMES, good]);
      await write([MAHOMES, entryOf(clock, '"late"', { staleUntil: clock.now() })]);
      expect(await read(MAHOMES)).toEqual(new Map([[MAHOMES, good]]));
    });

    it('is one tier for every environment that opens it', async () => {
      const entry = entryOf(clock, '"shared"');
      await write([MAHOMES, entry]);
      const other = store.tier(prefix);
      expect((await other.getMany(NAMESPACE, { keys: [MAHOMES] })).entries).toEqual(new Map([[MAHOMES, entry]]));
    });

    it('knows nothing of another prefix', async () => {
      const elsewhere = store.tier(`${prefix}other:`);
      await elsewhere.setMany(NAMESPACE, new Map([[MAHOMES, entryOf(clock, '"other"')]]));
      expect((await read(MAHOMES)).size).toBe(0);
    });

    it('answers whole entries to many readers and writers at once', async () => {
      const versions = Array.from({ length: 8 }, (_, index) => entryOf(clock, String(index).repeat(5000)));
      const outcomes = await Promise.all(
        versions.map(async (entry) => {
          await write([MAHOMES, entry], [ALLEN, entry]);
          return read(MAHOMES, ALLEN);
        }),
      );
      const found = outcomes.flatMap((entries) => [...entries.values()]);
      expect(found).toHaveLength(16);
      for (const entry of found) expect(versions).toContainEqual(entry);
    });

    it('makes no call to write nothing', async () => {
      const before = store.calls();
      await tier.setMany(NAMESPACE, new Map());
      expect(store.calls()).toBe(before);
    });

    const { header, body } = encodeEntry(entryOf(clock, '{"name":"Josh Allen"}'));
    it.for([
      ['garbage', 'not a header', 'not a body'],
      ['an empty header', '', ''],
      ['a header of another kind of JSON', '[1,2]', String(body)],
      ['a header that was cut', header.slice(0, -5), String(body)],
      ['a body that was cut', header, String(body).slice(0, -1)],
      ['a body of another encoding', header.replace('identity', 'gzip'), String(body)],
      ['an entry of a later version', header.replace(/"v":\d+/, '"v":999'), String(body)],
    ] as const)('takes %s for a miss, and the next write heals it', async ([, planted, text], { skip }) => {
      if (store.plant === undefined) return skip('holds entries as they are');
      await store.plant(prefix + ALLEN, planted, text);
      const entry = entryOf(clock, '"good"');
      await write([MAHOMES, entry]);
      expect(await read(ALLEN, MAHOMES)).toEqual(new Map([[MAHOMES, entry]]));
      await write([ALLEN, entry]);
      expect((await read(ALLEN)).size).toBe(1);
    });

    const underTest = () => ({ clock, store, prefix, tier });
    describeLog(underTest);
    describeLeases(underTest);
  });
};
