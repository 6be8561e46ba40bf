import type { LeagueSlug, TeamFacts } from '../model.ts';
import type { Random } from '../random.ts';
import { between, pick } from '../random.ts';
import type { SeasonDays } from './calendars.ts';
import { seasonDays } from './calendars.ts';
import type { Day } from './days.ts';
import { partsOf, timeOn } from './days.ts';
import { FORMATS } from './formats.ts';
import type { Pairing } from './game.ts';
import { rounds, shuffled, withWeekOff } from './pairings.ts';

/** Who meets when. */
export interface Fixture extends Pairing {
  readonly start: number;
  readonly week: number | null;
}

interface SeasonPlan {
  readonly league: LeagueSlug;
  readonly teams: readonly TeamFacts[];
  /** A team's games. */
  readonly games: number;
  readonly year: number;
  readonly random: Random;
}

/** A regular season: football by the week, everybody else spread over its days. Nobody plays twice on a day. */
export const regularFixtures = ({ league, teams, games, year, random }: SeasonPlan): readonly Fixture[] => {
  const days = seasonDays(league, year);
  const { weeks } = FORMATS[league];
  // Of an odd number of teams one has a round off.
  const wanted = teams.length % 2 === 0 ? games : Math.floor((games * teams.length) / (teams.length - 1));
  const meetings = rounds(shuffled(teams, random), wanted);
  return weeks === undefined
    ? dailyFixtures({ league, days, meetings, random })
    : weeklyFixtures({ league, days, meetings, random });
};

interface Placing {
  readonly league: LeagueSlug;
  readonly days: SeasonDays;
  readonly meetings: readonly (readonly Pairing[])[];
  readonly random: Random;
}

/** Each round has days of its own, and each of its games one of them. */
const dailyFixtures = ({ league, days, meetings, random }: Placing): readonly Fixture[] => {
  const first = days.opening ?? days.regular;
  const length = days.regularEnd - first;
  return meetings.flatMap((games, round) => {
    const from = first + Math.floor((round * length) / meetings.length);
    const to = first + Math.floor(((round + 1) * length) / meetings.length) - 1;
    return games.map((game) => {
      const day = between(random, from, Math.max(from, to));
      return { ...game, week: null, start: timeOn(day, startOn(league, day, random)) };
    });
  });
};

export const startOn = (league: LeagueSlug, day: Day, random: Random): number => {
  const { starts, weekendStarts = starts } = FORMATS[league];
  return pick(random, partsOf(day).weekday % 6 === 0 ? weekendStarts : starts);
};

/** The NFL's weeks off are from the fifth to the fourteenth; a college team has one in each half. */
const weeksOf = (league: LeagueSlug, meetings: Placing['meetings']): Placing['meetings'] =>
  league === 'nfl'
    ? [...meetings.slice(0, 4), ...withWeekOff(meetings.slice(4, 13)), ...meetings.slice(13)]
    : [...withWeekOff(meetings.slice(0, 6)), ...withWeekOff(meetings.slice(6))];

const weeklyFixtures = ({ league, days, meetings, random }: Placing): readonly Fixture[] =>
  weeksOf(league, meetings).flatMap((games, index) => {
    const thursday = (days.opening ?? days.regular) + index * 7;
    const placed = shuffled(games, random);
    return placed.map((game, place) => ({
      ...game,
      week: index + 1,
      start: league === 'nfl' ? sundayOf(thursday, place) : saturdayOf(thursday, place, random),
    }));
  });

const MONDAY_NIGHT = { place: 1, after: 4, minutes: 20 * 60 + 15 };

/** One game on Thursday and on Monday night, one on Sunday night, some in the late afternoon, the others at one. */
const sundayOf = (thursday: Day, place: number): number => {
  if (place === 0) return timeOn(thursday, 20 * 60 + 15);
  if (place === MONDAY_NIGHT.place) return timeOn(thursday + MONDAY_NIGHT.after, MONDAY_NIGHT.minutes);
  const sunday = thursday + 3;
  if (place === 2) return timeOn(sunday, 20 * 60 + 20);
  return timeOn(sunday, place < 7 ? 16 * 60 + 25 : 13 * 60);
};

/** Two on Thursday and two on Friday night, the others over Saturday. */
const saturdayOf = (thursday: Day, place: number, random: Random): number => {
  if (place < 4) return timeOn(thursday + Math.floor(place / 2), 19 * 60 + 30);
  return timeOn(thursday + 2, pick(random, FORMATS['college-football'].starts));
};
