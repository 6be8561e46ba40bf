import { describe, expect, it } from 'vitest';
import { ask, askJson, at, list, PATHS, simulate, text } from './support.ts';

describe('the simulated search', () => {
  const names = (json: unknown) =>
    list(json, 'items').map((item) => `${text(item, 'displayName')} ${text(item, 'league')}`);

  it.each([
    ['Patrick Mahomes', '3139477'],
    ['JAMARR CHASE', '4362628'],
    ['Dončić', '3945274'],
    ['tj watt', '3045282'],
    ['amon ra st brown', '4374302'],
    ['shai gilgeous', '4278073'],
  ])('finds %s', async (query, id) => {
    const espn = await simulate();
    const found = await askJson(espn, PATHS.search(query));
    expect(at(found, 'items.0')).toMatchObject({ id, type: 'player' });
    expect(text(found, 'items.0.uid')).toMatch(new RegExp(`~a:${id}$`));
  });

  it('finds everybody of a name, of other sports too, the exact and active first', async () => {
    const espn = await simulate();
    expect(names(await askJson(espn, PATHS.search('josh allen')))).toEqual([
      'Josh Allen nfl',
      'Josh Allen college-football',
      'Josh Hines-Allen nfl',
    ]);
    const carters = await askJson(espn, PATHS.search('michael carter'));
    expect(names(carters).slice(0, 2)).toEqual(['Michael Carter nfl', 'Michael Carter college-football']);
    expect(names(carters)).toContain('Michael Carter II nfl');
  });

  it.each(['Wrongfirst Mahomes', 'Patrick Mahomes II', 'Patrik Mahomes', 'PatrickMahomes', 'shai gil'])(
    'finds nobody for %s: every word has to be on file',
    async (query) => {
      const espn = await simulate();
      expect(await askJson(espn, PATHS.search(query))).toMatchObject({ count: 0, items: [] });
    },
  );

  it('takes beginnings of words where it is asked to', async () => {
    const espn = await simulate();
    expect(names(await askJson(espn, `${PATHS.search('shai gil')}&mode=prefix`))).toEqual([
      'Shai Gilgeous-Alexander nba',
    ]);
  });

  it('says so when there is nobody, and pages through many', async () => {
    const espn = await simulate();
    expect(await askJson(espn, PATHS.search('zzyzx'))).toEqual({
      count: 0,
      pageIndex: 0,
      pageSize: 25,
      pageCount: 0,
      items: [],
    });
    const [first, second] = [
      await askJson(espn, `${PATHS.search('ma', 10)}&mode=prefix`),
      await askJson(espn, `${PATHS.search('ma', 10)}&mode=prefix&page=2`),
    ];
    expect(Number(at(first, 'count'))).toBeGreaterThan(20);
    expect(list(first, 'items')).toHaveLength(10);
    expect(at(second, 'items.0.id')).not.toBe(at(first, 'items.0.id'));
  });
});

describe('what there is not', () => {
  it.each([
    [PATHS.athlete('nfl', '99'), 404, { error: { message: 'no instance found', code: 404 } }],
    [PATHS.athlete('nba', '3139477'), 404, { error: { message: 'no instance found', code: 404 } }],
    [PATHS.stats('nfl', '99'), 404, { code: 404 }],
    [
      '/apis/site/v2/sports/football/xfl/teams',
      404,
      { code: 404, message: 'Unable to get sport data for sport: football and league: xfl' },
    ],
    ['/v2/sports/football/leagues/xfl/athletes/1', 404, { error: { message: 'no instance found', code: 404 } }],
    ['/nowhere', 404, { code: 404 }],
  ])('%s is told as the provider tells it', async (path, status, body) => {
    const espn = await simulate();
    const response = await ask(espn, path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
  });

  it('is a bad request for a team', async () => {
    const espn = await simulate();
    const response = await ask(espn, PATHS.roster('nfl', 'XYZ'));
    expect(response.status).toBe(400);
    expect(text(await response.json(), 'message')).toMatch(/^error invoking GET: .*status=400/);
  });
});
