import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { ListedTeam, TeamId } from '../../../lib/sports/model/index.ts';
import { findTeams, nearestTeams } from '../../../lib/sports/teams/index.ts';
import { MLB } from '../../../lib/sports/teams/other-names-mlb.ts';
import { NBA, WNBA } from '../../../lib/sports/teams/other-names-basketball.ts';
import { NFL } from '../../../lib/sports/teams/other-names-nfl.ts';
import { NHL } from '../../../lib/sports/teams/other-names-nhl.ts';
import { clubsOf, ownSpellings, RECORDED_TEAMS, simulatedTeams, teamsIn } from '../../support/named-teams.ts';
import { describeRecorded, recordedJson } from '../../support/recorded.ts';

const idsOf = (teams: readonly ListedTeam[]): readonly string[] => teams.map(({ id }) => id);

const team = (
  id: string,
  abbreviation: string,
  location: string,
  nickname: string,
  more: Partial<ListedTeam> = {},
): ListedTeam => ({
  id: id as TeamId,
  abbreviation,
  name: `${location} ${nickname}`,
  location,
  slug: `${location} ${nickname}`.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
  ...more,
});

describe('each spelling that the list itself has', () => {
  it.each(LEAGUES.map(({ id }) => id))('finds the team in the simulated %s', async (id) => {
    const teams = await simulatedTeams(id);
    for (const club of clubsOf(teams)) {
      for (const text of ownSpellings(club))
        expect(idsOf(await findTeams(id, teams, text.trim())), text).toContain(club.id);
    }
  });
});

it('a slug finds its team, whatever the team is called now', async () => {
  const teams = [
    team('1', 'ATH', 'Old', 'Town', { slug: 'harbour-club' }),
    team('2', 'BTH', 'Other', 'Place', { slug: 'other-place' }),
  ];
  expect(idsOf(await findTeams('nfl', teams, 'Harbour-Club'))).toEqual(['1']);
  expect(idsOf(await findTeams('nfl', teams, 'OLD TOWN'))).toEqual(['1']);
});

describeRecorded('each spelling that a recorded list itself has', () => {
  it.each(RECORDED_TEAMS)('finds the team in %s', async (id, file) => {
    const teams = await teamsIn(id, recordedJson(file));
    for (const club of clubsOf(teams)) {
      for (const text of ownSpellings(club))
        expect(idsOf(await findTeams(id, teams, text.trim())), text).toContain(club.id);
    }
  });
});

describe('the table of other names', () => {
  it.each([
    ['nfl', NFL],
    ['nba', NBA],
    ['wnba', WNBA],
    ['mlb', MLB],
    ['nhl', NHL],
  ] as const)('of %s leads each abbreviation and whole name to its team, and to no other', async (league, table) => {
    const teams = await simulatedTeams(league);
    const shared = new Map<string, string[]>();
    for (const [id, { abbreviations = '', alsoCalled = [], former = [] }] of Object.entries(table)) {
      expect(idsOf(teams), `the ${league} list has ${id}`).toContain(id);
      const texts = [...abbreviations.split(' '), ...alsoCalled, ...former.map((parts) => parts.join(' '))];
      for (const text of texts.filter((each) => each !== '')) {
        const found = idsOf(await findTeams(league, teams, text));
        expect(found, text).toContain(id);
        if (found.length > 1) shared.set(text, [...found]);
      }
    }
    // Both teams that left Washington were the Senators.
    expect(Object.fromEntries(shared)).toEqual(league === 'mlb' ? { 'Washington Senators': ['9', '13'] } : {});
  });
});

describe('the most certain way to name a team wins', () => {
  it.each([
    ['an id', '12', ['12']],
    ['an abbreviation of now, before one of former days', 'ATL', ['1']],
    ['an abbreviation, before a place', 'LA', ['8']],
    ['a name, before a former name', 'Winnipeg Jets', ['2']],
    ['a place of now, before a former one', 'Minnesota', ['4']],
    ['a club, before a guest', 'Rangers', ['13']],
  ])('%s', async (_title, text, expected) => {
    const teams = [
      team('1', 'ATL', 'Atlanta', 'Something'),
      team('2', 'WPX', 'Winnipeg', 'Jets'),
      team('3', 'LAX', 'LA', 'Something'),
      team('4', 'MIN', 'Minnesota', 'Wild'),
      team('8', 'LA', 'Los Angeles', 'Kings'),
      team('9', 'DAL', 'Dallas', 'Stars'),
      team('12', 'NYI', 'New York', 'Islanders'),
      team('13', 'NYR', 'New York', 'Rangers'),
      team('28', 'WPG', 'Atlanta', 'Thrashers'),
      team('99', 'TEX', 'Guest', 'Rangers', { exhibition: true }),
    ];
    expect(idsOf(await findTeams('nhl', teams, text))).toEqual(expected);
  });

  it('and several teams that are named equally well are all meant', async () => {
    const teams = await simulatedTeams('cfb');
    expect(idsOf(await findTeams('cfb', teams, 'Miami'))).toEqual(['2390', '193']);
    expect((await findTeams('cfb', teams, 'tigers')).length).toBeGreaterThan(3);
  });
});

describe('the short name of a list', () => {
  const teams = [
    team('9', 'ASU', 'Arizona State', 'Sun Devils', { shortName: 'Arizona St' }),
    team('55', 'JXST', 'Jacksonville State', 'Gamecocks', { shortName: 'Jax State' }),
  ];

  it.each([
    ['Jax State', ['55']],
    ['jax st', ['55']],
    ['Arizona St.', ['9']],
    ['The Arizona State', ['9']],
    ['Arizona', ['9']],
    ['State', []],
  ])('%j is %j', async (text, expected) => {
    expect(idsOf(await findTeams('cfb', teams, text))).toEqual(expected);
  });
});

describe('a text that names no team', () => {
  it.each([
    ['nfl', 'Seatle', ['26']],
    ['nfl', 'cheifs', ['12']],
    ['nfl', 'Kanas City Chiefs', ['12']],
    ['nba', 'Los Angeles Laker', ['13', '12']],
    ['nba', 'Warriers', ['9']],
    ['nfl', 'manchester united', []],
    ['nfl', '?', []],
  ] as const)('%s %j has these suggestions: %j', async (league, text, expected) => {
    const teams = await simulatedTeams(league);
    expect(idsOf(await findTeams(league, teams, text))).toEqual([]);
    expect(idsOf(await nearestTeams(league, teams, text))).toEqual(expected);
  });

  it('has five suggestions at most, and none without a list', async () => {
    const teams = await simulatedTeams('nfl');
    expect((await nearestTeams('nfl', teams, 'LAX')).length).toBeLessThanOrEqual(5);
    expect(await findTeams('nfl', [], 'KC')).toEqual([]);
    expect(await nearestTeams('nfl', [], 'KC')).toEqual([]);
  });
});
