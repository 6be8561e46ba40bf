import { describe, expect, it } from 'vitest';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { rapidApiAnswering } from '../../support/fake-rapidapi.ts';

const of = { id: '3916387' as PlayerId, season: 2024, type: 'regular' } as const;

const stats = (categories: unknown) => ({ statistics: { splits: { categories } } });
const category = (name: string, values: Readonly<Record<string, unknown>>) => ({
  name,
  stats: Object.entries(values).map(([stat, value]) => ({ name: stat, value, displayValue: 'shown' })),
});

const ask = (body: unknown, { status = 200 } = {}) =>
  rapidApiAnswering(body, { status }).rapidApi.seasonStats('nfl', of, anyCall);

const valuesOf = async (categories: unknown, wanted: string) => {
  const found = (await ask(stats(categories)))?.categories.find(({ name }) => name === wanted);
  return found && Object.fromEntries(found.names.map((name, column) => [name, found.rows[0]?.values[column]]));
};

describe("a player's season from RapidAPI", () => {
  it('is a row of the season asked for, since the document does not say', async () => {
    const { rapidApi, asked } = rapidApiAnswering(stats([category('passing', { passingYards: 4172 })]));
    expect(await rapidApi.seasonStats('nfl', of, anyCall)).toEqual({
      teams: [],
      categories: [
        {
          name: 'passing',
          names: ['passingYards'],
          rows: [{ season: 2024, teamId: null, position: null, values: [4172] }],
          totals: null,
        },
      ],
    });
    expect(asked).toEqual(['metered/nfl-ath-statistics?year=2024&id=3916387']);
  });

  it('counts the games in every category, as careers do', async () => {
    const categories = [category('general', { gamesPlayed: 17 }), category('passing', { passingYards: 4172 })];
    expect(await valuesOf(categories, 'passing')).toEqual({ gamesPlayed: 17, passingYards: 4172 });
    expect(await valuesOf(categories, 'general')).toEqual({ gamesPlayed: 17 });
  });

  it("has a defender's interceptions and fumbles with their tackles, as careers do", async () => {
    const categories = [
      category('general', { fumblesForced: 2, fumbles: 1 }),
      category('defensive', { soloTackles: 50, sacks: 8 }),
      category('defensiveInterceptions', { interceptions: 3, sacks: 9 }),
    ];
    expect(await valuesOf(categories, 'defensive')).toEqual({
      soloTackles: 50,
      sacks: 8,
      fumblesForced: 2,
      interceptions: 3,
    });
    expect(await valuesOf(categories, 'defensiveInterceptions')).toBeUndefined();
    // Without tackles to put them with they keep their own name.
    expect(await valuesOf(categories.slice(2), 'defensiveInterceptions')).toEqual({ interceptions: 3, sacks: 9 });
  });

  it('passes nonsense on, and rids fractions of what single precision made of them', async () => {
    const values = { touchdowns: -9, pct: 66.66699981689453, yards: 4024.492919921875, qbr: 77.44, big: 123456789 };
    expect(await valuesOf([category('passing', values)], 'passing')).toEqual({
      touchdowns: -9,
      pct: 66.667,
      yards: 4024.493,
      qbr: 77.44,
      big: 123456789,
    });
  });

  it('takes what is shown where there is no value, and nothing for what is neither text nor number', async () => {
    const shown = { name: 'passing', stats: [{ name: 'passingYards', displayValue: '4,172' }, { name: 'sacks' }] };
    expect(await valuesOf([shown], 'passing')).toEqual({ passingYards: '4,172', sacks: null });
    expect(await valuesOf([category('passing', { sacks: true })], 'passing')).toEqual({ sacks: null });
  });

  it('may have nothing in it', async () => {
    expect(await ask(stats([]))).toEqual({ teams: [], categories: [] });
  });

  it.each([
    { error: { message: 'No stats found.', code: 404 } },
    { error: { message: 'no instance found', code: 404 } },
  ])('there may be none: %j', async (body) => {
    expect(await ask(body, { status: 404 })).toBeNull();
  });

  it.each([
    {},
    { statistics: {} },
    stats('none'),
    stats([{ stats: [] }]),
    stats([{ name: 'passing' }]),
    stats([{ name: 'passing', stats: [{ value: 1 }] }]),
  ])('is malformed as %j', async (body) => {
    await expect(ask(body)).rejects.toMatchObject({ code: 'malformed' });
  });

  it("is the regular season's only: of another nobody is asked", async () => {
    const { rapidApi, asked } = rapidApiAnswering(stats([]));
    const postseason = rapidApi.seasonStats('nfl', { ...of, type: 'postseason' }, anyCall);
    await expect(postseason).rejects.toMatchObject({ code: 'unsupported' });
    expect(asked).toEqual([]);
  });
});
