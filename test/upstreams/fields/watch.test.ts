import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../../lib/cache/index.ts';
import type { DocumentStore } from '../../../lib/ledgers/document-store.ts';
import { readGoneFields, tellGoneFields } from '../../../lib/ledgers/gone-fields.ts';
import { WHOLE_DOCUMENT, type DocumentShape } from '../../../lib/upstreams/fields/shape.ts';
import { createFieldWatch, type FieldChange } from '../../../lib/upstreams/fields/watch.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';

const shape = (...fields: readonly string[]): DocumentShape => ({
  parts: new Set(['', '!']),
  fields: new Set([WHOLE_DOCUMENT, ...fields]),
  looksFor: () => true,
});
const WHOLE = shape('jersey', 'height');
const WITHOUT = shape('height');
const KIND = 'nfl roster';

/** A store, and what was asked of it. */
const createFleet = () => {
  const clock = createFakeClock();
  const store = createMemoryDocumentStore();
  const cost = { reads: 0, writes: 0, bytes: 0 };
  const counted: DocumentStore = {
    read(name) {
      cost.reads += 1;
      return store.read(name);
    },
    compareAndSet(name, text, expected) {
      cost.writes += 1;
      cost.bytes = Math.max(cost.bytes, text.length);
      return store.compareAndSet(name, text, expected);
    },
  };
  const changes: FieldChange[] = [];
  const work: Promise<unknown>[] = [];
  let documents = 0;
  const environment = (random = 0) => {
    const watch = createFieldWatch({
      records: counted,
      tellGone: (kind, gone) => tellGoneFields(counted, kind, gone),
      clock,
      random: () => random,
      defer: (each) => void work.push(each),
      onChange: (change) => void changes.push(change),
    });
    return {
      async saw(of: DocumentShape, kind = KIND): Promise<void> {
        watch.saw(kind, of, (documents += 1) % 32);
        await Promise.all(work.splice(0));
      },
      watch,
    };
  };
  const told = (): readonly string[] =>
    changes
      .splice(0)
      .map(
        ({ documents: kind, field, isGone, again }) =>
          `${kind} ${field} ${isGone ? 'gone' : 'back'}${again ? ' again' : ''}`,
      );
  return { clock, store, cost, environment, told, work };
};

type Fleet = ReturnType<typeof createFleet>;

/** One environment that lives, and reads a document every few minutes. */
const readFor = async (
  { clock }: { readonly clock: FakeClock },
  environment: ReturnType<Fleet['environment']>,
  documents: number,
  of: DocumentShape,
  every = minutes(5),
): Promise<void> => {
  for (let index = 0; index < documents; index += 1) {
    clock.advance(every);
    await environment.saw(of);
  }
};

const goneNow = async ({ store, clock }: Fleet): Promise<readonly string[]> =>
  (await readGoneFields(store, clock.now())).map(({ documents, field }) => `${documents} ${field}`);

describe('an environment that lives', () => {
  it('tells once that a field is gone, and once that it is back', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    await readFor(fleet, one, 200, WHOLE);
    expect(fleet.told()).toEqual([]);
    await readFor(fleet, one, 70, WITHOUT);
    expect(fleet.told()).toEqual(['nfl roster jersey gone']);
    expect(await goneNow(fleet)).toEqual(['nfl roster jersey']);
    await readFor(fleet, one, 20, WHOLE);
    expect(fleet.told()).toEqual(['nfl roster jersey back']);
    expect(await goneNow(fleet)).toEqual([]);
  });

  it('tells again twice a day while it is gone', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    await readFor(fleet, one, 200, WHOLE);
    await readFor(fleet, one, 60 + 12 * 24 * 2, WITHOUT);
    const told = fleet.told();
    expect(told[0]).toBe('nfl roster jersey gone');
    expect(told.slice(1)).toEqual(Array.from({ length: told.length - 1 }, () => 'nfl roster jersey gone again'));
    expect(told.length - 1).toBeGreaterThanOrEqual(3);
    expect(told.length - 1).toBeLessThanOrEqual(4);
  });

  it('tells of two kinds at once, each in its own words', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    for (const of of [WHOLE, WITHOUT]) {
      for (let index = 0; index < 300; index += 1) {
        fleet.clock.advance(minutes(5));
        await one.saw(of);
        await one.saw(of, 'nba player');
        // A kind of which there are few is not kept waiting by the others.
        if (index % 3 === 0) await one.saw(of, 'nba team');
      }
    }
    expect([...fleet.told()].filter((text) => !text.endsWith('again')).sort()).toEqual([
      'nba player jersey gone',
      'nba team jersey gone',
      'nfl roster jersey gone',
    ]);
    expect([...(await goneNow(fleet))].sort()).toEqual(['nba player jersey', 'nba team jersey', 'nfl roster jersey']);
  });

  it('says that documents cannot be read', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    await readFor(fleet, one, 100, WHOLE);
    const broken = { parts: new Set(['!']), fields: new Set<string>(), looksFor: () => true };
    await readFor(fleet, one, 30, broken, minutes(10));
    expect(fleet.told()).toEqual(['nfl roster document gone']);
  });
});

describe('many environments that live for a few documents each', () => {
  it('find out together', async () => {
    const fleet = createFleet();
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const readByMany = async (documents: number, of: DocumentShape): Promise<void> => {
      for (let read = 0; read < documents; read += 4) {
        const each = fleet.environment(random());
        for (let index = 0; index < 4; index += 1) {
          fleet.clock.advance(minutes(2));
          await each.saw(of);
        }
      }
    };
    await readByMany(1000, WHOLE);
    expect(fleet.told()).toEqual([]);
    await readByMany(600, WITHOUT);
    expect(fleet.told()[0]).toBe('nfl roster jersey gone');
    await readByMany(100, WHOLE);
    expect(fleet.told().at(-1)).toBe('nfl roster jersey back');
  });

  it('tell of a change once, however many find it at once', async () => {
    const fleet = createFleet();
    const environments = Array.from({ length: 8 }, () => fleet.environment());
    for (const of of [WHOLE, WITHOUT]) {
      for (let round = 0; round < 60; round += 1) {
        fleet.clock.advance(minutes(11));
        await Promise.all(environments.map((each) => each.saw(of)));
      }
    }
    expect(fleet.told()).toEqual(['nfl roster jersey gone']);
  });

  it('are not told of a change by the documents of one release alone, while another one reads the field', async () => {
    const fleet = createFleet();
    const [older, newer] = [fleet.environment(), fleet.environment()];
    await readFor(fleet, newer, 200, WHOLE);
    for (let round = 0; round < 200; round += 1) {
      fleet.clock.advance(minutes(3));
      await older.saw(WITHOUT);
      await newer.saw(WHOLE);
    }
    expect(fleet.told()).toEqual([]);
  });

  it('keep what another release watches, and do not miss it', async () => {
    const fleet = createFleet();
    const newer = fleet.environment();
    await readFor(fleet, newer, 200, shape('jersey', 'height', 'new'));
    const older = fleet.environment();
    const unaware = { ...WHOLE, looksFor: (field: string) => field !== 'new' };
    await readFor(fleet, older, 200, unaware);
    expect(fleet.told()).toEqual([]);
    await readFor(fleet, newer, 80, WHOLE);
    expect(fleet.told()).toEqual(['nfl roster new gone']);
    // After the older one is deployed again, what it does not look for is not told for ever.
    await readFor(fleet, older, 12 * 24, unaware);
    expect(fleet.told()).toEqual([]);
  });
});

describe('what it costs', () => {
  it('is nothing for the first documents, and then one read of a kind a minute at most four times, and no write', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    await readFor(fleet, one, 300, WHOLE);
    const before = { ...fleet.cost };
    await readFor(fleet, one, 3600, WHOLE, seconds(1));
    expect(fleet.cost.writes - before.writes).toBe(0);
    expect(fleet.cost.reads - before.reads).toBeLessThanOrEqual(60);
    for (let minute = 0; minute < 60; minute += 1) {
      fleet.clock.advance(minutes(1));
      for (let kind = 0; kind < 80; kind += 1) await one.saw(WHOLE, `known ${kind}`);
    }
    expect(fleet.cost.reads - before.reads).toBeLessThanOrEqual(60 + 4 * 60);
  });

  it('is two ninths of a write unit a minute while everything is learned, of however many kinds', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    for (let second = 0; second < 3600; second += 1) {
      fleet.clock.advance(seconds(1));
      await one.saw(WHOLE, `kind ${second % 80}`);
    }
    // Small records: a unit each.
    expect(fleet.cost.bytes).toBeLessThan(800);
    expect(fleet.cost.writes).toBeLessThanOrEqual(Math.ceil((60 * 2) / 9) + 1);
  });

  it('is no wait for the answer, and nothing at all where the store is out of order', async () => {
    const fleet = createFleet();
    const { watch } = fleet.environment();
    fleet.store.fail();
    for (let index = 0; index < 1000; index += 1) {
      fleet.clock.advance(seconds(10));
      watch.saw(KIND, WHOLE, index % 32);
      await Promise.all(fleet.work.splice(0));
    }
    expect(fleet.told()).toEqual([]);
    fleet.store.heal();
    const one = fleet.environment();
    await readFor(fleet, one, 200, WHOLE);
    await readFor(fleet, one, 70, WITHOUT);
    expect(fleet.told()).toEqual(['nfl roster jersey gone']);
  });

  it('is bounded memory, whatever kinds there are', async () => {
    const fleet = createFleet();
    const { watch } = fleet.environment();
    fleet.store.fail();
    for (let index = 0; index < 100_000; index += 1) watch.saw(`kind ${index}`, WHOLE, 0);
    await Promise.all(fleet.work.splice(0));
    // What is over is not kept.
    fleet.clock.advance(hours(1));
    watch.saw('kind 99999', WHOLE, 0);
    await Promise.all(fleet.work.splice(0));
    expect(fleet.told()).toEqual([]);
  });
});

describe('the list of what is gone', () => {
  it('forgets a kind that nobody has loaded for two weeks', async () => {
    const fleet = createFleet();
    const one = fleet.environment();
    await readFor(fleet, one, 200, WHOLE);
    await readFor(fleet, one, 80, WITHOUT);
    expect(await goneNow(fleet)).toEqual(['nfl roster jersey']);
    fleet.clock.advance(hours(24 * 15));
    expect(await goneNow(fleet)).toEqual([]);
  });

  it('is empty where what is stored cannot be read', async () => {
    const fleet = createFleet();
    await fleet.store.compareAndSet('fields-gone', '{"v":1,"gone":[{"field":1},null,"x"]}', undefined);
    expect(await goneNow(fleet)).toEqual([]);
  });
});
