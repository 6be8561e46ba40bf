import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf } from '../leagues.ts';
import type { Athlete, RosterGroup, TeamFacts } from '../model.ts';
import { nameAt } from '../names.ts';
import { POSITIONS } from '../positions.ts';
import { hash } from '../random.ts';
import { athleteDocument, collegeDocument } from './athlete.ts';
import { coreRef } from './links.ts';
import { clubhouse } from './team.ts';

// All six, also when nobody is in one.
const FOOTBALL_GROUPS: readonly RosterGroup[] = [
  'offense',
  'defense',
  'specialTeam',
  'injuredReserveOrOut',
  'suspended',
  'practiceSquad',
];

interface RosterPlan {
  readonly league: LeagueFacts;
  readonly team: TeamFacts;
  readonly athletes: readonly Athlete[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Football in groups, basketball in one list. */
export const rosterDocument = ({ league, team, athletes, now }: RosterPlan) => {
  const documents = (group: readonly Athlete[]) => group.map((athlete) => memberDocument(league, team, athlete));
  return {
    timestamp: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    status: 'success',
    season: { ...league.season, type: 4, name: 'Off Season' },
    athletes:
      league.slug === 'nfl'
        ? FOOTBALL_GROUPS.map((position) => ({
            position,
            items: documents(athletes.filter((athlete) => athlete.group === position)),
          }))
        : documents(athletes),
    coach: [coachOf(league, team)],
    team: {
      id: team.id,
      abbreviation: team.abbreviation,
      location: team.location,
      name: team.name,
      displayName: displayNameOf(team),
      clubhouse: `https://www.espn.com/${league.slug}/team/_/name/${clubhouse(team)}`,
      color: team.color,
      logo: `https://a.espncdn.com/i/teamlogos/${league.slug}/500/${team.abbreviation.toLowerCase()}.png`,
      seasonSummary: league.season.displayName,
    },
  };
};

// Made up: no real coach is named.
const coachOf = (league: LeagueFacts, team: TeamFacts) => ({
  id: `99${team.id.padStart(3, '0')}`,
  ...nameAt(`${league.slug} coaches`, hash(team.id) % 1000),
  experience: hash(team.abbreviation) % 20,
});

const memberDocument = (league: LeagueFacts, team: TeamFacts, athlete: Athlete) => ({
  ...athleteDocument(league, athlete),
  ...(athlete.college !== null && { college: collegeDocument(athlete.college) }),
  position: POSITIONS[league.slug].get(athlete.position),
  injuries: athlete.injury === null ? [] : [{ status: athlete.injury, date: `${league.asOf}T20:56Z` }],
  teams: [
    coreRef(`sports/${league.sport.slug}/leagues/${league.slug}/seasons/${league.season.year}/teams/${team.id}`, 'pvt'),
  ],
  contracts: athlete.salary === null ? [] : [{ salary: athlete.salary, season: contractSeason(league) }],
  ...(athlete.salary !== null && { contract: contractDocument(league, athlete.salary) }),
});

const contractSeason = (league: LeagueFacts) => ({
  year: league.season.year,
  startDate: `${league.season.year - 1}-09-24T07:00Z`,
  endDate: `${league.season.year}-06-28T06:59Z`,
});

const contractDocument = (league: LeagueFacts, salary: number) => ({
  birdStatus: 0,
  baseYearCompensation: { active: false },
  poisonPillProvision: { active: false },
  incomingTradeValue: salary,
  outgoingTradeValue: salary,
  minimumSalaryException: false,
  optionType: 0,
  salary,
  salaryRemaining: 0,
  yearsRemaining: salary % 4,
  season: contractSeason(league),
  tradeKicker: { active: false, percentage: 0, value: 0, tradeValue: 0 },
  tradeRestriction: false,
  unsignedForeignPick: false,
  active: true,
});
