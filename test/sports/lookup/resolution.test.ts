import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { Hints } from '../../../lib/sports/names/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import {
  athlete,
  createLeague,
  said,
  team,
  type LeagueInTest,
  type LeagueOptions,
} from '../resources/league-in-test.ts';

const TEAMS = [
  team('12', 'KC', 'Kansas City Chiefs'),
  team('14', 'LAR', 'Los Angeles Rams'),
  team('21', 'PHI', 'Philadelphia Eagles'),
  team('33', 'BAL', 'Baltimore Ravens'),
];

const ATHLETES = [
  athlete('3139477', 'Patrick Mahomes', '12', 'QB'),
  athlete('4875196', 'Byron Young', '14', 'LB'),
  athlete('4567123', 'Byron Young', '21', 'DT'),
  athlete('3916387', 'Lamar Jackson', '33', 'QB'),
  athlete('4034849', 'Lamar Jackson', null, 'CB'),
  athlete('4047646', 'A.J. Brown', '21', 'WR'),
  athlete('4241372', 'Marquise Brown', '12', 'WR'),
];

const league = (options: Partial<LeagueOptions> = {}): LeagueInTest =>
  createLeague({ teams: TEAMS, athletes: ATHLETES, ...options });

const withDirectory = async (options: Partial<LeagueOptions> = {}): Promise<LeagueInTest> => {
  const test = league(options);
  await test.loadDirectory();
  return test;
};

describe('a name, while the directory is cached,', () => {
  it('costs no provider call, whatever the resolution', async () => {
    const test = await withDirectory();
    const all = await test.resolveAll(['pat mahomes', 'byron young', 'Lamar Jackson', 'Patric Mahomes', 'brown', '🏈']);
    expect(all.map(said)).toEqual([
      'alias 3139477',
      'ambiguous 4567123 4875196',
      'exact 3916387',
      'none; 3139477',
      'ambiguous 4047646 4241372',
      'none',
    ]);
    expect(test.asked()).toEqual([]);
  });

  it('resolves to the whole player where the directory has all of it', async () => {
    const test = await withDirectory();
    const kc = { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' };
    expect(await test.resolve('patrick mahomes')).toMatchObject({
      kind: 'one',
      player: { id: '3139477', name: 'Patrick Mahomes', league: 'nfl', team: kc, position: 'QB', status: 'active' },
    });
    expect(await test.resolve('patric mahomes')).toMatchObject({
      suggestions: [{ id: '3139477', name: 'Patrick Mahomes', team: kc, position: 'QB' }],
    });
    const { players } = (await test.resolve('byron young')) as { players?: unknown };
    expect(players).toMatchObject([{ team: { abbreviation: 'PHI' } }, { team: { abbreviation: 'LAR' } }]);
  });

  it.each([
    ['byron young', { team: 'phi' }, 'exact 4567123'],
    ['byron young', { team: '21' }, 'exact 4567123'],
    ['byron young', { team: 'Eagles' }, 'exact 4567123'],
    ['byron young', { team: 'philadelphia' }, 'exact 4567123'],
    ['byron young', { team: 'Philadelphia Eagles' }, 'exact 4567123'],
    ['byron young', { team: 'los-angeles-rams' }, 'exact 4875196'],
    ['byron young', { position: 'lb' }, 'exact 4875196'],
    ['byron young', { team: 'KC' }, 'none; 4567123 4875196'],
    ['byron young', { team: 'PHI', position: 'LB' }, 'none; 4567123 4875196'],
    ['brown', { team: 'KC' }, 'surname 4241372'],
    ['lamar jackson', { position: 'CB' }, 'exact 4034849'],
    ['lamar jackson', { team: 'BAL' }, 'exact 3916387'],
    ['patrick mahomes', { team: 'PHI' }, 'none; 3139477'],
  ])('%j with %j is %s', async (name, hints, expected) => {
    const test = await withDirectory();
    expect(said(await test.resolve(name, hints))).toBe(expected);
    expect(test.asked()).toEqual([]);
  });

  it('rests on the list of teams only where a player has a team', async () => {
    const test = await withDirectory();
    const consulted = async (name: string, hints?: Hints): Promise<number | undefined> => {
      const resolution = await test.resolve(name, hints);
      return resolution.kind === 'failed' ? undefined : resolution.consulted.length;
    };
    expect(await consulted('patrick mahomes')).toBe(2);
    expect(await consulted('lamar jackson', { position: 'CB' })).toBe(2);
    test.sign(athlete('5', 'Tom Brady', null, 'QB'));
    await test.cache.purge('nfl', ['directory']);
    await test.loadDirectory();
    expect(await consulted('tom brady')).toBe(1);
  });

  it('is searched for once the directory is an hour old and lacks it', async () => {
    const test = await withDirectory();
    test.sign(athlete('777', 'New Rookie', '12', 'WR'));
    expect(said(await test.resolve('new rookie'))).toBe('none');
    expect(test.asked()).toEqual([]);
    test.clock.advance(minutes(61));
    expect(said(await test.resolve('new rookie'))).toBe('exact 777');
    expect(test.asked()).toEqual(['search new rookie']);
    expect(said(await test.resolve('rookie'))).toBe('none');
    expect(said(await test.resolve('new rookie'))).toBe('exact 777');
    expect(test.asked()).toEqual([]);
  });

  it('resolves to none while the search fails: the directory alone decides', async () => {
    const test = await withDirectory();
    test.clock.advance(hours(2));
    test.break('search', new UpstreamError('blocked', 'in a test'));
    expect(said(await test.resolve('new rookie'))).toBe('none');
  });

  it('is decided by the documents of players whose position the directory lacks', async () => {
    const athletes = ATHLETES.map((each) => ({
      ...each,
      position: each.name === 'Byron Young' ? null : each.position,
    }));
    const test = await withDirectory({ athletes });
    expect(said(await test.resolve('byron young', { team: 'PHI' }))).toMatch(/^exact 4567123$/);
    expect(test.asked()).toEqual(['player 4567123', 'player 4875196']);
    expect(await test.resolve('patrick mahomes')).toMatchObject({ player: { position: 'QB' } });
    expect(test.asked()).toEqual([]);
  });
});

describe('a name, while no directory is cached,', () => {
  it('is searched for, and the directory is not loaded', async () => {
    const test = league();
    expect(said(await test.resolve('patrick mahomes'))).toBe('exact 3139477');
    expect(test.asked()).toEqual(['search patrick mahomes']);
  });

  it('is decided between namesakes by their documents', async () => {
    const test = league();
    expect(said(await test.resolve('lamar jackson'))).toBe('exact 3916387');
    expect(test.asked()).toEqual(['search lamar jackson', 'player 3916387', 'player 4034849', 'teams']);
    expect(said(await test.resolve('byron young', { team: 'PHI' }))).toBe('exact 4567123');
  });

  it('is searched for by its aliases when no player has it', async () => {
    const test = league();
    expect(said(await test.resolve('Hollywood Brown'))).toBe('alias 4241372');
    expect(test.asked()).toEqual(['search hollywood brown', 'search marquise brown']);
    // Here the search itself has the candidates.
    expect(said(await test.resolve('pat mahomes'))).toBe('alias 3139477');
    expect(test.asked()).toEqual(['search pat mahomes']);
  });

  it('that is only a surname means an active player', async () => {
    const test = league({ athletes: [...ATHLETES, athlete('5', 'Tom Brady', null, 'QB')] });
    expect(said(await test.resolve('mahomes'))).toBe('surname 3139477');
    expect(said(await test.resolve('brady'))).toBe('none; 5');
  });

  it('is unavailable, not unknown, while the provider is out', async () => {
    const test = league();
    test.break('search', new UpstreamError('blocked', 'in a test'));
    expect(said(await test.resolve('patrick mahomes'))).toBe('failed blocked');
  });

  it('is unavailable when the namesakes cannot be told apart', async () => {
    const test = league();
    test.break('player 4034849', new UpstreamError('timeout', 'in a test'));
    const all = await test.resolveAll(['lamar jackson', 'patrick mahomes']);
    expect(all.map(said)).toEqual(['failed timeout', 'exact 3139477']);
  });
});

describe('a name, with a provider without search,', () => {
  it('loads the directory, once', async () => {
    const test = league({ capabilities: [] });
    expect(said(await test.resolve('pat mahomes'))).toBe('alias 3139477');
    expect(test.asked()).toEqual(['teams', ...TEAMS.map(({ id }) => `roster ${id}`)]);
    expect(said(await test.resolve('byron young'))).toBe('ambiguous 4567123 4875196');
    test.clock.advance(hours(2));
    expect(said(await test.resolve('new rookie'))).toBe('none');
    expect(test.asked().filter((call) => call.startsWith('search'))).toEqual([]);
  });

  it('is unavailable while that fails', async () => {
    const test = league({ capabilities: [] });
    test.break('teams', new UpstreamError('over-budget', 'in a test'));
    expect(said(await test.resolve('pat mahomes'))).toBe('failed over-budget');
  });
});

it('resolving no names reads nothing', async () => {
  expect(await league().resolveAll([])).toEqual([]);
});
