import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { minutes, seconds, type Clock } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { Upstream } from '../../../lib/sports/upstream/index.ts';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createGeneratedLeague } from '../../support/generated-league.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';

const asked = (routeKey: string, path: object, query: object, body?: object): ApiEvent => ({
  routeKey,
  headers: {},
  pathParameters: { league: 'nfl', ...path },
  queryStringParameters: { ...query },
  ...(body && { body: JSON.stringify(body) }),
  isBase64Encoded: false,
});

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(10_000 + index));

const QUESTIONS: Readonly<Record<string, ApiEvent>> = {
  line: asked(ROUTE.stats, { player: '10000' }, { season: '2024' }),
  career: asked(ROUTE.stats, { player: '10000' }, {}),
  roster: asked(ROUTE.roster, { team: '1' }, {}),
  labelled: asked(ROUTE.stats, { player: '10000' }, { include: 'labels' }),
  search: asked(ROUTE.search, {}, { name: 'Given1 Surname0' }),
  compare: asked(ROUTE.compare, {}, { players: '10000,10001', season: '2024' }),
  batch: asked(ROUTE.statsBatch, {}, {}, { player_ids: [...ids(12), 'nobody'], season: 2024 }),
  'the same in part': asked(ROUTE.statsBatch, {}, {}, { player_ids: ids(11), season: 2024 }),
  card: asked(ROUTE.card, { player: '10000' }, { season: '2024' }),
};

const packed = (event: ApiEvent): ApiEvent => ({ ...event, headers: { 'accept-encoding': 'gzip' } });

/** An environment before a tier of its own, and a provider whose players throw further each time they are told to. */
const createWorld = (clock: Clock, keepsNothing: boolean, maxBytes?: number) => {
  const league = createGeneratedLeague({ isCareerTold: true });
  const shared: MemorySharedTier = createMemorySharedTier('l2', { clock });
  let yards = 4000;
  const upstream: Upstream = {
    ...league,
    career: async (...call) => {
      const table = await league.career(...call);
      const further = table?.categories.map((category) => ({
        ...category,
        rows: category.rows.map((row) => ({ ...row, values: ['16', yards] })),
      }));
      return table && { ...table, categories: further ?? [] };
    },
  };
  const api = createTestApi({
    upstream,
    clock,
    shared: [shared],
    keepsNothing,
    ...(maxBytes !== undefined && { maxBytes }),
  });
  return { api, shared, throwFurther: () => void (yards += 1) };
};

/** What is done to texts and bodies that were the same a moment ago. */
const counted = async (work: () => Promise<unknown>) => {
  const counts = { parsed: 0, written: 0, packed: 0, unpacked: 0, hashed: 0, measured: 0 };
  // Of a request, or of what is told of a single player.
  const LONG = 300;
  // A shorter text is stored as it is.
  const MIN_PACKED = 2048;
  const { parse, stringify } = JSON;
  const real = { gzipSync: zlib.gzipSync, gunzipSync: zlib.gunzipSync, hash: crypto.hash };
  const byteLength = Buffer.byteLength.bind(Buffer);
  vi.spyOn(JSON, 'parse').mockImplementation((text: string, reviver) => {
    if (text.length > LONG) counts.parsed += 1;
    return parse(text, reviver) as unknown;
  });
  vi.spyOn(JSON, 'stringify').mockImplementation((...args: Parameters<typeof stringify>) => {
    const text: unknown = stringify(...args);
    if (typeof text === 'string' && text.length > LONG) counts.written += 1;
    return text as string;
  });
  Object.assign(zlib, {
    gzipSync: (...args: Parameters<typeof zlib.gzipSync>) => ((counts.packed += 1), real.gzipSync(...args)),
    gunzipSync: (...args: Parameters<typeof zlib.gunzipSync>) => ((counts.unpacked += 1), real.gunzipSync(...args)),
  });
  Object.assign(crypto, {
    hash: (...args: Parameters<typeof crypto.hash>) => ((counts.hashed += 1), real.hash(...args)),
  });
  vi.spyOn(Buffer, 'byteLength').mockImplementation((text, encoding) => {
    // Of base64 the length alone decides it.
    if (typeof text === 'string' && text.length > MIN_PACKED && encoding !== 'base64') counts.measured += 1;
    return byteLength(text, encoding);
  });
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    vi.restoreAllMocks();
    Object.assign(zlib, { gzipSync: real.gzipSync, gunzipSync: real.gunzipSync });
    Object.assign(crypto, { hash: real.hash });
    syncBuiltinESMExports();
  }
  return counts;
};

const settled = async (api: TestApi): Promise<void> => {
  for (const event of Object.values(QUESTIONS)) for (const each of [event, packed(event)]) await api.raw(each);
};

describe('an answer of which nothing has changed', () => {
  const clock = createFakeClock();
  const nothing = { parsed: 0, written: 0, packed: 0, unpacked: 0, hashed: 0, measured: 0 };

  it.each(Object.keys(QUESTIONS))(
    'is not parsed, written, packed, unpacked, hashed or measured again: %s',
    async (name) => {
      const { api } = createWorld(clock, false);
      const event = QUESTIONS[name];
      if (event === undefined) throw new Error('Nothing was asked for');
      for (const each of [event, packed(event)]) {
        // The second of them is the first that finds all it needs in memory.
        for (let time = 0; time < 2; time += 1) await api.raw(each);
        // Not through `raw`, which checks the answer against its schema.
        expect(await counted(() => api.unchecked(each))).toEqual(nothing);
      }
    },
  );

  it('is put together anew by an environment that keeps nothing: what is counted is counted', async () => {
    const { api } = createWorld(clock, true);
    const event = packed(QUESTIONS.batch ?? asked('', {}, {}));
    for (let time = 0; time < 2; time += 1) await api.raw(event);
    expect(await counted(() => api.unchecked(event))).toMatchObject({ packed: 1, hashed: 1 });
  });
});

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      of: fc.constantFrom(...Object.keys(QUESTIONS)),
      gzip: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('later' as const),
      ms: fc.constantFrom(1, 900, seconds(29), seconds(31), minutes(6), minutes(70)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('further' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('purge' as const, 'purge elsewhere' as const),
      scope: fc.constantFrom('*', 'rosters', 'stats', 'player:10000', 'team:1'),
    }),
  },
);

describe('what is kept of answers', () => {
  it.each([
    ['with room for everything', undefined],
    ['with hardly any room', 60_000],
  ])('never shows, whatever is purged, expires or is replaced: %s', async (_name, maxBytes) => {
    let elsewhere = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const clock = createFakeClock();
        const worlds = [createWorld(clock, false, maxBytes), createWorld(clock, true, maxBytes)];
        for (const each of steps) {
          if (each.kind === 'later') clock.advance(each.ms);
          else if (each.kind === 'further') for (const world of worlds) world.throwFurther();
          else if (each.kind === 'ask') {
            const event = QUESTIONS[each.of] ?? asked('', {}, {});
            const replies = [];
            for (const { api } of worlds) replies.push(await api.raw(each.gzip ? packed({ ...event }) : { ...event }));
            expect(replies[0]).toEqual(replies[1]);
          } else if (each.kind === 'purge') {
            for (const { api } of worlds) await api.post(ROUTE.purge, {}, { league: 'nfl', scope: each.scope });
          } else {
            elsewhere += 1;
            for (const { shared } of worlds) await shared.purge('nfl', [each.scope], `elsewhere-${elsewhere}`);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('counts in the bytes of memory, and is gone where entries need the room', async () => {
    const { api } = createWorld(createFakeClock(), false, 200_000);
    await settled(api);
    expect(api.memoryBytes()).toBeLessThanOrEqual(200_000);
    expect(api.derivedBytes()).toBeGreaterThan(0);
  });
});
