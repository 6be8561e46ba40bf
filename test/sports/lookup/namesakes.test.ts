import { describe, expect, it } from 'vitest';
import type { Hints } from '../../../lib/sports/names/index.ts';
import { typedForm } from '../../../lib/sports/names/name-form.ts';
import { createBatchStats, createStatsLookup } from '../../../lib/sports/lookup/index.ts';
import { athlete, createLeague, said, team, type LeagueInTest } from '../resources/league-in-test.ts';

const TEAMS = [team('7', 'DEN', 'Denver Broncos'), team('20', 'NYJ', 'New York Jets')];
const retired = (id: string, name: string) => athlete(id, name, null, null);

const ATHLETES = [
  athlete('4372012', 'Pat Surtain II', '7', 'CB'),
  retired('2', 'Patrick Surtain'),
  athlete('3045138', 'Mike Williams', '20', 'WR'),
  retired('3', 'Michael Williams'),
  athlete('5', 'Kenneth Gainwell', '7', 'RB'),
  athlete('6', 'Ken Gainwell', '20', 'RB'),
  retired('8', 'Christopher Boswell'),
  retired('9', 'Chris Boswell'),
];

const league = (lost: readonly string[]): LeagueInTest => createLeague({ teams: TEAMS, athletes: ATHLETES, lost });

const withDirectory = async (lost: readonly string[]): Promise<LeagueInTest> => {
  const test = league(lost);
  await test.loadDirectory();
  return test;
};

describe('a name of somebody who does not play, while a directory is held,', () => {
  it.each([
    ['patrick surtain', 'alias 4372012'],
    ['Michael Williams', 'alias 3045138'],
  ])('%s means the active player of the short name where the other one cannot be shown', async (name, expected) => {
    expect(said(await (await withDirectory(['2', '3'])).resolve(name))).toBe(expected);
  });

  it.each([
    ['patrick surtain', ['4372012', '2']],
    ['Michael Williams', ['3045138', '3']],
  ])('%s may mean both where both can be shown, the active one first', async (name, ids) => {
    const resolution = await (await withDirectory([])).resolve(name);
    expect(resolution.kind === 'ambiguous' && resolution.players.map(({ id }) => id)).toEqual(ids);
  });

  it.each<{ readonly name: string; readonly is: string; readonly hints?: Hints }>([
    { name: 'pat surtain', is: 'exact 4372012' },
    { name: 'mike williams', is: 'exact 3045138' },
    { name: 'Kenneth Gainwell', is: 'exact 5' },
    { name: 'Ken Gainwell', is: 'exact 6' },
    { name: 'Christopher Boswell', is: 'exact 8' },
    { name: 'Patrick Surtain', is: 'exact 2', hints: { position: 'S' } },
  ])('$name is $is', async ({ name, is, hints = {} }) => {
    const athletes = ATHLETES.map((each) => (each.id === '2' ? { ...each, position: 'S' } : each));
    const test = createLeague({ teams: TEAMS, athletes });
    await test.loadDirectory();
    expect(said(await test.resolve(name, hints))).toBe(is);
  });
});

describe('a name, by the search alone,', () => {
  it('means whoever has another form of it once the document of the first is known to be gone', async () => {
    const test = league(['2']);
    const first = await test.resolve('patrick surtain');
    expect(said(first)).toBe('exact 2');
    expect(test.asked()).toEqual(['search patrick surtain']);
    const second = await test.resolve('patrick surtain', {}, new Map([['2', 'gone']]));
    expect(said(second)).toBe('alias 4372012');
    expect(test.asked()).toEqual(['search pat surtain', 'search patty surtain']);
  });

  it('may mean both once the first is known to be retired', async () => {
    const test = league([]);
    const resolution = await test.resolve('michael williams', {}, new Map([['3', 'retired']]));
    expect(resolution.kind === 'ambiguous' && resolution.players.map(({ id }) => id)).toEqual(['3045138', '3']);
  });

  it('means the retired player where nobody plays under another form of it', async () => {
    const test = league([]);
    expect(said(await test.resolve('christopher boswell', {}, new Map([['8', 'retired']])))).toBe('exact 8');
  });

  it('is looked up again in a batch when the player has neither a line nor a document', async () => {
    const capabilities = ['search', 'career'] as const;
    const test = createLeague({ teams: TEAMS, athletes: ATHLETES, lost: ['2'], capabilities });
    const lookup = createStatsLookup(test);
    const batch = createBatchStats({ resolver: test.resolver, lookup, resources: test.resources });
    const names = ['Kenneth Gainwell', 'patrick surtain'].map((text) => ({ text, form: typedForm(text) }));
    const items = await batch.ask({ league: 'nfl', ids: [], names, season: 2025, type: 'regular' });
    expect(items.map(({ outcome }) => outcome.kind)).toEqual(['no-stats', 'no-stats']);
    expect(items.map(({ resolution }) => resolution && said(resolution))).toEqual(['exact 5', 'alias 4372012']);
  });
});
