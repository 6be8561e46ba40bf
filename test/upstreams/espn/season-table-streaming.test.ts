import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readSeasonTableBody } from '../../../lib/upstreams/espn/season-table-body.ts';
import { readSeasonTablePage } from '../../../lib/upstreams/espn/season-table-page.ts';
import { describeRecorded, recordedText, syntheticBodies } from '../../support/recorded.ts';
import { generatedBulk } from './generated-season-table.ts';

interface RawPage {
  readonly pagination: { readonly pages: number };
  readonly categories: readonly { readonly name: string; readonly names: readonly string[] }[];
  readonly athletes: readonly {
    readonly athlete: {
      readonly id: string;
      readonly displayName: string;
      readonly position: { readonly abbreviation: string };
      readonly teams: readonly { readonly id?: string; readonly abbreviation: string }[];
    };
    readonly categories: readonly { readonly name: string; readonly totals: readonly string[] }[];
  }[];
}

/** The same page, read from the whole body at once. */
const readWhole = (text: string, season: number) => {
  const { pagination, categories, athletes } = JSON.parse(text) as RawPage;
  return {
    season,
    pages: pagination.pages,
    categories: categories.map(({ name, names }) => ({ name, names })),
    athletes: athletes.map(({ athlete: { id, displayName, position, teams }, categories: own }) => ({
      id,
      name: displayName,
      position: position.abbreviation,
      teams: teams.map((team) => ({ id: team.id ?? null, abbreviation: team.abbreviation })),
      values: Object.fromEntries(own.map(({ name, totals }) => [name, totals])),
    })),
  };
};

/** The bytes in pieces, each in its own turn of the event loop. */
async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) {
    await new Promise((resolve) => setImmediate(resolve));
    yield bytes.subarray(from, from + size);
  }
}

const generated = (athletes: number) => [...generatedBulk({ season: 2024, page: 1, pages: 3, athletes })].join('');

describe('a page of stats that is read as it comes in', () => {
  it.each([1, 3, 1000, 65_536])('is the same in pieces of %i bytes as whole', async (size) => {
    const text = generated(size === 1 ? 3 : 40);
    const page = await readSeasonTablePage(inPieces(text, size), {
      season: 2024,
      type: 'regular',
      page: 1,
      limit: 1000,
    });
    expect(page).toEqual(readWhole(text, 2024));
  });

  it('keeps a small part of what came in', async () => {
    const text = generated(200);
    const page = await readSeasonTablePage(inPieces(text, 65_536), {
      season: 2024,
      type: 'regular',
      page: 1,
      limit: 1000,
    });
    expect(page.athletes).toHaveLength(200);
    expect(JSON.stringify(page).length).toBeLessThan(text.length / 8);
  });

  it('releases an athlete as soon as they are read', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const seen: WeakRef<object>[] = [];
    let alive = Infinity;
    const pieces = async function* () {
      for await (const piece of inPieces(generated(300), 65_536)) {
        if (seen.length > 280) {
          collect();
          alive = seen.filter((athlete) => athlete.deref() !== undefined).length;
        }
        yield piece;
      }
    };
    await readSeasonTableBody(pieces(), (json) => {
      if (typeof json === 'object' && json !== null) seen.push(new WeakRef(json));
    });
    expect(seen).toHaveLength(300);
    // Those of the last piece may still be about.
    expect(alive).toBeLessThan(20);
  });
});

describe('a synthetic page of stats', () => {
  it.each([1, 7, 64])('is the same in pieces of %i bytes as whole', async (size) => {
    const text = syntheticBodies('espn').text('table-nba');
    const question = { season: 2031, type: 'regular', page: 1, limit: 1000 } as const;
    const { athletes } = await readSeasonTablePage(inPieces(text, size), question);
    const whole = readWhole(text, 2031).athletes;
    expect(athletes).toEqual(whole);
    expect(athletes).toHaveLength(3);
  });
});

describeRecorded('a recorded page of stats', () => {
  it('is the same as it comes in as whole, 285 players without numbers beside their texts', async () => {
    const text = recordedText('espn/nba/byathlete-2020-qualified-limit400-p1of1.json');
    const page = await readSeasonTablePage(inPieces(text, 16_384), {
      season: 2020,
      type: 'regular',
      page: 1,
      limit: 1000,
    });
    expect(page).toEqual(readWhole(text, 2020));
    expect(page.athletes).toHaveLength(285);
    expect(page.athletes[0]).toMatchObject({ id: '3992', name: 'James Harden', position: 'PG' });
    expect(page.athletes[0]?.values.offensive?.[0]).toBe('37.1');
    expect(page.categories.map(({ name, names }) => [name, names.length])).toEqual([
      ['general', 13],
      ['offensive', 21],
      ['defensive', 4],
    ]);
  });
});
