import { expect, it } from 'vitest';
import { seasonTableLine } from '../../../lib/sports/stats/season-table.ts';
import type { PlayerId, StatCategories } from '../../../lib/sports/model.ts';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../../../lib/sports/upstream.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedJson, recordedText } from '../../support/recorded.ts';

interface BulkBody {
  readonly categories: readonly { readonly name: string; readonly names: readonly string[] }[];
  readonly athletes: readonly {
    readonly athlete: { readonly id: string; readonly displayName: string };
    readonly categories: readonly { readonly name: string; readonly totals: readonly string[] }[];
  }[];
}

const careerSeason = async (year: number): Promise<StatCategories> => {
  const { espn } = espnAnswering(recordedText('espn/nba/athlete-1966-stats-v3.json'));
  const table = await espn.career('nba', '1966' as PlayerId, 'regular', anyCall);
  const { seasons } = buildCareer(table ?? { teams: [], categories: [] }, { league: 'nba', seasonType: 'regular' });
  return seasons.find(({ season }) => season === year)?.categories ?? {};
};

describeRecorded('the recorded table of everybody', () => {
  const body = () => recordedJson('espn/nba/byathlete-2020-qualified-limit400-p1of1.json') as BulkBody;
  const page = ({ categories }: BulkBody): SeasonTablePage => ({ season: 2020, pages: 1, categories, athletes: [] });
  const lineOf = (of: BulkBody, row: BulkBody['athletes'][number]) => {
    const values = Object.fromEntries(row.categories.map(({ name, totals }) => [name, totals]));
    const { id, displayName } = row.athlete;
    const athlete: SeasonTableAthlete = { id: id as PlayerId, name: displayName, position: null, teams: [], values };
    return seasonTableLine('nba', page(of), athlete, { season: 2020, type: 'regular' });
  };

  it('has a line of everybody, with every number of the body in it', () => {
    const all = body();
    const plain = (text: string) => (/^-+$/.test(text) ? null : Number(text.replaceAll(',', '')));
    for (const row of all.athletes) {
      const line = lineOf(all, row);
      const written = row.categories
        .flatMap(({ totals }) => totals.map(plain))
        .filter((value) => value !== null && value !== 0);
      const kept = Object.values(line?.categories ?? {}).flatMap((values) => Object.values(values));
      expect(written.filter((value) => !kept.includes(value))).toEqual([]);
    }
    expect(all.athletes).toHaveLength(285);
  });

  it('names the stats of LeBron James as his career does', async () => {
    const all = body();
    const row = all.athletes.find(({ athlete }) => athlete.id === '1966');
    const line = row === undefined ? undefined : lineOf(all, row);
    // Nine games into the season that his career has whole.
    expect(line?.categories.averages).toMatchObject({ gamesPlayed: 9, avgPoints: 24.6, avgRebounds: 8.3 });
    expect(line?.categories.totals).toMatchObject({ points: 221, totalRebounds: 75, steals: 11, blocks: 6 });
    const career = await careerSeason(2020);
    const paths = (categories: StatCategories = {}) =>
      Object.entries(categories).flatMap(([category, values]) =>
        Object.keys(values).map((name) => `${category}.${name}`),
      );
    const known = new Set(paths(career));
    expect(paths(line?.categories).filter((path) => !known.has(path))).toEqual(['general.PER', 'general.minutes']);
  });

  it('would have the numbers of his career, had it been made at the end', async () => {
    const all = body();
    const career = await careerSeason(2020);
    const flat: Record<string, number | null> = Object.assign({}, ...Object.values(career)) as Record<string, number>;
    const cell = (name: string) => flat[name === 'rebounds' ? 'totalRebounds' : name] ?? null;
    const values = Object.fromEntries(all.categories.map(({ name, names }) => [name, names.map(cell)]));
    const athlete = { id: '1966' as PlayerId, name: 'LeBron James', position: 'SF', teams: [], values };
    const line = seasonTableLine('nba', page(all), athlete, { season: 2020, type: 'regular' });
    for (const category of ['averages', 'totals', 'miscellaneous']) {
      expect(line?.categories[category]).not.toEqual({});
      expect(career[category]).toMatchObject(line?.categories[category] ?? {});
    }
  });
});
