import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf } from '../leagues.ts';
import type { Athlete, Season, TeamFacts } from '../model.ts';
import { nameAt } from '../names.ts';
import { POSITIONS } from '../positions.ts';
import { hash } from '../random.ts';
import { ROSTER_GROUPS } from '../roster-groups.ts';
import type { Today } from './athlete.ts';
import { athleteDocument, collegeDocument, dayOf } from './athlete.ts';
import { coreRef } from './links.ts';
import { clubhouse, logoFile } from './team.ts';

interface RosterPlan extends Today {
  readonly league: LeagueFacts;
  readonly team: TeamFacts;
  readonly athletes: readonly Athlete[];
  /** Where the season stands. */
  readonly phase?: { readonly type: number; readonly name: string };
}

const OFF_SEASON = { type: 4, name: 'Off Season' };

/** Football, baseball and hockey in groups, basketball in one list. */
export const rosterDocument = (plan: RosterPlan) => {
  const { league, team, athletes, now, season, phase = OFF_SEASON } = plan;
  const documents = (group: readonly Athlete[]) => group.map((athlete) => memberDocument(plan, athlete));
  const groups = ROSTER_GROUPS[league.sport.slug];
  return {
    timestamp: timestampOf(now),
    status: 'success',
    season: { ...season, ...phase },
    athletes:
      groups === null
        ? documents(athletes)
        : groups.map((position) => ({
            position,
            items: documents(athletes.filter((athlete) => athlete.group === position)),
          })),
    coach: [coachOf(league, team)],
    team: {
      id: team.id,
      abbreviation: team.abbreviation,
      location: team.location,
      name: team.name,
      displayName: displayNameOf(team),
      clubhouse: `https://www.espn.com/${league.slug}/team/_/name/${clubhouse(team)}`,
      color: team.color,
      logo: `https://a.espncdn.com/i/${logoFile(league, team)}`,
      ...(!league.isCollege && { seasonSummary: season.displayName }),
    },
  };
};

/** When a document is written, as it says so. */
export const timestampOf = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');

// Made up: no real coach is named.
const coachOf = (league: LeagueFacts, team: TeamFacts) => ({
  id: `99${team.id.padStart(3, '0')}`,
  ...nameAt(`${league.slug} coaches`, hash(team.id) % 1000),
  experience: hash(team.abbreviation) % 20,
});

const memberDocument = ({ league, team, now, season }: RosterPlan, athlete: Athlete) => ({
  ...athleteDocument(league, athlete, { now, season }),
  ...(athlete.college !== null && { college: collegeDocument(athlete.college) }),
  position: POSITIONS[league.slug].get(athlete.position),
  injuries: athlete.injury === null ? [] : [{ status: athlete.injury, date: `${hurtOn(athlete, now)}T20:56Z` }],
  teams: [coreRef(`sports/${league.sport.slug}/leagues/${league.slug}/seasons/${season.year}/teams/${team.id}`, 'pvt')],
  ...(!league.isCollege && {
    contracts: athlete.salary === null ? [] : [{ salary: athlete.salary, season: contractSeason(season) }],
  }),
  ...(athlete.salary !== null && { contract: contractDocument(season, athlete.salary) }),
});

const DAY_MS = 86_400_000;
const HURT_FOR_DAYS = 30;

/** A day of the last thirty, the same one for thirty days. */
const hurtOn = ({ id }: Athlete, now: number): string => {
  const offset = hash(`hurt ${id}`) % HURT_FOR_DAYS;
  const today = Math.floor(now / DAY_MS);
  return dayOf((today - ((today - offset) % HURT_FOR_DAYS)) * DAY_MS);
};

const contractSeason = ({ year }: Season) => ({
  year,
  startDate: `${year - 1}-09-24T07:00Z`,
  endDate: `${year}-06-28T06:59Z`,
});

const contractDocument = (season: Season, salary: number) => ({
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
  season: contractSeason(season),
  tradeKicker: { active: false, percentage: 0, value: 0, tradeValue: 0 },
  tradeRestriction: false,
  unsignedForeignPick: false,
  active: true,
});
