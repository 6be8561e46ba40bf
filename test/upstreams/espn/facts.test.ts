import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import type { Capability } from '../../../lib/sports/upstream/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const ids = LEAGUES.map(({ id }) => id);
const professional = ['nfl', 'nba', 'mlb', 'nhl', 'wnba'];

describe('what ESPN can be asked', () => {
  const { espn, asked } = espnAnswering({});
  const able = (capability: Capability) => ids.filter((league) => espn.can(league, capability));

  it('knows every league, and of each its games, seasons, moves and careers', () => {
    expect(espn.leagues).toEqual(ids);
    for (const capability of ['search', 'career', 'team', 'live', 'season', 'transactions'] as const) {
      expect(able(capability)).toEqual(ids);
    }
  });

  it('has whole leagues of professionals only', () => {
    expect(able('everyPlayer')).toEqual(professional);
    expect(able('seasonTable')).toEqual(professional);
    expect(ids.filter((league) => espn.seasonTableGroups(league).length > 0)).toEqual(professional);
    expect(espn.seasonTableGroups('nhl')).toEqual(['skaters', 'goalies']);
    expect(espn.seasonTableGroups('mlb')).toEqual(['batting', 'pitching', 'fielding']);
  });

  it('has game logs of the NFL only, the only ones that have been seen', () => {
    expect(able('gameLog')).toEqual(['nfl']);
  });

  it('refuses the rest without asking anybody', async () => {
    const page = { season: 2024, type: 'regular', page: 1 } as const;
    for (const outcome of [
      espn.seasonStats('nfl', { id: '1' as PlayerId, season: 2024, type: 'regular' }, anyCall),
      espn.everyPlayer('cfb', anyCall),
      espn.gameLog('nba', { id: '1' as PlayerId, season: 2024 }, anyCall),
      espn.seasonTable('mbb', { ...page, group: 'all' }, anyCall),
      espn.seasonTable('nhl', { ...page, group: 'all' }, anyCall),
      espn.seasonTable('nfl', { ...page, group: 'constructor' }, anyCall),
    ]) {
      await expect(outcome).rejects.toMatchObject({ name: 'UpstreamError', code: 'unsupported' });
    }
    expect(asked).toEqual([]);
  });
});
