import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { athlete, createLeague, said, team } from '../resources/league-in-test.ts';

const TEAMS = [team('12', 'KC', 'Kansas City Chiefs'), team('21', 'PHI', 'Philadelphia Eagles')];
const MAHOMES = athlete('3139477', 'Patrick Mahomes', '12', 'QB');

const many = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_each, index) => athlete(String(1000 + index), name(index), '12', 'WR'));

describe('a name that the directory lacks', () => {
  it('is searched for only once the directory is more than an hour old', async () => {
    const test = createLeague({ teams: TEAMS, athletes: [MAHOMES] });
    await test.loadDirectory();
    test.clock.advance(hours(1));
    await test.resolve('new rookie');
    expect(test.asked()).toEqual([]);
    test.clock.advance(1);
    await test.resolve('new rookie');
    expect(test.asked()).toEqual(['search new rookie']);
  });

  it('is matched by the search only under that very name', async () => {
    const test = createLeague({ teams: TEAMS, athletes: [MAHOMES] });
    await test.loadDirectory();
    test.sign(athlete('777', 'Equanimeous St. Brown', '12', 'WR'));
    test.clock.advance(minutes(61));
    expect(said(await test.resolve('st brown'))).toBe('none');
    expect(test.asked()).toEqual(['search st brown']);
  });
});

describe('a search', () => {
  it('suggests five hits at most', async () => {
    const athletes = many(8, (index) => `Mike Smith${'abcdefgh'[index] ?? ''}`);
    const test = createLeague({ teams: TEAMS, athletes });
    const resolution = await test.resolve('mike smith');
    expect(resolution).toMatchObject({ kind: 'none', suggestions: { length: 5 } });
  });

  it('is repeated for three aliases at most, and for the two words of the name', async () => {
    const test = createLeague({ teams: TEAMS, athletes: [MAHOMES] });
    expect(said(await test.resolve('alexander nobody'))).toBe('none');
    expect(test.asked()).toEqual([
      'search alexander nobody',
      ...['alex', 'al', 'xander'].map((n) => `search ${n} nobody`),
      'search nobody',
      'search alexander',
    ]);
  });

  it('is unavailable, not without a match, while one of the aliases cannot be searched for', async () => {
    const test = createLeague({ teams: TEAMS, athletes: [athlete('5', 'Alex Nobody', '12')] });
    test.break('search al nobody', new UpstreamError('timeout', 'in a test'));
    expect(said(await test.resolve('alexander nobody'))).toBe('failed timeout');
  });

  it('reads 25 documents of namesakes at most, and lists the other namesakes without', async () => {
    const test = createLeague({ teams: TEAMS, athletes: many(30, () => 'Mike Smith') });
    const resolution = await test.resolve('mike smith', { position: 'WR' });
    expect(test.asked().filter((call) => call.startsWith('player'))).toHaveLength(25);
    expect(resolution.kind === 'ambiguous' && resolution.players.length).toBe(25);
  });
});

describe('a provider without search', () => {
  it('gives the whole player from the directory and the teams it was made from', async () => {
    const test = createLeague({ teams: TEAMS.slice(0, 1), athletes: [MAHOMES], capabilities: [] });
    expect(await test.resolve('patrick mahomes')).toMatchObject({
      kind: 'one',
      player: { team: { abbreviation: 'KC' } },
    });
  });
});
