import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  doubtDirectory,
  doubtEveryPlayer,
  doubtGames,
  doubtHits,
  doubtMoveList,
  doubtPhases,
  doubtRoster,
  doubtSeasons,
  doubtTablePage,
  doubtTeams,
  doubtVeteran,
} from '../../../lib/sports/doubts/index.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';

const roster = { league: 'nfl', brought: 0, held: undefined, isInSeason: true, mayBeEmpty: false } as const;

describe('a roster', () => {
  it.each([
    ['empties where 91 are held', { held: 91 }, true],
    ['comes with 3 of 91', { brought: 3, held: 91 }, true],
    ['comes with 53 of 90 on cut-down day', { brought: 53, held: 90 }, false],
    ['of the NBA halves in July', { league: 'nba', brought: 7, held: 15, isInSeason: false }, false],
    ['of the NBA empties in July', { league: 'nba', held: 15, isInSeason: false }, true],
    ['of a college empties in summer', { league: 'cfb', held: 110, isInSeason: false }, false],
    ['of a college empties in October', { league: 'cfb', held: 110 }, true],
    ['loses the last player that was known, to a single move', { held: 1 }, false],
    ['is empty in season, and nothing is held', {}, true],
    ['is empty off season, and nothing is held', { isInSeason: false }, false],
    ['of a guest, or of an expansion team before its draft, is empty', { mayBeEmpty: true }, false],
    ['is as empty as what is held', { held: 0 }, false],
    ['grows', { league: 'nba', brought: 5, held: 4 }, false],
  ] as const)('%s: %j is in doubt: %s', (_what, given, isDoubted) => {
    expect(doubtRoster({ ...roster, ...given }) !== undefined).toBe(isDoubted);
  });

  it('is never in doubt with enough players, with as many as are held, or with more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LEAGUES.map(({ id }) => id)),
        fc.nat(120),
        fc.nat(120),
        fc.boolean(),
        (league, held, more, isInSeason) => {
          const doubt = doubtRoster({ league, brought: held + more, held, isInSeason, mayBeEmpty: false });
          const enough = doubtRoster({ league, brought: 30 + more, held, isInSeason, mayBeEmpty: false });
          return doubt === undefined && enough === undefined;
        },
      ),
    );
  });
});

describe('a list', () => {
  it.each([
    ['no teams', doubtTeams('nfl', { brought: 0, held: undefined }), true],
    ['31 of 32 clubs', doubtTeams('nfl', { brought: 31, held: 32 }), true],
    ['a club more', doubtTeams('wnba', { brought: 15, held: 13 }), false],
    ['740 of 750 colleges', doubtTeams('cfb', { brought: 740, held: 750 }), false],
    ['50 of 750 colleges', doubtTeams('cfb', { brought: 50, held: 750 }), true],
    ['nobody listed', doubtEveryPlayer({ brought: 0, held: undefined }, 0), true],
    ['nobody on a team', doubtEveryPlayer({ brought: 6700, held: undefined }, 0), true],
    ['a third of everybody', doubtEveryPlayer({ brought: 2000, held: 6700 }, 1500), true],
    ['everybody', doubtEveryPlayer({ brought: 6700, held: 6737 }, 2500), false],
    ['a directory of rosters in place of a list', doubtDirectory({ brought: 2200, held: 2900 }), false],
    ['a directory of nobody', doubtDirectory({ brought: 0, held: undefined }), true],
    ['a directory that has lost most', doubtDirectory({ brought: 900, held: 2900 }), true],
    ['a first page of a table of nobody', doubtTablePage(1, { brought: 0, held: 582 }), true],
    ['a table before the first game', doubtTablePage(1, { brought: 0, held: undefined }), false],
    ['a shorter last page', doubtTablePage(3, { brought: 4, held: 12 }), false],
    ['nobody by a name', doubtHits({ brought: 0, held: 2 }), true],
    ['nobody by a name that nobody had', doubtHits({ brought: 0, held: undefined }), false],
    ['a day without its games', doubtGames({ brought: 0, held: 9 }), true],
    ['a day without its two games', doubtGames({ brought: 0, held: 2 }), false],
    ['a day with one game moved', doubtGames({ brought: 8, held: 9 }), false],
    ['no moves', doubtMoveList('nfl', { brought: 0, held: 40 }, Date.UTC(2025, 10, 20)), true],
    ['no moves yet', doubtMoveList('nfl', { brought: 0, held: 0 }, Date.UTC(2025, 10, 20)), false],
    ['no moves in a new season', doubtMoveList('nfl', { brought: 0, held: 40 }, Date.UTC(2025, 7, 4)), false],
    ['no phases', doubtPhases(0), true],
  ])('of %s (%s) is in doubt: %s', (_what, doubt, isDoubted) => {
    expect(doubt !== undefined).toBe(isDoubted);
  });
});

describe('a career', () => {
  it('is in doubt exactly when it lacks a season that is held, and says which', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1990, max: 2026 })),
        fc.uniqueArray(fc.integer({ min: 1990, max: 2026 })),
        (brought, held) => {
          const lost = held.filter((season) => !brought.includes(season));
          const doubt = doubtSeasons(brought, held);
          return lost.length === 0 ? doubt === undefined : doubt?.includes(String(lost[0])) === true;
        },
      ),
    );
    expect(doubtSeasons([], [2018, 2019])).toBe('0 seasons came without 2018, 2019');
  });
});

describe('a player without seasons', () => {
  it.each([
    ['nba', 8, true],
    ['mlb', 3, true],
    ['nba', 1, false],
    ['nhl', undefined, false],
    ['nfl', 9, false],
    ['mbb', 4, false],
  ] as const)('of the %s with %s years in the league is in doubt: %s', (league, experience, isDoubted) => {
    expect(doubtVeteran(league, experience) !== undefined).toBe(isDoubted);
  });
});
