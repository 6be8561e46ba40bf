import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hours } from '../../lib/cache/index.ts';
import type { Draw, LimitLedger } from '../../lib/ledgers/limit-ledger.ts';
import { createLocalLimitLedger } from '../../lib/ledgers/local-limit-ledger.ts';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createDynamoDbLimitLedger } from '../../lib/tiers/dynamodb/limit-ledger.ts';
import { startLocalTable, type LocalTable } from '../support/local-table.ts';

let table: LocalTable;
beforeAll(async () => {
  table = await startLocalTable();
});
afterAll(() => table.close());

const LEDGERS: readonly [string, () => LimitLedger][] = [
  ['in memory', createLocalLimitLedger],
  [
    'in DynamoDB',
    () =>
      createDynamoDbLimitLedger({
        client: createDynamoDbClient(table.client),
        tableName: table.tableName,
        prefix: `${crypto.randomUUID()}:`,
      }),
  ],
];

const NOON = Date.UTC(2026, 10, 22, 12);
const ID = 'b'.repeat(64);
const ROOMY = { id: ID, requests: 10, limit: 100, held: 9, maxHeld: 20 } satisfies Draw;

describe.each(LEDGERS)('a ledger of limits %s', (_name, open) => {
  it('grants draws until the limit, and tells what stands', async () => {
    const ledger = open();
    const first = await ledger.draw({ ...ROOMY, requests: 60 }, NOON);
    expect(first).toEqual({ isGranted: true, standing: { drawn: 60, held: 9 } });
    const tooMuch = await ledger.draw({ ...ROOMY, requests: 41, held: 0 }, NOON);
    expect(tooMuch).toEqual({ isGranted: false, standing: { drawn: 60, held: 9 } });
    expect((await ledger.draw({ ...ROOMY, requests: 40, held: 0 }, NOON)).isGranted).toBe(true);
    const none = await ledger.draw({ ...ROOMY, requests: 1, held: 0 }, NOON);
    expect(none).toEqual({ isGranted: false, standing: { drawn: 100, held: 9 } });
  });

  it('grants nothing out of nothing', async () => {
    const ledger = open();
    const nothing = { isGranted: false, standing: { drawn: 0, held: 0 } };
    expect(await ledger.draw({ ...ROOMY, requests: 101, held: 0 }, NOON)).toEqual(nothing);
    expect(await ledger.draw({ ...ROOMY, held: 21 }, NOON)).toEqual(nothing);
    expect((await ledger.draw(ROOMY, NOON)).standing).toEqual({ drawn: 10, held: 9 });
  });

  it('refuses what would make too much be held, and never what gives back', async () => {
    const ledger = open();
    await ledger.draw({ ...ROOMY, held: 20 }, NOON);
    expect((await ledger.draw({ ...ROOMY, held: 1 }, NOON)).isGranted).toBe(false);
    const lowered = { ...ROOMY, maxHeld: 2 };
    expect((await ledger.draw({ ...lowered, held: 0 }, NOON)).isGranted).toBe(true);
    expect((await ledger.draw({ ...lowered, held: -9 }, NOON)).standing).toEqual({ drawn: 30, held: 11 });
    const { maxHeld: _, ...unbounded } = ROOMY;
    expect((await ledger.draw({ ...unbounded, held: 50 }, NOON)).standing).toEqual({ drawn: 40, held: 61 });
  });

  it('counts what has been answered, whatever the limit', async () => {
    const ledger = open();
    await ledger.add(ID, 98, NOON);
    await ledger.add(ID, 3, NOON);
    expect(await ledger.draw({ ...ROOMY, requests: 1, held: 0 }, NOON)).toEqual({
      isGranted: false,
      standing: { drawn: 101, held: 0 },
    });
  });

  it('begins anew at midnight UTC, and keeps keys apart', async () => {
    const ledger = open();
    await ledger.draw({ ...ROOMY, requests: 100 }, NOON);
    expect((await ledger.draw(ROOMY, NOON + hours(12) - 1)).isGranted).toBe(false);
    expect((await ledger.draw({ ...ROOMY, id: 'c'.repeat(64) }, NOON)).isGranted).toBe(true);
    expect(await ledger.draw(ROOMY, NOON + hours(12))).toEqual({ isGranted: true, standing: { drawn: 10, held: 9 } });
  });

  it('grants no more than the limit to any number that draw at once', async () => {
    const ledger = open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ requests: fc.integer({ min: 1, max: 40 }), held: fc.integer({ min: 0, max: 12 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.uuid(),
        async (draws, id) => {
          const drawn = await Promise.all(draws.map((draw) => ledger.draw({ ...ROOMY, ...draw, id }, NOON)));
          const granted = draws.filter((_draw, index) => drawn[index]?.isGranted === true);
          const sum = (of: 'requests' | 'held'): number => granted.reduce((all, draw) => all + draw[of], 0);
          expect(sum('requests')).toBeLessThanOrEqual(ROOMY.limit);
          expect(sum('held')).toBeLessThanOrEqual(ROOMY.maxHeld);
          const last = await ledger.draw({ ...ROOMY, id, requests: 1000, held: 0 }, NOON);
          expect(last.standing).toEqual({ drawn: sum('requests'), held: sum('held') });
        },
      ),
      { numRuns: 25 },
    );
  });
});
