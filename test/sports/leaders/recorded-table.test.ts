import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { rank } from '../../../lib/sports/leaders/rank.ts';
import { leaderPage } from '../../../lib/sports/stats/leader-page.ts';
import type { LeaderPage } from '../../../lib/sports/stats/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedJson } from '../../support/recorded.ts';

const MAX_BYTES = 150 * 1024;

interface Body {
  readonly athletes: readonly {
    readonly athlete: { readonly id: string; readonly displayName: string };
    readonly categories: readonly { readonly name: string; readonly totals: readonly string[] }[];
  }[];
  readonly categories: readonly { readonly name: string; readonly names: readonly string[] }[];
}

describeRecorded('the recorded table of a season', () => {
  const body = recordedJson('espn/nba/byathlete-2020-qualified-limit400-p1of1.json') as Body;
  const read = async (): Promise<LeaderPage> => {
    const question = { season: 2020, type: 'regular', group: 'all', page: 1 } as const;
    const table = await espnAnswering(body).espn.seasonTable('nba', question, anyCall);
    return leaderPage('nba', table, ({ teams }) => teams.at(-1));
  };

  /** A column straight from the body, the greatest first. */
  const columnOf = (category: string, name: string): readonly (readonly [id: string, value: number])[] => {
    const place = body.categories.find((each) => each.name === category)?.names.indexOf(name) ?? -1;
    return body.athletes
      .map(({ athlete, categories }) => {
        const text = categories.find((each) => each.name === category)?.totals[place] ?? '';
        return [athlete.id, Number(text.replaceAll(',', ''))] as const;
      })
      .filter(([, value]) => value > 0)
      .toSorted((a, b) => b[1] - a[1]);
  };

  it.each([
    ['averages.avgPoints', 'offensive', 'avgPoints'],
    ['totals.points', 'offensive', 'points'],
    ['totals.totalRebounds', 'general', 'rebounds'],
    ['averages.freeThrowPct', 'offensive', 'freeThrowPct'],
    ['totals.blocks', 'defensive', 'blocks'],
    ['miscellaneous.doubleDouble', 'general', 'doubleDouble'],
  ])('is ranked by %s as the body has it', async (path, category, column) => {
    const [own = '', name = ''] = path.split('.');
    const stat = { category: own, name };
    const ranked = rank([await read()], { stat, order: 'desc', qualification: undefined, isMeant: () => true });
    const expected = columnOf(category, column);
    expect(ranked.map(({ value }) => value)).toEqual(expected.map(([, value]) => value));
    expect(new Map(ranked.map(({ player, value }) => [player.id, value]))).toEqual(new Map(expected));
  });

  it('packs to far less than an entry may have', async () => {
    const page = await read();
    expect(page.ids).toHaveLength(body.athletes.length);
    expect(gzipSync(JSON.stringify(page)).length).toBeLessThan(MAX_BYTES / 5);
  });
});
