import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import type { LeagueId, Team } from '../../../lib/sports/model/index.ts';
import {
  clubsOf,
  createNamedTeams,
  ownSpellings,
  RECORDED_TEAMS,
  simulatedTeams,
  teamsIn,
  type NamedTeams,
} from '../../support/named-teams.ts';
import { describeRecorded, recordedJson } from '../../support/recorded.ts';

const leagues = new Map<LeagueId, Promise<NamedTeams>>();

const leagueNamed = (id: LeagueId): Promise<NamedTeams> => {
  const made = leagues.get(id) ?? simulatedTeams(id).then((teams) => createNamedTeams(id, teams));
  leagues.set(id, made);
  return made;
};

/** League, spelling, and the ids of the teams it means; or the status of the refusal. */
const SPELLINGS: readonly (readonly [LeagueId, string, string])[] = [
  ['nfl', 'KC', '12'],
  ['nfl', '12', '12'],
  ['nfl', '0012', '12'],
  ['nfl', 'kansas-city-chiefs', '12'],
  ['nfl', 'Chiefs', '12'],
  ['nfl', 'Kansas City', '12'],
  ['nfl', 'The Kansas City Chiefs', '12'],
  ['nfl', 'KCC', '12'],
  ['nfl', 'KAN', '12'],
  ['nfl', 'WAS', '28'],
  ['nfl', 'WSH', '28'],
  ['nfl', 'Washington Redskins', '28'],
  ['nfl', 'Washington Football Team', '28'],
  ['nfl', 'JAC', '30'],
  ['nfl', 'LA', '14'],
  ['nfl', 'STL', '14'],
  ['nfl', 'LA Rams', '14'],
  ['nfl', 'Los Angeles', '14 24'],
  ['nfl', 'NY', '19 20'],
  ['nfl', 'NYJ', '20'],
  ['nfl', 'ARZ', '22'],
  ['nfl', 'BLT', '33'],
  ['nfl', 'CLV', '5'],
  ['nfl', 'HST', '34'],
  ['nfl', 'OAK', '13'],
  ['nfl', 'LVR', '13'],
  ['nfl', 'Oakland Raiders', '13'],
  ['nfl', 'GBP', '9'],
  ['nfl', 'NWE', '17'],
  ['nfl', 'SFO', '25'],
  ['nfl', '49ers', '25'],
  ['nfl', 'Niners', '25'],
  ['nfl', 'SDG', '24'],
  ['nfl', 'San Diego Chargers', '24'],
  ['nfl', 'Seatle Seahawks', '404'],
  ['nfl', 'London Monarchs', '404'],
  ['nba', 'GSW', '9'],
  ['nba', 'NOP', '3'],
  ['nba', 'SAS', '24'],
  ['nba', 'NYK', '18'],
  ['nba', 'UTA', '26'],
  ['nba', 'PHO', '21'],
  ['nba', 'BRK', '17'],
  ['nba', 'CHO', '30'],
  ['nba', 'NJN', '17'],
  ['nba', 'SEA', '25'],
  ['nba', 'Seattle SuperSonics', '25'],
  ['nba', 'Lakers', '13'],
  ['nba', 'Sixers', '20'],
  ['nba', 'blazers', '22'],
  ['nba', 'Los Angeles Clippers', '12'],
  ['nba', 'LA', '12 13'],
  ['nba', 'los angeles', '12 13'],
  ['nba', 'Hornets', '30'],
  ['wnba', 'LVA', '17'],
  ['wnba', 'GSV', '129689'],
  ['wnba', 'CONN', '18'],
  ['wnba', 'Tulsa Shock', '3'],
  ['wnba', 'Houston Comets', '404'],
  ['mlb', 'CWS', '4'],
  ['mlb', 'SFG', '26'],
  ['mlb', 'KCR', '7'],
  ['mlb', 'TBR', '30'],
  ['mlb', 'SDP', '25'],
  ['mlb', 'WSN', '20'],
  ['mlb', 'AZ', '29'],
  ['mlb', 'OAK', '11'],
  ['mlb', "A's", '11'],
  ['mlb', 'FLA', '28'],
  ['mlb', 'MON', '20'],
  ['mlb', 'red sox', '2'],
  ['mlb', 'Sox', '2 4'],
  ['mlb', 'Saint Louis Cardinals', '24'],
  ['mlb', 'Washington Senators', '9 13'],
  ['mlb', 'Washington', '20'],
  ['mlb', 'SEA', '12'],
  ['nhl', 'TBL', '20'],
  ['nhl', 'SJS', '18'],
  ['nhl', 'NJD', '11'],
  ['nhl', 'LAK', '8'],
  ['nhl', 'LA', '8'],
  ['nhl', 'MON', '10'],
  ['nhl', 'Montréal Canadiens', '10'],
  ['nhl', 'ARI', '129764'],
  ['nhl', 'Arizona Coyotes', '129764'],
  ['nhl', 'Utah Mammoth', '129764'],
  ['nhl', 'ATL', '28'],
  ['nhl', 'Las Vegas Golden Knights', '37'],
  ['cfb', 'Miami (OH) RedHawks', '193'],
  ['cfb', 'Miami OH', '193'],
  ['cfb', 'M-OH', '193'],
  ['cfb', 'Miami', '193 2390'],
  ['cfb', 'MIA', '2390'],
  ['cfb', 'San José State Spartans', '23'],
  ['cfb', 'san jose st.', '23'],
  ['cfb', 'Jax St', '55'],
  ['cfb', 'Arizona St', '9'],
  ['cfb', "Hawai'i", '62'],
  ['cfb', 'Hawaiʻi Rainbow Warriors', '62'],
  ['cfb', 'hawaii', '62'],
  ['cfb', 'Texas A&M Aggies', '245'],
  ['cfb', 'TA&M', '245'],
  ['cfb', 'texas-am-aggies', '245'],
  ['cfb', 'Texas', '251'],
  ['cfb', 'Ohio', '195'],
  ['cfb', 'OSU', '194 3161'],
  ['cfb', 'the Ohio State', '194'],
  ['mbb', 'Saint Marys', '2608'],
  ['wbb', 'St Johns', '2599'],
];

describe('a spelling of a team', () => {
  it.each(SPELLINGS)('%s %j means %s, in a path and as a hint', async (id, text, expected) => {
    const league = await leagueNamed(id);
    expect({ path: await league.byPath(text), hint: await league.byHint(text) }).toEqual({
      path: expected,
      hint: expected,
    });
  });
});

/** Any team, and a text that it is called by its own entry in the list. */
const ownSpelling = (teams: readonly Team[]): fc.Arbitrary<{ readonly team: Team; readonly text: string }> =>
  fc.constantFrom(...teams).chain((team) => fc.constantFrom(...ownSpellings(team)).map((text) => ({ team, text })));

const agrees = (league: NamedTeams, teams: readonly Team[]): Promise<void> =>
  fc.assert(
    fc.asyncProperty(ownSpelling(teams), async ({ team, text }) => {
      const path = await league.byPath(text);
      expect(await league.byHint(text)).toBe(path);
      expect(path.split(' ')).toContain(team.id);
    }),
    { numRuns: 40 },
  );

describe('each spelling of its own means the team in a path and as a hint', () => {
  it.each(LEAGUES.map(({ id }) => id))('in the simulated %s', async (id) => {
    await agrees(await leagueNamed(id), clubsOf(await simulatedTeams(id)));
  });
});

describeRecorded('each spelling of its own means the team in a path and as a hint, in recorded lists', () => {
  it.each(RECORDED_TEAMS)('of %s', async (id, file) => {
    const teams = await teamsIn(id, recordedJson(file));
    await agrees(createNamedTeams(id, teams), clubsOf(teams));
  });
});
