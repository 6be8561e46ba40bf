import colleges from './data/college-teams.json' with { type: 'json' };
import mlbTeams from './data/mlb-teams.json' with { type: 'json' };
import nbaTeams from './data/nba-teams.json' with { type: 'json' };
import nflTeams from './data/nfl-teams.json' with { type: 'json' };
import nhlTeams from './data/nhl-teams.json' with { type: 'json' };
import wnbaTeams from './data/wnba-teams.json' with { type: 'json' };
import type { LeagueSlug, TeamFacts } from './model.ts';

const teamOf = (row: string): TeamFacts => {
  const [id = '', abbreviation = '', location = '', name = '', color = '', alternateColor = '', more] = row.split('|');
  const team = { id, abbreviation, location, name, color, alternateColor };
  return more === 'unlisted' ? { ...team, unlisted: true } : team;
};

// Some of many: the provider lists 750 colleges that play football. Two of these share an abbreviation.
const FOOTBALL_COLLEGES = colleges.everySport.map(teamOf);
const BASKETBALL_COLLEGES = [...colleges.everySport, ...colleges.basketballOnly].map(teamOf);

/** The real ones with their ids; an id is one college's in every sport, and one team's in every other league. */
export const TEAMS: Readonly<Record<LeagueSlug, readonly TeamFacts[]>> = {
  nfl: nflTeams,
  nba: nbaTeams,
  mlb: mlbTeams,
  nhl: nhlTeams,
  wnba: wnbaTeams,
  'college-football': FOOTBALL_COLLEGES,
  'mens-college-basketball': BASKETBALL_COLLEGES,
  'womens-college-basketball': BASKETBALL_COLLEGES,
};
