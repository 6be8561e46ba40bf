import type { LeagueFacts } from '../leagues.ts';
import { easternDay, timeOn } from '../schedule/days.ts';
import { FORMATS } from '../schedule/formats.ts';
import type { Game } from '../schedule/game.ts';
import { phasesOf } from '../schedule/calendars.ts';
import { image } from './links.ts';
import { gameDocument } from './game.ts';
import { scoreboardSeason, seasonTypeName, shortDate } from './season.ts';

interface ScoreboardPlan {
  readonly league: LeagueFacts;
  readonly games: readonly Game[];
  /** Of the whole season: its days make the calendar. */
  readonly seasonGames: readonly Game[];
  readonly now: number;
  /** Nobody named a day: the provider's current one is told, too. */
  readonly current: boolean;
  readonly groups: readonly string[];
}

export const scoreboardDocument = ({ league, games, seasonGames, now, current, groups }: ScoreboardPlan) => {
  const season = scoreboardSeason(league, now);
  const [first] = games;
  return {
    leagues: [
      {
        id: league.id,
        uid: `s:${league.sport.id}~l:${league.id}`,
        name: league.name,
        abbreviation: league.abbreviation,
        slug: league.slug,
        season,
        logos: [{ ...image(`teamlogos/leagues/500/${league.slug}.png`, ['full', 'default']), alt: '' }],
        ...calendarDocument(league, seasonGames, season),
      },
    ],
    ...(groups.length > 0 && { groups }),
    ...(current && { season: { type: first?.type ?? season.type.type, year: first?.season ?? season.year } }),
    ...(current && isWeekly(league) && { week: { number: first?.week ?? 1 } }),
    events: games.map((game) => gameDocument(league, game, now)),
    ...(current &&
      !isWeekly(league) && {
        day: { date: new Date(easternDay(first?.start ?? now) * 86_400_000).toISOString().slice(0, 10) },
      }),
  };
};

const isWeekly = ({ slug }: LeagueFacts): boolean => FORMATS[slug].weeks !== undefined;

type Season = ReturnType<typeof scoreboardSeason>;

/** Football lists the weeks of each part of the season, everybody else the days with games. */
const calendarDocument = (league: LeagueFacts, games: readonly Game[], { year, startDate, endDate }: Season) => ({
  calendarType: isWeekly(league) ? 'list' : 'day',
  calendarIsWhitelist: true,
  calendarStartDate: startDate,
  calendarEndDate: endDate,
  calendar: isWeekly(league) ? weeksOf(league, games, year) : daysOf(games),
});

const daysOf = (games: readonly Game[]): readonly string[] =>
  [...new Set(games.map(({ start }) => easternDay(start)))].map((day) =>
    shortDate(timeOn(day, 0, 'America/Los_Angeles')),
  );

const weeksOf = (league: LeagueFacts, games: readonly Game[], year: number) =>
  phasesOf(league.slug, year).map(({ type, start, end }) => {
    const weeks = [...new Set(games.flatMap((game) => (game.type === type ? (game.week ?? []) : [])))];
    return {
      label: seasonTypeName(type),
      value: String(type),
      startDate: shortDate(start),
      endDate: shortDate(end),
      entries: weeks.map((week) => ({ label: `Week ${week}`, alternateLabel: `Week ${week}`, value: String(week) })),
    };
  });
