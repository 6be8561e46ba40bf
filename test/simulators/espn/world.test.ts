import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../simulators/espn/leagues.ts';
import type { Athlete, LeagueSlug, TeamFacts } from '../../../simulators/espn/model.ts';
import { createSearchIndex } from '../../../simulators/espn/search-index.ts';
import type { LeagueWorld, World } from '../../../simulators/espn/world.ts';
import { createWorld } from '../../../simulators/espn/world.ts';

const on = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const DAY = 24 * 60 * 60 * 1000;

const leagueOf = (slug: LeagueSlug, world: World = createWorld({ seed: 1 })): LeagueWorld => {
  const league = world.league(LEAGUES[slug].sport.slug, slug);
  if (league === undefined) throw new Error(`No ${slug}`);
  return league;
};

const teamOf = ({ facts }: LeagueWorld, abbreviation: string): TeamFacts => {
  const team = facts.teams.find((each) => each.abbreviation === abbreviation);
  if (team === undefined) throw new Error(`No ${abbreviation}`);
  return team;
};

const athleteOf = (league: LeagueWorld, id: string): Athlete => {
  const athlete = league.athlete(id);
  if (athlete === undefined) throw new Error(`No athlete ${id}`);
  return athlete;
};

/** `year team games` of every row. */
const rowsOf = (league: LeagueWorld, id: string, now: number, group: string, games = 'gamesPlayed') =>
  league
    .career(athleteOf(league, id), now)[2]
    .map(({ season, team, counts }) => `${season} ${team.abbreviation} ${counts[group]?.[games] ?? '-'}`);

const MAHOMES = '3139477';
const JOKIC = '3112335';
const JUDGE = '33192';

describe('the season of a league', () => {
  it.each([
    ['nfl', '2026-07-30', 2025, '2025'],
    ['nfl', '2026-07-31', 2026, '2026'],
    ['nba', '2026-09-23', 2026, '2025-26'],
    ['nba', '2026-09-24', 2027, '2026-27'],
    ['nhl', '2026-09-21', 2027, '2026-27'],
    ['mlb', '2026-02-14', 2025, '2025'],
    ['mlb', '2026-02-15', 2026, '2026'],
    ['wnba', '2026-04-14', 2026, '2026'],
    ['college-football', '2026-08-01', 2026, '2026'],
    ['mens-college-basketball', '2026-10-14', 2026, '2025-26'],
    ['womens-college-basketball', '2026-10-15', 2027, '2026-27'],
    // The world has no past before the season it begins with.
    ['nfl', '2019-01-01', 2025, '2025'],
  ] as const)('%s on %s is %i, called %s', (slug, day, year, displayName) => {
    expect(leagueOf(slug).season(on(day))).toEqual({ year, displayName });
  });
});

describe('a career', () => {
  it('goes on after what is known of a real player, which stays as it is', () => {
    const nfl = leagueOf('nfl');
    const [before, after] = ['2026-02-20', '2029-02-20'].map((day) => nfl.career(athleteOf(nfl, MAHOMES), on(day))[2]);
    expect(before?.at(-1)?.season).toBe(2025);
    expect(after?.map(({ season }) => season).slice(-4)).toEqual([2025, 2026, 2027, 2028]);
    expect(after?.slice(0, before?.length)).toEqual(before);
    expect(before?.find(({ season }) => season === 2024)?.counts.passing).toMatchObject({ passingYards: 3928 });
  });

  it('invents nothing of a real past, and no total of which a part is unknown', () => {
    const mlb = leagueOf('mlb');
    const career = mlb.career(athleteOf(mlb, JUDGE), on('2026-11-22'));
    expect(career[2].map(({ season }) => season)).toEqual([2025, 2026]);
    expect(career.complete).toBe(false);
  });

  it('of a player who has retired is over', () => {
    const nhl = leagueOf('nhl');
    const retired = nhl.everybody().filter(({ status }) => status === 'inactive');
    expect(retired.length).toBeGreaterThan(0);
    for (const athlete of retired) {
      const seasons = nhl.career(athlete, on('2028-01-01'))[2].map(({ season }) => season);
      expect(Math.max(0, ...seasons)).toBeLessThan(2025);
    }
  });

  it('never changes in a season that is over', () => {
    const nba = leagueOf('nba');
    const athletes = nba.roster(teamOf(nba, 'BOS'));
    for (const athlete of athletes) {
      const [summer, later] = [on('2026-08-01'), on('2027-12-24')].map((now) =>
        nba.career(athlete, now)[2].filter(({ season }) => season <= 2026),
      );
      expect(later).toEqual(summer);
    }
  });

  it.each([
    ['mlb', '2026-03-15', '2026-09-30', 'batting', 'gamesPlayed'],
    ['nhl', '2026-09-22', '2027-04-20', 'skating', 'games'],
    ['college-football', '2026-08-20', '2026-12-20', 'receiving', 'gamesPlayed'],
  ] as const)('of the %s grows game by game: no count ever falls', (slug, from, until, group, games) => {
    const league = leagueOf(slug);
    const team = league.facts.teams[3];
    const { year } = league.season(on(from));
    const athletes = team === undefined ? [] : league.roster(team);
    const lineOn = (athlete: Athlete, now: number) =>
      league.career(athlete, now)[2].find(({ season }) => season === year)?.counts[group];
    const players = athletes.filter((athlete) => lineOn(athlete, on(until)) !== undefined);
    expect(players.length).toBeGreaterThan(5);
    for (const athlete of players) {
      expect(lineOn(athlete, on(from))).toBeUndefined();
      const lines = Array.from({ length: 215 }, (_, day) => lineOn(athlete, on(from) + day * DAY) ?? {});
      for (const [index, line] of lines.entries()) {
        const last = lines[index - 1] ?? {};
        for (const [name, value] of Object.entries(last)) {
          if (name !== 'plusMinus' && value !== null)
            expect([name, line[name]]).toEqual([name, Math.max(value, line[name] ?? 0)]);
        }
        // Without another game the line is the same one.
        if (line[games] === last[games]) expect({ ...line, ...last }).toEqual(line);
      }
      expect(lines.at(-1)).toEqual(lineOn(athlete, on(until)));
    }
  });

  it('counts the games of the schedule it is given', () => {
    const nba = leagueOf('nba');
    nba.setSchedule((team, season) => (season === 2027 && team.abbreviation === 'DEN' ? 20 : 82));
    const twenty = rowsOf(nba, JOKIC, on('2026-11-22'), 'box').at(-1);
    expect(twenty).toMatch(/^2027 DEN (1\d|20)$/);
    expect(rowsOf(nba, JOKIC, on('2027-03-22'), 'box').at(-1)).toBe(twenty);
    nba.setSchedule((_, season) => (season === 2027 ? 0 : 82));
    expect(rowsOf(nba, JOKIC, on('2026-11-22'), 'box').at(-1)).toMatch(/^2026 DEN/);
  });
});

describe('a move', () => {
  it('takes a player from one roster to the end of another, and everybody hears of it', () => {
    const world = createWorld({ seed: 1 });
    const nba = leagueOf('nba', world);
    const [denver, boston] = [teamOf(nba, 'DEN'), teamOf(nba, 'BOS')];
    const search = createSearchIndex(world);
    expect(search.find('nikola jokic')[0]?.team?.displayName).toBe('Denver Nuggets');
    const [left, joined] = [nba.roster(denver), nba.roster(boston)];

    const move = nba.move(JOKIC, boston, on('2027-01-15'));

    expect(move).toMatchObject({
      from: { id: denver.id },
      to: { id: boston.id },
      athlete: { id: JOKIC, team: boston },
    });
    expect(nba.roster(denver)).toEqual(left.filter(({ id }) => id !== JOKIC));
    expect(nba.roster(boston).slice(0, -1)).toEqual(joined);
    expect(nba.roster(boston).at(-1)).toMatchObject({ id: JOKIC, team: boston, lastTeam: boston });
    expect(nba.athlete(JOKIC)).toMatchObject({ team: boston });
    expect(nba.everybody().filter(({ id }) => id === JOKIC)).toMatchObject([{ team: boston }]);
    expect(search.find('nikola jokic')[0]?.team?.displayName).toBe('Boston Celtics');
    expect(nba.moves()).toEqual([move]);
  });

  it('gives the season a second row once they have played, and leaves the first as it was', () => {
    const nba = leagueOf('nba');
    const at = on('2027-01-15');
    const before = rowsOf(nba, JOKIC, at, 'box');
    nba.move(JOKIC, teamOf(nba, 'BOS'), at);
    expect(rowsOf(nba, JOKIC, at, 'box')).toEqual(before);
    const after = rowsOf(nba, JOKIC, on('2027-04-30'), 'box');
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toEqual([expect.stringMatching(/^2027 BOS [1-9]/)]);
    expect(rowsOf(nba, JOKIC, on('2028-04-30'), 'box').at(-1)).toMatch(/^2028 BOS/);
  });

  it('can be to no team, and from there to one again', () => {
    const mlb = leagueOf('mlb');
    const yankees = teamOf(mlb, 'NYY');
    mlb.move(JUDGE, null, on('2026-06-01'));
    expect(mlb.athlete(JUDGE)).toMatchObject({ team: null, lastTeam: yankees, status: 'free-agent' });
    expect(mlb.roster(yankees).map(({ id }) => id)).not.toContain(JUDGE);
    const gone = rowsOf(mlb, JUDGE, on('2026-06-01'), 'batting');
    expect(rowsOf(mlb, JUDGE, on('2026-09-30'), 'batting')).toEqual(gone);
    mlb.move(JUDGE, yankees, on('2026-10-15'));
    expect(mlb.athlete(JUDGE)).toMatchObject({ team: yankees, status: 'active' });
    expect(mlb.roster(yankees).at(-1)?.id).toBe(JUDGE);
    expect(mlb.moves().map(({ from, to }) => [from?.id, to?.id])).toEqual([
      [yankees.id, undefined],
      [undefined, yankees.id],
    ]);
  });

  it('is refused to the same team, to an unknown team, and for an unknown athlete', () => {
    const wnba = leagueOf('wnba');
    const [fever, guests] = [teamOf(wnba, 'IND'), teamOf(wnba, 'TOY')];
    const clark = '4433403';
    expect(() => wnba.move(clark, fever, 0)).toThrow(
      new RangeError('wnba athlete 4433403 is with Indiana Fever already'),
    );
    expect(() => wnba.move(clark, guests, 0)).toThrow(/wnba has no team 130927/);
    expect(() => wnba.move('99', fever, 0)).toThrow(new RangeError('wnba has no athlete 99'));
    wnba.move(clark, null, 0);
    expect(() => wnba.move(clark, null, 0)).toThrow(/is with no team already/);
    expect(wnba.moves()).toHaveLength(1);
  });
});
