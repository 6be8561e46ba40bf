import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPageReading } from '../../../lib/upstreams/espn/season-table-read.ts';
import { readSeasonTablePage } from '../../../lib/upstreams/espn/season-table-page.ts';
import { espnAnswering, anyCall } from '../../support/fake-espn.ts';
import { generatedBulk } from './generated-season-table.ts';

const textOf = (athletes: number, season = 2024): string =>
  [...generatedBulk({ season, page: 1, pages: 1, athletes })].join('');

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

const QUESTION = { season: 2024, type: 'regular', page: 1, limit: 1000 } as const;

/** The pages of one adapter, and how many bodies it has unpacked. */
const openReading = (maxAthletes?: number) => {
  const readPage = createPageReading(maxAthletes);
  let unpacked = 0;
  const read = (path: string, text: string) => {
    const bytes = Buffer.from(text);
    const body = () => {
      unpacked += 1;
      return inOnePiece(bytes);
    };
    return readPage(path, { bytes, body }, QUESTION);
  };
  return { read, unpacked: () => unpacked };
};

describe('a page of stats that is sent again', () => {
  it('is the same object while its bytes are the same, and is not unpacked', async () => {
    const { read, unpacked } = openReading();
    const first = await read('/a', textOf(3));
    expect(await read('/a', textOf(3))).toBe(first);
    expect(unpacked()).toBe(1);
    const second = await read('/a', textOf(4));
    expect(second.athletes).toHaveLength(4);
    expect(await read('/a', textOf(3))).not.toBe(first);
    expect(unpacked()).toBe(3);
  });

  it('is read for each address by itself', async () => {
    const { read, unpacked } = openReading();
    const [one, other] = [await read('/a', textOf(3)), await read('/b', textOf(3))];
    expect(other).toEqual(one);
    expect(unpacked()).toBe(2);
  });

  it('is read again after one that could not be read', async () => {
    const { read, unpacked } = openReading();
    const first = await read('/a', textOf(3));
    await expect(read('/a', textOf(3).slice(0, -1))).rejects.toMatchObject({ code: 'malformed' });
    await expect(read('/a', textOf(3, 2023))).rejects.toMatchObject({ code: 'malformed' });
    expect(await read('/a', textOf(3))).toBe(first);
    expect(unpacked()).toBe(3);
  });

  it('is forgotten for those that were read later, where there are more athletes than are kept', async () => {
    const { read, unpacked } = openReading(10);
    await read('/a', textOf(4));
    await read('/b', textOf(4));
    await read('/a', textOf(4));
    await read('/c', textOf(4));
    expect(unpacked()).toBe(3);
    await read('/a', textOf(4));
    await read('/c', textOf(4));
    expect(unpacked()).toBe(3);
    await read('/b', textOf(4));
    expect(unpacked()).toBe(4);
    // More than all that is kept: it is not kept itself.
    await read('/d', textOf(11));
    await read('/d', textOf(11));
    expect(unpacked()).toBe(6);
  });

  it('is what it says, whatever was sent before', async () => {
    const answers = fc.array(
      fc.record({ path: fc.constantFrom('/a', '/b', '/c'), athletes: fc.integer({ min: 1, max: 5 }) }),
    );
    await fc.assert(
      fc.asyncProperty(answers, fc.integer({ min: 0, max: 12 }), async (sent, maxAthletes) => {
        const { read } = openReading(maxAthletes);
        for (const { path, athletes } of sent) {
          const text = textOf(athletes);
          expect(await read(path, text)).toEqual(await readSeasonTablePage(inOnePiece(Buffer.from(text)), QUESTION));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('costs a call all the same', async () => {
    const { espn, asked } = espnAnswering(JSON.parse(textOf(3)));
    const load = () => espn.seasonTable('nba', { season: 2024, type: 'regular', group: 'all', page: 1 }, anyCall);
    const first = await load();
    expect(await load()).toBe(first);
    expect(asked).toHaveLength(2);
  });
});
