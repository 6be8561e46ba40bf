import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const hit = (more: object = {}) => ({
  id: '3139477',
  type: 'player',
  displayName: 'Patrick Mahomes',
  sport: 'football',
  league: 'nfl',
  uid: 's:20~l:28~a:3139477',
  teamRelationships: [{ displayName: 'Kansas City Chiefs', core: { id: '12' } }],
  ...more,
});
const search = (...items: readonly unknown[]) =>
  espnAnswering({ count: items.length, items }).espn.search('nfl', 'mahomes', anyCall);

describe('ESPN search', () => {
  it('asks for players of one league and sends the text as it is', async () => {
    const { espn, asked } = espnAnswering({ items: [hit()] });
    expect(await espn.search('nfl', "ja'marr chase & co", anyCall)).toEqual([
      { id: '3139477', name: 'Patrick Mahomes', teamId: '12', teamName: 'Kansas City Chiefs' },
    ]);
    expect(asked).toEqual([
      'web/apis/common/v3/search?query=ja%27marr+chase+%26+co&type=player&limit=25&sport=football&league=nfl',
    ]);
  });

  it('leaves out other leagues and everything that is no player', async () => {
    const found = await search(
      hit({ id: '1', league: 'college-football' }),
      hit({ id: '2', type: 'team' }),
      hit({ id: '3', league: 'soccer' }),
      hit({ id: '4', league: undefined, defaultLeagueSlug: 'nfl' }),
      hit({ id: '5', displayName: '' }),
      null,
    );
    expect(found.map(({ id }) => id)).toEqual(['4']);
  });

  it('finds the athlete id in the uid where the id is a GUID', async () => {
    const guid = 'ad4c3bd2-ddb6-3f8c-8abf-744855a08fa4';
    expect((await search(hit({ id: guid })))[0]?.id).toBe('3139477');
    expect(await search(hit({ id: guid, uid: 's:20~l:28~t:12' }))).toEqual([]);
  });

  it('keeps the best first, each once, and does without a team', async () => {
    const found = await search(hit({ id: '9', teamRelationships: [] }), hit({ id: '8' }), hit({ id: '9' }));
    expect(found.map(({ id, teamId, teamName }) => [id, teamId, teamName])).toEqual([
      ['9', null, null],
      ['8', '12', 'Kansas City Chiefs'],
    ]);
  });

  it('believes a search that found nobody, but not an answer without items', async () => {
    const nobody = espnAnswering({ count: 0, pageIndex: 0, items: [] });
    expect(await nobody.espn.search('nfl', 'nobody', anyCall)).toEqual([]);
    const nothing = espnAnswering({ count: 0 });
    await expect(nothing.espn.search('nfl', 'x', anyCall)).rejects.toMatchObject({ code: 'malformed' });
  });
});
