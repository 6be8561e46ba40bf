import { expect, it } from 'vitest';
import { seasonTableLine } from '../../../lib/sports/stats/season-table.ts';
import type { PlayerId, StatCategories } from '../../../lib/sports/model/index.ts';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import type { SeasonTableAthlete, SeasonTablePage } from '../../../lib/sports/upstream/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import type { Bodies } from '../../support/recorded.ts';
import { describeBodies } from '../../support/recorded.ts';

interface BulkBody {
  readonly categories: readonly { readonly name: string; readonly names: readonly string[] }[];
  readonly athletes: readonly {
    readonly athlete: { readonly id: string; readonly displayName: string };
    readonly categories: readonly { readonly name: string; readonly totals: readonly string[] }[];
  }[];
}

interface Cases {
  readonly table: string;
  readonly season: number;
  readonly count: number;
  /** Who is in the table and has a career beside it. */
  readonly id: string;
  readonly career: string;
  /** Numbers of that line. */
  readonly line: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Stats that careers do not have. */
  readonly onlyInTables: readonly string[];
}

const CASES: Readonly<Record<'synthetic' | 'recorded', Cases>> = {
  synthetic: {
    table: 'table-nba',
    season: 2031,
    count: 3,
    id: '7002001',
    career: 'career-nba',
    line: {
      averages: { gamesPlayed: 71, avgMinutes: 36, avgPoints: 26.5, fieldGoalPct: 50.3, avgSteals: 1.3 },
      totals: { totalRebounds: 463, points: 1880, steals: 90 },
    },
    onlyInTables: [],
  },
  recorded: {
    table: 'nba/byathlete-2020-qualified-limit400-p1of1',
    season: 2020,
    count: 285,
    id: '1966',
    career: 'nba/athlete-1966-stats-v3',
    // Nine games into the season that the career has whole.
    line: {
      averages: { gamesPlayed: 9, avgPoints: 24.6, avgRebounds: 8.3 },
      totals: { points: 221, totalRebounds: 75, steals: 11, blocks: 6 },
    },
    onlyInTables: ['general.PER', 'general.minutes'],
  },
};

const careerSeason = async ({ text }: Bodies, { career, season: year }: Cases): Promise<StatCategories> => {
  const { espn } = espnAnswering(text(career));
  const table = await espn.career('nba', '1' as PlayerId, 'regular', anyCall);
  const { seasons } = buildCareer(table ?? { teams: [], categories: [] }, { league: 'nba', seasonType: 'regular' });
  return seasons.find(({ season }) => season === year)?.categories ?? {};
};

describeBodies("the table of everybody's season", CASES, (bodies, cases) => {
  const { season } = cases;
  const body = () => bodies.json(cases.table) as BulkBody;
  const page = ({ categories }: BulkBody): SeasonTablePage => ({ season, pages: 1, categories, athletes: [] });
  const lineOf = (of: BulkBody, row: BulkBody['athletes'][number]) => {
    const values = Object.fromEntries(row.categories.map(({ name, totals }) => [name, totals]));
    const { id, displayName } = row.athlete;
    const athlete: SeasonTableAthlete = { id: id as PlayerId, name: displayName, position: null, teams: [], values };
    return seasonTableLine('nba', page(of), athlete, { season, type: 'regular' });
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
    expect(all.athletes).toHaveLength(cases.count);
  });

  it('names the stats of a player as the career does', async () => {
    const all = body();
    const row = all.athletes.find(({ athlete }) => athlete.id === cases.id);
    const line = row === undefined ? undefined : lineOf(all, row);
    expect(line?.categories).toMatchObject(cases.line);
    const career = await careerSeason(bodies, cases);
    const paths = (categories: StatCategories = {}) =>
      Object.entries(categories).flatMap(([category, values]) =>
        Object.keys(values).map((name) => `${category}.${name}`),
      );
    const known = new Set(paths(career));
    expect(paths(line?.categories).filter((path) => !known.has(path))).toEqual(cases.onlyInTables);
  });

  it('would have the numbers of the career, had it been made at the end', async () => {
    const all = body();
    const career = await careerSeason(bodies, cases);
    const flat: Record<string, number | null> = Object.assign({}, ...Object.values(career)) as Record<string, number>;
    const cell = (name: string) => flat[name === 'rebounds' ? 'totalRebounds' : name] ?? null;
    const values = Object.fromEntries(all.categories.map(({ name, names }) => [name, names.map(cell)]));
    const athlete = { id: cases.id as PlayerId, name: 'A B', position: 'SF', teams: [], values };
    const line = seasonTableLine('nba', page(all), athlete, { season, type: 'regular' });
    for (const category of Object.keys(cases.line)) {
      expect(line?.categories[category]).not.toEqual({});
      expect(career[category]).toMatchObject(line?.categories[category] ?? {});
    }
  });
});
