import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { joinLive } from '../../../lib/sports/games/join.ts';
import type { Game, PlayerId, StatCategories, StatLine, TeamId } from '../../../lib/sports/model.ts';
import { joinGroups } from '../../../lib/sports/resources/table-lines.ts';
import { gameOf } from '../../support/game.ts';

const NOW = Date.parse('2025-07-08T20:00Z');
const DODGERS = { id: '19' as TeamId, abbreviation: 'LAD', name: 'Los Angeles Dodgers' };

const lineOf = (categories: StatCategories, source?: 'season-table'): StatLine => ({
  player: { id: '39832' as PlayerId, name: 'Shohei Ohtani', position: 'DH' },
  league: 'mlb',
  season: 2025,
  seasonType: 'regular',
  teams: [DODGERS],
  categories,
  ...(source && { source }),
});
const batting = { batting: { homeRuns: 30 } };
const known = lineOf({ batting: { homeRuns: 29 }, pitching: { ERA: 1.5 }, fielding: { errors: 0 } }, 'season-table');

const liveWith = (games: readonly Game[]) => joinLive('mlb', games, { previous: undefined, now: NOW - hours(4) });
const gameAt = (start: number): Game =>
  gameOf({ start, state: 'in', teams: [{ id: DODGERS.id, abbreviation: 'LAD', home: true, score: null }] });

describe('a group of the table', () => {
  const loadedAtByGroup = new Map([
    ['pitching', NOW - hours(3)],
    ['fielding', NOW - minutes(5)],
  ]);

  it('is joined by what the others have told of a player who has not played since', () => {
    const joined = joinGroups(lineOf(batting, 'season-table'), known, {
      loadedAtByGroup,
      live: liveWith([]),
      now: NOW,
    });
    expect(joined.categories).toEqual({ ...batting, pitching: { ERA: 1.5 }, fielding: { errors: 0 } });
  });

  it('is not joined with lines from before the last game, except for groups of the same run', () => {
    const live = liveWith([gameAt(NOW - hours(1))]);
    const joined = joinGroups(lineOf(batting, 'season-table'), known, { loadedAtByGroup, live, now: NOW });
    expect(joined.categories).toEqual({ ...batting, fielding: { errors: 0 } });
  });

  it('is not joined by older ones where nobody knows who has played', () => {
    const joined = joinGroups(lineOf(batting, 'season-table'), known, {
      loadedAtByGroup,
      live: undefined,
      now: NOW,
    });
    expect(joined.categories).toEqual({ ...batting, fielding: { errors: 0 } });
  });

  it('is not joined by a career, nor by itself as it was', () => {
    const career = lineOf(known.categories);
    const fresh = lineOf(batting, 'season-table');
    expect(joinGroups(fresh, career, { loadedAtByGroup, live: liveWith([]), now: NOW })).toBe(fresh);
    const alone = { loadedAtByGroup: new Map<string, number>(), live: liveWith([]), now: NOW };
    expect(joinGroups(fresh, known, alone).categories).toEqual(batting);
  });
});
