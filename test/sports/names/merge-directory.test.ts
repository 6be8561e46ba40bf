import { describe, expect, it } from 'vitest';
import { decodeDirectory, encodeDirectory } from '../../../lib/sports/names/directory.ts';
import { mergeDirectory } from '../../../lib/sports/names/merge-directory.ts';
import { directoryIndex } from '../../../lib/sports/names/name-index.ts';
import type { LeagueId, ListedPlayer, TeamId } from '../../../lib/sports/model/index.ts';
import type { AthleteRecord } from '../../../lib/sports/upstream/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeBodies } from '../../support/recorded.ts';
import { athlete } from '../resources/league-in-test.ts';

const rosterOf = (...athletes: readonly AthleteRecord[]): { readonly players: readonly ListedPlayer[] } => ({
  players: athletes.map(({ teamId, ...rest }) => ({
    ...rest,
    league: 'nfl',
    team: teamId === null ? null : { id: teamId, abbreviation: 'T', name: 'Team' },
  })),
});

describe('a directory', () => {
  it('takes team, position, status and name from a roster, and keeps the other name', () => {
    const [player, ...others] = mergeDirectory({
      everyPlayer: [athlete('1', 'Marquise Brown', '22', null, 'free-agent')],
      rosters: [rosterOf(athlete('1', 'Hollywood Brown', '12', 'WR'))],
    });
    expect(others).toEqual([]);
    expect(player).toEqual({
      id: '1',
      name: 'Hollywood Brown',
      otherNames: ['Marquise Brown'],
      teamId: '12',
      position: 'WR',
      jersey: null,
      status: 'active',
      from: 'roster',
    });
  });

  it('does not keep another spelling as another name', () => {
    const [player] = mergeDirectory({
      everyPlayer: [athlete('1', 'Luka Dončić'), athlete('1', 'LUKA DONCIC')],
      rosters: [rosterOf(athlete('1', 'Luka Doncic'))],
    });
    expect(player?.otherNames).toEqual([]);
  });

  it('takes the roster that was loaded last for a player on two of them', () => {
    const [player] = mergeDirectory({
      rosters: [rosterOf(athlete('1', 'A Ba', '1')), rosterOf(athlete('1', 'A Ba', '2'))],
    });
    expect(player?.teamId).toBe('2');
  });

  it('leaves out rows without a name', () => {
    expect(
      mergeDirectory({ everyPlayer: [athlete('1', '[35]'), athlete('2', '  '), athlete('3', 'Ann Bo')] }),
    ).toHaveLength(1);
  });

  it('is bounded: inactive players without a team are dropped first, the oldest before others', () => {
    const everyPlayer = [
      athlete('30', 'Retired Lately', null),
      athlete('3', 'Retired Long', null),
      athlete('40', 'On Team', '1'),
      athlete('50', 'No Team', null, 'QB', 'active'),
      athlete('9', 'On Another', '2'),
    ];
    const ids = (most: number): readonly string[] => mergeDirectory({ everyPlayer }, most).map(({ id }) => id);
    expect(ids(9)).toEqual(['3', '9', '30', '40', '50']);
    expect(ids(4)).toEqual(['9', '30', '40', '50']);
    expect(ids(3)).toEqual(['9', '40', '50']);
    expect(ids(2)).toEqual(['9', '40']);
  });

  it('has fifteen thousand players at most', () => {
    const everyPlayer = Array.from({ length: 15_001 }, (_each, index) => athlete(String(index + 1), 'Mike Smith'));
    expect(mergeDirectory({ everyPlayer })).toHaveLength(15_000);
  });

  it('is indexed once for as long as it is in memory', () => {
    const directory = {
      league: 'nfl',
      players: mergeDirectory({ everyPlayer: [athlete('1', 'Mike Smith')] }),
    } as const;
    expect(directoryIndex(directory)).toBe(directoryIndex(directory));
    expect(directoryIndex({ ...directory })).not.toBe(directoryIndex(directory));
  });

  it('is decoded to what was encoded', () => {
    const directory = {
      league: 'nfl',
      players: mergeDirectory({
        everyPlayer: [athlete('1', 'A Ba'), athlete('1', 'Abe Ba'), athlete('2', 'C Da', null, null)],
      }),
    } as const;
    expect(decodeDirectory(JSON.parse(JSON.stringify(encodeDirectory(directory))), 'nfl')).toEqual(directory);
  });

  it.each([
    null,
    {},
    [],
    'text',
    { version: 2, league: 'nfl', rows: [] },
    { version: 1, league: 'nba', rows: [] },
    { version: 1, league: 'nfl' },
    { version: 1, league: 'nfl', rows: [null] },
    { version: 1, league: 'nfl', rows: [['1', 'A', null, null, null, 'active']] },
    { version: 1, league: 'nfl', rows: [[1, 'A', null, null, null, 'active', 1]] },
    { version: 1, league: 'nfl', rows: [['1', 'A', 2, null, null, 'active', 1]] },
    { version: 1, league: 'nfl', rows: [['1', 'A', null, null, null, 'active', 1, 7]] },
  ])('is not read from %j', (json) => {
    expect(() => decodeDirectory(json, 'nfl')).toThrow(TypeError);
  });
});

type RosterCase = readonly [LeagueId, team: string, body: string, count: number];

const ROSTERS: Readonly<Record<'synthetic' | 'recorded', readonly RosterCase[]>> = {
  synthetic: [
    ['nfl', '7', 'roster-nfl', 6],
    ['nba', '21', 'roster-nba', 2],
    ['mlb', '11', 'roster-mlb', 4],
    ['nhl', '18', 'roster-nhl', 4],
    ['wbb', '2999', 'roster-wbb', 2],
  ],
  recorded: [
    ['nfl', '12', 'nfl/roster-12-KC-2025-05-12', 85],
    ['nba', '13', 'nba/roster-13-LAL-2025-05-31', 17],
    ['mlb', '15', 'mlb/roster-15-ATL-2025-05-19', 25],
    ['nhl', '21', 'nhl/roster-21-TOR-2025-05-29', 41],
    ['wbb', '2294', 'wbb/roster-2294-IOWA-2025-06-01', 13],
  ],
};

describeBodies('whole rosters', ROSTERS, (bodies, rosters) => {
  it.each(rosters)('of the %s go into a directory whole', async (league, id, body, count) => {
    const { espn } = espnAnswering(bodies.text(body));
    const roster = await espn.roster(league, id as TeamId, anyCall);
    if (roster === null) throw new Error('no roster');
    const players = mergeDirectory({ rosters: [rosterOf(...roster.athletes)] });
    expect(players).toHaveLength(count);
    for (const { id: player, name, position, status } of roster.athletes) {
      const row = players.find((each) => each.id === player);
      expect(row).toMatchObject({ name, position, status, teamId: id, from: 'roster', otherNames: [] });
      expect(row?.position).toMatch(/^[A-Z0-9]{1,4}$/);
    }
  });
});
